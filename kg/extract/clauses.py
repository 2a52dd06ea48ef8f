"""Clauses: a predicate with its subjects, objects, complements and the prepositions that hang on it.

Arguments that a clause shares with another are filled in: conjoined verbs, infinitives and
participles without a subject of their own, relative pronouns (Del Corro and Gemulla, "ClausIE",
WWW 2013, section 3; here over Universal Dependencies).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.view import View, base, case, children, conjuncts, governor, is_passive, mark

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its arguments as head words; `agents` act, whatever the voice.

    `objects` are what is acted on (of a passive its subject). `obliques` maps a preposition to
    the nouns after it.
    """

    verb: Token
    passive: bool
    agents: tuple[Token, ...]
    objects: tuple[Token, ...]
    indirect: tuple[Token, ...]
    particle: str | None
    obliques: dict[str, tuple[Token, ...]] = field(hash=False)
    complements: dict[str, Token] = field(hash=False)

    @property
    def has(self) -> frozenset[str]:
        """The kinds of dependents it has, as cues require them."""
        kinds = {*self.obliques, *self.complements}
        kinds |= {"obj"} if self.objects else set()
        return frozenset(kinds | ({"iobj"} if self.indirect else set()))


def clauses(view: View) -> list[Clause]:
    """Return the clauses of a block in the order of their verbs."""
    return [clause(t) for t in view.doc if is_predicate(t)]


def is_predicate(token: Token) -> bool:
    """Tell verbs that head a clause from auxiliaries and from participles used as adjectives."""
    if token.pos_ != "VERB" or base(token) in ("aux", "cop", "case", "mark", "fixed", "compound"):
        return False
    return base(token) != "amod"


def clause(verb: Token) -> Clause:
    """Return the clause of a predicate."""
    passive = is_passive(verb)
    subjects = _spread(subject(verb))
    own = [] if _inverted(verb) else children(verb, "obj")
    objects = _spread([antecedent(o, verb) for o in own]) or _gap(verb)
    if not objects and base(verb) == "conj" and _shares_object(verb):
        objects = _spread(children(verb.head, "obj"))
    agents = _spread(children(verb, "obl:agent"))
    indirect = _spread(children(verb, "iobj"))
    if passive:
        patients = _spread(_patients(verb))
        # "Tonga **was sent** water": what else is an object makes the subject the recipient.
        objects, indirect = (objects + patients, patients) if objects else (patients, indirect)
    else:
        agents = subjects
        # a lone object that the parser took for the indirect one: "accused Washington"
        objects, indirect = (objects, indirect) if objects else (indirect, objects)
    return Clause(
        verb,
        passive,
        agents,
        objects,
        indirect,
        _particle(verb),
        _obliques(verb),
        {base(c): c for c in children(verb, "xcomp", "ccomp", "advcl")},
    )


def subject(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject of a verb, its own or the one it shares; relative pronouns are replaced."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")]
    own = [c for c in own if base(c) == "nsubj"]
    if own:
        return [antecedent(own[0], verb)]
    if inverted := _inverted(verb):
        return inverted
    if depth > _DEPTH:
        return []
    relation, head = base(verb), governor(verb)
    if relation == "conj":
        return subject(head, depth + 1) if _is_verbal(head) else []
    if relation == "xcomp":
        return _controller(verb, depth)
    if relation == "advcl" and not _is_verbal(head) and base(head) in ("advmod", "amod", "ccomp"):
        return subject(head.head, depth + 1)  # "stopped **short** of condemning"
    if relation == "advcl" and (verb.tag_ in ("VBG", "VBN") or mark(verb) in _BARE or _is_being(verb)):
        accused = mark(verb) in ("of", "for", "from") and children(head, "obj", "nsubj:pass")
        if accused:
            return children(head, "obj") or children(head, "nsubj:pass")
        return subject(head, depth + 1) if _is_verbal(head) else []
    if relation == "acl" and verb.dep_ != "acl:relcl" and verb.tag_ == "VBG":
        return [head]
    if relation == "acl" and mark(verb) == "to":
        return _of_noun(head, depth)
    return []


_BARE = frozenset({"to", "rather than", "instead of", "far from"})
"""What stands before an infinitive whose subject is that of its governor."""


