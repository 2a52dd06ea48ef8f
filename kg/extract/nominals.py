"""Acts named by nouns: "Russia's **annexation** of Crimea", "the **arrest** of Navalny by police".

Arguments after Meyers et al., "The NomBank Project" (2004): the possessor or the one after "by"
acts, who stands after "of" is acted on. A noun alone does not say that the act took place: what
governs it does ("condemned the attack", but "called for the arrest of").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.tokens import Token

from kg.extract.acts import rule, span, spoken
from kg.extract.attribution import content, sources
from kg.extract.clauses import modifiers
from kg.extract.factuality import Factuality, factuality
from kg.extract.phrases import mention
from kg.extract.view import View, base, case, children, conjuncts
from kg.extract.when import when
from kg.model import Mention, Reading
from kg.ontology import NounCue

_DEPTH = 4


def nominals(view: View) -> Iterator[Reading]:
    """Yield the acts that nouns of a block name, where the text takes them for granted or plans them."""
    for noun in view.doc:
        cue = _cue(view, noun)
        if cue is None or _is_light(view, noun):
            continue
        agents, targets = _arguments(view, cue, noun)
        if not targets and not (cue.lone and agents):
            continue
        state = _state(view, noun)
        if state is not None:
            yield from _readings(view, cue, noun, agents, targets, state)


def _cue(view: View, noun: Token) -> NounCue | None:
    """Return the cue of a noun, that of two words before that of one ("phone call")."""
    if noun.pos_ != "NOUN" or base(noun) == "compound" or view.entity(noun) is not None:
        return None
    lemma = noun.lemma_.lower()
    first = [f"{c.lemma_.lower()} {lemma}" for c in children(noun, "compound", "amod") if c.i == noun.i - 1]
    found = view.ontology.nouns_by_lemma
    return next((found[words] for words in [*first, lemma, noun.lower_] if words in found), None)


def _is_light(view: View, noun: Token) -> bool:
    """Tell the noun of a phrase that a verb cue knows: "**held** talks with", "**paid** a visit to"."""
    if base(noun) != "obj" and noun.dep_ != "nsubj:pass":
        return False
    cues = view.ontology.verbs_by_lemma.get(noun.head.lemma_.lower(), ())
    return any(noun.lemma_.lower() in cue.objects for cue in cues)


def _arguments(view: View, cue: NounCue, noun: Token) -> tuple[list[Token], list[Token]]:
    """Return who acts and who is acted on, both empty where the text does not say."""
    targets: list[Token] = []
    for preposition in cue.target:
        fitting = [t for t in modifiers(view, noun, preposition) if _is_a(view, t, cue.target_types)]
        if fitting:
            targets = fitting
            break
    held = [noun, *targets]  # "the release of N **by the Taliban**": wherever the parser hung it
    by = [t for h in held for t in modifiers(view, h, "by") if _is_a(view, t, cue.subject_types)]
    owners = [o for c in children(noun, "nmod:poss") for o in conjuncts(c)]
    if by:
        return by, targets or [o for o in owners if _is_a(view, o, cue.target_types)]
    if cue.suffers and owners and not targets:
        return [], [o for o in owners if _is_a(view, o, cue.target_types)]
    agents = [o for o in owners if _is_a(view, o, cue.subject_types)] or _before(view, noun, cue)
    if cue.mutual and not agents and len(targets) > 1:  # "talks between A and B"
        return targets[:1], targets[1:]
    return agents, targets


def _before(view: View, noun: Token, cue: NounCue) -> list[Token]:
    """Return the adjective of nationality or the name before a noun: "**Turkish** invasion of Cyprus"."""
    for child in children(noun, "amod", "compound"):
        entity = view.entity(child)
        if entity is not None and entity.label_ in ("NORP", "COUNTRY", "ORG", "PERSON") and child.i < noun.i:
            return [child] if _is_a(view, child, cue.subject_types) else []
    return []


def _is_a(view: View, token: Token, wanted: frozenset[str]) -> bool:
    found = mention(view, token)
    if found.type is None:
        return False
    kind = "Country" if found.form == "adjective" else found.type
    return view.ontology.is_a(kind, wanted or frozenset({"Actor", "Place"}))


def _state(view: View, noun: Token, depth: int = 0) -> Factuality | None:
    """Return whether the act took place; None where nothing says so."""
    state = _own(view, noun)
    head, relation = noun.head, base(noun)
    if depth > _DEPTH:
        return None
    if relation == "conj":
        return _under(state, _state(view, head, depth + 1))
    if relation == "nsubj":
        above = factuality(view, head)
        if head.lemma_.lower() not in view.ontology.word("happenVerbs"):
            above = replace(above, polarity="positive")
        return _under(state, above)
    if relation == "obj" and head.pos_ == "VERB":
        return _of_verb(view, head, state)
    if relation in ("obl", "nmod"):
        return _of_preposition(view, noun, head, state)
    return None


def _own(view: View, noun: Token) -> Factuality:
    """Apply the words before a noun: "an **alleged** attack", "**no** attack", "a **planned** visit"."""
    state = Factuality()
    for child in children(noun, "det", "amod"):
        for kind in ("determiner", "adjective", "antecedent"):
            operator = view.ontology.operator(child.lower_, kind)
            if operator is not None:
                state = state.under(operator)
                break
        else:
            if view.ontology.when(child.lower_) == "planned":
                state = replace(state, modality="planned")
    return state


def _under(state: Factuality, above: Factuality | None) -> Factuality | None:
    if above is None:
        return None
    flipped = state.polarity != above.polarity
    modality = above.modality if state.modality == "asserted" else state.modality
    return Factuality("negative" if flipped else "positive", modality, False, (*state.why, *above.why))


def _of_verb(view: View, verb: Token, state: Factuality) -> Factuality | None:
    lemma = verb.lemma_.lower()
    if lemma in view.ontology.word("factiveVerbs"):
        return state
    operator = view.ontology.operator(lemma, "verb")
    if operator is None or (operator.modality is None and operator.polarity == "same"):
        return None
    return state.under(operator)


def _of_preposition(view: View, noun: Token, head: Token, state: Factuality) -> Factuality | None:
    """Apply what a preposition and what it hangs on say: "**plan for** an attack", "**after** the attack"."""
    word = case(noun)
    if head.pos_ == "NOUN":
        operator = view.ontology.operator(head.lemma_.lower(), "noun")
        if operator is not None:
            return state.under(operator)
    else:
        operator = view.ontology.operator(head.lemma_.lower(), "verb")
        if (
            operator is not None
            and operator.modality is not None
            and word not in view.ontology.word("afterPrepositions")
        ):
            return state.under(operator)
    return state if word in view.ontology.word("factivePrepositions") else None


def _readings(
    view: View, cue: NounCue, noun: Token, agents: list[Token], targets: list[Token], state: Factuality
) -> Iterator[Reading]:
    said = sources(view, noun)
    state = content(state, said)
    acting: list[Mention | None] = [mention(view, a) for a in agents] or [None]
    aimed: list[Mention | None] = [mention(view, t) for t in targets] or [None]
    for agent, target in product(acting, aimed):
        if not _is_same(agent, target):
            reading = Reading(
                "event",
                cue.relation,
                agent,
                target,
                span(view, noun),
                rule(f"{cue.name}:noun", state, said),
                mutual=cue.mutual and agent is not None,
                polarity=state.polarity,
                modality=state.modality,
                date=when(view, noun, future=state.modality == "planned"),
                mode=cue.mode,
            )
            yield spoken(view, reading, said)


def _is_same(agent: Mention | None, target: Mention | None) -> bool:
    return agent is not None and target is not None and agent.start == target.start
