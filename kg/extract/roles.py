"""Noun phrases to states: titles, appositions, possessives and "is the … of".

"Russian **President** Vladimir Putin"; "Sivitski, **director** of the Center"; "Belgazprombank, a
**subsidiary** of Gazprom"; "Iran's former foreign **minister**, Ali Velayati".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.acts import rule, span, spoken
from kg.extract.attribution import content, is_backshifted, sources
from kg.extract.clauses import subject
from kg.extract.factuality import Factuality, factuality
from kg.extract.offices import CHANGES, in_office
from kg.extract.phrases import ACTORS, OF, is_plural, mention, name_behind, naming_entity, of_entity
from kg.extract.quotes import quoted
from kg.extract.titles import Role, found_at, period
from kg.extract.view import View, base, case, children, conjuncts
from kg.extract.when import when as dated
from kg.model import Mention, Modality, Reading
from kg.ontology import RoleCue

_COMPLEMENT = frozenset({"of", "for", "to", "in", "at", "with", "from"})


def roles(view: View) -> Iterator[Reading]:
    """Yield the states that role nouns express."""
    inside: set[int] = set()
    for token in reversed(list(view.doc)):
        if token.i in inside:
            continue
        for role in found_at(view, token):
            complements = _complements(view, role)
            if not complements:
                yield from _each_other(view, role)
                yield from _unstated(view, role)
            else:
                inside.update(range(role.start, role.head.i))
                found = [
                    reading
                    for bearer, how, of in _borne(view, role, complements)
                    for c in of
                    if (reading := _reading(view, role, bearer, c, how)) is not None
                ]
                yield from found or _each_other(view, role)
                break


def _borne(
    view: View, role: Role, complements: list[Mention]
) -> Iterator[tuple[Mention, str, list[Mention]]]:
    """Yield who bears a role, how the text says so, and what it is of.

    "**Presidents** Luis Acosta of Peru and Marta Benítez of Ecuador": each of their own.
    """
    for bearer, how in _bearers(view, role):
        yield bearer, how, complements
    named = _name_after(view, role)
    for other in conjuncts(named.root)[1:] if named is not None and is_plural(role.head) else ():
        person = view.entity(other)
        own = [c for c in children(other, "nmod") if case(c) in OF]
        if person is not None and person.label_ == "PERSON":
            yield of_entity(view, person), "title", [mention(view, c) for c in own] or complements


def _bearers(view: View, role: Role) -> Iterator[tuple[Mention, str]]:
    """Yield who bears a role and how the text says so."""
    head = role.head
    following = _name_after(view, role)
    if following is not None:
        yield of_entity(view, following), "title"
        return
    own = view.entity(head)
    if own is not None and own.label_ in ("ORG",) and "StateBody" in role.cue.bearer:
        yield of_entity(view, own), "name"
        return
    changed = list(in_office(view, head))
    if changed:
        yield from ((change.who, change.how) for change in changed)
        return
    top = head
    if base(head) == "appos" and (named := naming_entity(view, head.head)) is not None:
        yield of_entity(view, named), "apposition"
        return
    while base(top) == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.i != head.i and children(top, "appos") and (named := naming_entity(view, top)) is not None:
        yield of_entity(view, named), "apposition"
        return
    if top.i != head.i and base(top) == "appos" and (named := naming_entity(view, top.head)) is not None:
        yield of_entity(view, named), "apposition"
        return
    for child in children(head, "appos"):
        if (named := naming_entity(view, child)) is not None:
            yield of_entity(view, named), "apposition"
            return
    if children(top, "cop"):
        for who in subject(top):
            for one in conjuncts(who):
                yield mention(view, one), "copula"
        return
    if "StateBody" in role.cue.bearer:
        yield mention(view, head), "name"


def _each_other(view: View, role: Role) -> Iterator[Reading]:
    """Yield what two are to each other: "Preval and Aristide were once **allies**"."""
    bearers = list(_bearers(view, role)) if children(role.head, "cop") else []
    relation = _any_relation(role.cue)
    if len(bearers) == 2 and relation is not None and view.ontology.relations[relation].symmetric:
        reading = _reading(view, role, bearers[0][0], bearers[1][0], "copula")
        if reading is not None:
            yield reading


def _unstated(view: View, role: Role) -> Iterator[Reading]:
    """Yield an office whose state the text leaves to the reader: "**President** Vladimir Putin"."""
    relation = role.cue.relations.get("Country")
    named = _name_after(view, role) if role.cue.office and relation is not None else None
    if named is None or relation is None or named.label_ != "PERSON" or _is_deputy(view, role):
        return
    when = _when(view, role)
    fired = rule(f"{role.cue.name}:title-alone", Factuality(), [])
    modality: Modality = "planned" if when == "planned" else "asserted"
    bearer, place = of_entity(view, named), span(view, role.head)
    yield Reading("state", relation, bearer, None, place, fired, modality=modality, ended=when == "ended")


def _name_after(view: View, role: Role) -> Span | None:
    """Return the name a title stands before: "President **Vladimir Putin**"."""
    behind = name_behind(view, role.head)
    if behind is not None:
        return behind
    place = _behind_suffix(view, role.end)
    entity = view.entities.get(place)
    if entity is None or entity.start != place or entity.label_ not in ("PERSON", "ORG", "COUNTRY"):
        return None
    if entity.label_ == "COUNTRY" and not view.ontology.is_a("Country", role.cue.bearer):
        return None
    return entity


def _behind_suffix(view: View, place: int) -> int:
    """Return the place after a role and what may be joined to it: "President-**elect** Preval"."""
    rest = [t.lower_ for t in view.doc[place : place + 2]]
    if rest[:1] == ["-"] and view.ontology.when("".join(rest)) is not None:
        return place + 2
    return place + 1 if rest and view.ontology.when(f"-{rest[0]}") is not None else place


def _complements(view: View, role: Role) -> list[Mention]:
    """Return what a role is of: possessor, adjective or name before it, prepositional phrase after it.

    "**Belarusian** President", "**Kremlin** spokesperson", "leader **of the LDPR**", "**Peru** has a new
    minister, Ana Ruiz".
    """
    found = _before(view, role)
    if not found:
        found = [mention(view, one) for c in children(role.head, "nmod:poss") for one in conjuncts(c)]
    if not found and base(role.head) == "obj" and role.head.head.lemma_ == "have":
        found = [mention(view, who) for who in subject(role.head.head)]
    behind = _after(view, role) or (None if found else _after_name(view, role))
    return found if behind is None else found + [mention(view, one) for one in conjuncts(behind)]


def _after_name(view: View, role: Role) -> Token | None:
    """Return what stands behind the name of a title: "President Petro Poroshenko **of Ukraine**"."""
    named = _name_after(view, role)
    if named is None or named.end >= len(view.doc):
        return None
    word = view.doc[named.end]
    return word.head if base(word) == "case" and word.lower_ in OF and word.head.i > word.i else None


def _after(view: View, role: Role) -> Token | None:
    """Return the noun of the prepositional phrase behind a role, wherever the parser hung it."""
    wanted = role.cue.prepositions or (OF if "StateBody" in role.cue.bearer else _COMPLEMENT)
    place = role.end
    if place < len(view.doc):
        word = view.doc[place]
        if base(word) == "case" and word.lower_ in wanted and word.head.i > place:
            return word.head
    found = [c for c in children(role.head, "nmod") if case(c) in wanted and c.i >= role.end]
    return found[0] if found else None


def _before(view: View, role: Role) -> list[Mention]:
    found, seen = [], set()
    place = role.start - 1
    while place >= 0 and role.start - place < 6:
        token = view.doc[place]
        entity = view.entity(token)
        if entity is not None and entity.label_ in ACTORS:
            if entity.start not in seen and entity.end <= role.head.i:
                seen.add(entity.start)
                found.append(of_entity(view, entity))
            place = entity.start - 1
            continue
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "PART") and token.text not in ("-", "'s", "’s"):
            break
        place -= 1
    if not found:
        bodies = [c for c in children(role.head, "compound", "nmod:desc") if c.i < role.head.i]
        found = [m for c in bodies if (m := mention(view, c)).type in ("StateBody", "Organisation")]
    return found[:1]


def _reading(view: View, role: Role, bearer: Mention, complement: Mention, how: str) -> Reading | None:
    cue = role.cue
    if complement.start == bearer.start and complement.block == bearer.block:
        return None
    kinds = _kinds(view, complement)
    relation = cue.relation(kinds) or (_any_relation(cue) if complement.form == "pronoun" else None)
    if relation is None or (bearer.type and cue.bearer and not view.ontology.is_a(bearer.type, cue.bearer)):
        return None
    if bearer.form == "pronoun" and how != "copula":
        return None
    fired = cue.name
    if _is_deputy(view, role):
        relation, fired = view.ontology.deputy, f"{cue.name}-deputy"
    when = _when(view, role)
    state, said = Factuality(), []
    if how in ("copula", *CHANGES):
        predicate = role.head if how == "copula" else role.head.head
        said = sources(view, predicate)
        state = content(factuality(view, predicate), said)
    elif quoted(view, role.head) is not None:
        said = sources(view, role.head)
    state = _doubted(view, role, state)
    modality: Modality = "planned" if when == "planned" else state.modality
    since, until = period(view, role)
    if how in CHANGES:
        turned = dated(view, role.head.head, state.modality == "planned")
        since, until = (
            (turned, until) if how == "entering" else (since, turned if how == "leaving" else until)
        )
    over = when == "ended" or state.ended or until is not None or how == "leaving"
    first, second = (complement, bearer) if cue.inverse else (bearer, complement)
    reading = Reading(
        "state",
        relation,
        first,
        second,
        span(view, role.head),
        rule(f"{fired}:{how}", state, said),
        mutual=view.ontology.relations[relation].symmetric,
        polarity=state.polarity,
        modality=modality,
        from_=since,
        ended=over or (how == "copula" and _is_past(view, role.head)),
        until=until,
    )
    return spoken(view, reading, said)


def _any_relation(cue: RoleCue) -> str | None:
    """Return a relation for "**its** spokesman"; resolution replaces it once it knows what "it" is."""
    return min(cue.relations.values(), default=None)


def _kinds(view: View, complement: Mention) -> tuple[str, ...]:
    """Return the classes of a complement; an adjective of nationality stands for its country."""
    if complement.form == "adjective" and complement.type == "Group":
        return view.ontology.kinds("Country")
    return view.ontology.kinds(complement.type) if complement.type else ()


def _when(view: View, role: Role) -> str | None:
    """Return `ended` for "former president", "once the leader"; `planned` for "president-elect"."""
    words = [t.lower_ for t in view.doc[max(0, role.start - 5) : role.start]]
    inside = {c.lower_ for c in role.head.children if base(c) in ("amod", "advmod", "compound", "nmod")}
    after = {t.lower_ for t in view.doc[role.end : role.end + 2]}
    near = inside | set(words[-1:]) | ({words[-2]} if words[-1:] == ["-"] and len(words) > 1 else set())
    near |= {t.lower_ for t in view.doc[max(0, role.start - 5) : role.start] if _names_same(role, t)}
    for word in sorted(near | {f"-{a}" for a in after}):
        if (found := view.ontology.when(word)) is not None:
            return found
    return None


def _is_deputy(view: View, role: Role) -> bool:
    """Tell "**deputy** energy minister" from the minister, where the role noun does not say it itself."""
    before = view.doc[max(0, role.start - 1) : role.start]
    return any(t.lower_ in view.ontology.word("deputyWords") for t in before)


def _names_same(role: Role, word: Token) -> bool:
    """Tell whether a word before a title modifies the person or the title: "**former** Kosovo premier"."""
    return word.head.i == role.head.i or (word.head.i >= role.end and word.head == role.head.head)


def _doubted(view: View, role: Role, state: Factuality) -> Factuality:
    """Apply an adjective that makes a role a matter of what is said: "the **alleged** leader"."""
    for child in role.head.children:
        operator = view.ontology.operator(child.lower_, "adjective")
        if operator is not None:
            state = state.under(operator)
    return state


def _is_past(view: View, head: Token) -> bool:
    past = any(c.tag_ == "VBD" for c in children(head, "cop", "aux"))
    return past and not is_backshifted(view, head)


def possessions(view: View) -> Iterator[Reading]:
    """Yield what a name's class and a country beside it tell: whose body, in what country a place or seat.

    "Russia's **Foreign Ministry**", "**Indonesian Navy**", "Sudan's **Darfur** region", "Italy's **Eni**".
    """
    for entity in view.doc.ents:
        relation = view.ontology.possessive.get(_body_or_place(view, entity) or "")
        owners = [mention(view, c) for c in children(entity.root, "nmod:poss") if c.i < entity.start]
        if relation is None and entity.label_ == "ORG" and owners and not _is_rebel(view, entity):
            relation = view.ontology.possessive.get("Organisation")
        if relation is None:
            continue
        if not owners and entity.label_ == "ORG" and not _is_rebel(view, entity):
            owners = [_part(view, entity, n) for n in (2, 1) if len(entity) > n]
        for possessor in owners:
            if possessor.type in ("Country", "Group"):
                name = of_entity(view, entity)
                yield Reading("state", relation, name, possessor, span(view, entity.root), "possessive")


def seats(view: View) -> Iterator[Reading]:
    """Yield where bodies have their seat by the word before them: "the Minsk-**based** Sluch Centre"."""
    for word in view.doc[2:-1]:
        if word.lower_ not in view.ontology.word("seatWords") or view.doc[word.i - 1].text not in "-‑–":
            continue
        place = view.entity(view.doc[word.i - 2])
        bearer = _based(view, word)
        if place is not None and place.label_ in ("PLACE", "COUNTRY") and bearer is not None:
            relation = view.ontology.seat
            yield Reading("state", relation, bearer, of_entity(view, place), span(view, word), "seat")


def _based(view: View, word: Token) -> Mention | None:
    """Return the body that "based" stands before, by its name or by an apposition's."""
    behind = view.entity(view.doc[word.i + 1])
    if behind is not None and behind.label_ == "ORG":
        return of_entity(view, behind)
    noun = word.head if word.head.i > word.i else word
    while noun.pos_ not in ("NOUN", "PROPN") and noun.head.i > noun.i:
        noun = noun.head
    found = mention(view, noun)
    organised = found.type is not None and view.ontology.is_a(found.type, frozenset({"Organisation"}))
    return found if organised and found.form == "name" else None


def _body_or_place(view: View, entity: Span) -> str | None:
    if entity.label_ == "PLACE":
        return "Place"
    if entity.label_ != "ORG":
        return None
    generic = len(entity) > 1 and view.ontology.is_generic_body(entity.text)
    return "StateBody" if generic else view.ontology.noun_class(entity[-1].lemma_.lower())


def _is_rebel(view: View, entity: Span) -> bool:
    """Tell "Kosovo **Liberation** Army" from a state's army."""
    return any(t.lower_ in view.ontology.word("rebelWords") for t in entity)


def _part(view: View, entity: Span, count: int) -> Mention:
    """Return the first words of a name as what may be an adjective of nationality."""
    part = entity[:count]
    return Mention(
        part.text,
        view.block,
        part.start_char,
        part.end_char,
        "adjective",
        part.text.lower(),
        "Group",
        part.text,
    )