def _is_being(noun: Token) -> bool:
    """Tell a participle of to be: "accused him of **being** a member"."""
    return any(c.tag_ == "VBG" for c in children(noun, "cop"))


def _inverted(verb: Token) -> list[Token]:
    """Return the subject behind a verb whose content stands before it: "…, **warned** Ruslan Mikhno"."""
    before = any(c.i < verb.i for c in children(verb, "ccomp"))
    behind = [c for c in children(verb, "obj") if c.i > verb.i]
    return behind[:1] if before and not children(verb, "nsubj", "aux") else []


def antecedent(pronoun: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, any other word itself.

    "Tsepkalo, **who** fled": the relative clause's head.
    """
    if "PronType=Rel" not in str(pronoun.morph) and pronoun.tag_ not in ("WP", "WDT"):
        return pronoun
    clause_head = verb
    for _ in range(_DEPTH):
        if clause_head.dep_ == "acl:relcl":
            person = pronoun.lower_ == "which" and clause_head.head.ent_type_ == "PERSON"
            return pronoun if person else clause_head.head
        if clause_head.head.i == clause_head.i:
            break
        clause_head = clause_head.head
    return pronoun


def _gap(verb: Token) -> tuple[Token, ...]:
    """Return the object of a relative clause that has no pronoun for it: "the **men** it had arrested"."""
    own = [c for c in verb.children if base(c) == "nsubj"]
    if verb.dep_ != "acl:relcl" or not own or children(verb, "obj", "ccomp", "xcomp", "iobj"):
        return ()
    relative = own[0].tag_ in ("WP", "WDT") or any(c.tag_ in ("WP", "WDT", "WRB") for c in verb.subtree)
    return () if relative or is_passive(verb) else (verb.head,)


def _patients(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubj")]
    if own:
        return [antecedent(own[0], verb)]
    if base(verb) == "acl":
        return [verb.head]
    return subject(verb)


def _controller(verb: Token, depth: int) -> list[Token]:
    """Return who does the infinitive: the object ("urged Minsk to free them"), else the subject."""
    head = verb.head
    objects = children(head, "obj", "iobj")
    if objects and head.pos_ == "VERB":
        return objects[:1]
    if head.pos_ in ("NOUN", "PROPN"):
        return _of_noun(head, depth)
    for oblique in children(head, "obl"):
        if case(oblique) in ("on", "upon") and mark(verb) == "to":
            return [oblique]
    return subject(head, depth + 1)


def _of_noun(noun: Token, depth: int) -> list[Token]:
    """Return who does what a noun announces: "Moscow's **plan** to", "**threatened** a plan to"."""
    possessors = children(noun, "nmod:poss")
    if possessors:
        return possessors[:1]
    if base(noun) in ("obj", "obl", "nsubj") and _is_verbal(noun.head):
        return subject(noun.head, depth + 1)
    return []


def _is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or bool(children(token, "cop", "nsubj"))


def _shares_object(verb: Token) -> bool:
    """Tell "detained and jailed 33 men" from two verbs of which one has no object."""
    later = verb.head.i < verb.i and [c for c in children(verb.head, "obj") if c.i > verb.i]
    return bool(later)


def _particle(verb: Token) -> str | None:
    particles = children(verb, "compound:prt")
    return particles[0].lower_ if particles else None


def _obliques(verb: Token) -> dict[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for child in verb.children:
        if base(child) in ("obl", "nmod") and child.dep_ != "obl:agent" and case(child):
            found.setdefault(case(child), ())
            found[case(child)] += _spread([child])
    return found


def _spread(tokens: list[Token]) -> tuple[Token, ...]:
    return tuple(t for token in tokens for t in conjuncts(token) if not _is_clause(t, token))


def _is_clause(token: Token, first: Token) -> bool:
    """Tell conjuncts that are no further argument: a verb, or a second thing that the first one is.

    "Kirchner, the secretary-general of UNASUR **and a former president**, attended".
    """
    if token.i == first.i:
        return False
    described = first.pos_ == "PROPN" and token.pos_ == "NOUN" and children(first, "appos")
    return token.pos_ == "VERB" or bool(described and children(token, "det"))


def modifiers(view: View, noun: Token, preposition: str) -> tuple[Token, ...]:
    """Return the nouns that a preposition hangs on another: "talks **with** Putin"."""
    return _spread([c for c in children(noun, "nmod", "obl") if case(c) == preposition])
