"""Clauses to statements: which relation a verb expresses, and who its arguments are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.tokens import Token

from kg.extract.attribution import content, is_past, sources
from kg.extract.clauses import Clause
from kg.extract.factuality import Factuality, factuality
from kg.extract.frames import fits, targets
from kg.extract.phrases import mention
from kg.extract.quotes import Source
from kg.extract.view import View, children
from kg.extract.when import when
from kg.model import Mention, Modality, Polarity, Reading
from kg.ontology import VerbCue

_PLACES = frozenset({"in", "at", "near", "outside"})


def acts(view: View, found: Clause) -> list[Reading]:
    """Return the typed statements of a clause: one for each pair of actor and recipient."""
    passive = found.passive and not found.agents
    stated = replace(found, agents=found.objects, objects=())
    for cue in view.ontology.verbs_by_lemma.get(found.verb.lemma_.lower(), ()):
        frame = stated if cue.stative else found
        if (cue.stative and not passive) or not fits(view, cue, frame):
            continue
        slot, aimed = targets(view, cue, frame)
        if cue.needs_target and not aimed and not (cue.mutual and len(frame.agents) > 1):
            continue
        readings = list(_readings(view, cue, frame, slot, aimed))
        if readings:
            return readings
    return []


def _readings(view: View, cue: VerbCue, found: Clause, slot: str, aimed: list[Token]) -> Iterator[Reading]:
    verb = found.verb
    state = factuality(view, verb)
    said = sources(view, verb)
    state = content(state, said)
    acting = [a for a in found.agents if a.lower_ not in view.ontology.word("negativePronouns")]
    agents: list[Mention | None] = [mention(view, a) for a in acting] or [None]
    recipients: list[Mention | None] = [mention(view, t) for t in aimed] or [None]
    spared = {mention(view, t) for t in aimed if _is_spared(view, t)}
    symmetric = cue.mutual or _is_symmetric(view, cue)
    if symmetric and recipients == [None] and len(agents) == 2:
        pairs = [(agents[0], agents[1])]
    else:
        pairs = list(product(agents, recipients))
        symmetric = cue.mutual and recipients != [None] and slot in ("with", "obj.with", "between")
    base_reading = Reading(
        "state" if cue.state else "event",
        cue.relation,
        None,
        None,
        span(view, verb),
        rule(f"{cue.name}:{slot or 'no-target'}", state, said),
        mutual=symmetric,
        polarity="negative" if state.ended and not cue.state else _polarity(cue, state),
        modality=_modality(cue, state),
        ended=cue.state and (state.ended or (cue.durative and _is_over(view, verb))),
        location=None if cue.state else _location(view, found),
        mode=cue.mode,
    )
    base_reading = spoken(view, base_reading, said)
    dates = _dates(view, cue, verb, state)
    for agent, recipient in pairs:
        if agent is None and recipient is None:
            continue
        if cue.state and (agent is None or recipient is None):
            continue
        first, second = (recipient, agent) if cue.inverse else (agent, recipient)
        yield _spared(base_reading, recipient in spared).but(subject=first, object=second, **dates)


def _is_spared(view: View, target: Token) -> bool:
    """Tell the one that is named to be left out: "condemned Cambodia **but not Vietnam**"."""
    return any(
        view.ontology.operator(c.lower_, "adverb") is not None and c.dep_ in ("advmod", "cc")
        for c in target.children
    )


def _spared(reading: Reading, spared: bool) -> Reading:
    if not spared:
        return reading
    return reading.but(polarity="negative" if reading.polarity == "positive" else "positive")


def _is_symmetric(view: View, cue: VerbCue) -> bool:
    if cue.state:
        return view.ontology.relations[cue.relation].symmetric
    return view.ontology.events[cue.relation].symmetric


def _polarity(cue: VerbCue, state: Factuality) -> Polarity:
    if cue.polarity == "negative":
        return "negative" if state.polarity == "positive" else "positive"
    return state.polarity


def _modality(cue: VerbCue, state: Factuality) -> Modality:
    marked: tuple[Modality, ...] = ("planned", "possible", "alleged")
    return next((m for m in marked if m == cue.modality and state.modality == "asserted"), state.modality)


def _dates(view: View, cue: VerbCue, verb: Token, state: Factuality) -> dict[str, str | None]:
    found = when(view, verb, future=state.modality == "planned")
    return {"from_": found} if cue.state else {"date": found}


def _once(view: View, verb: Token) -> bool:
    """Tell an adverb of what is over: "**once** headed the party"."""
    return any(view.ontology.when(c.lower_) == "ended" for c in children(verb, "advmod"))


def _is_over(view: View, verb: Token) -> bool:
    """Tell a lasting state in the past: "who had **run** the bank", "**once** headed the party"."""
    return _once(view, verb) or is_past(view, verb)


def _location(view: View, found: Clause) -> Mention | None:
    for preposition in sorted(_PLACES & found.obliques.keys()):
        for token in found.obliques[preposition]:
            place = mention(view, token)
            if place.form == "name" and place.type and view.ontology.is_a(place.type, frozenset({"Place"})):
                return place
    return None


def span(view: View, token: Token) -> tuple[int, int, int]:
    """Return the evidence: the sentence of a word."""
    sentence = token.sent
    words = [t for t in sentence if not t.is_space]
    return view.block, words[0].idx, words[-1].idx + len(words[-1])


def spoken(view: View, reading: Reading, said: list[Source]) -> Reading:
    """Return a reading with `speaker` (the innermost source) and `via` (the others, outermost first)."""
    named = list(dict.fromkeys(m for s in said if (m := source_mention(view, s)) is not None))
    named = [m for m in named if m.type is not None] or named  # "research showed, they said": they
    return reading.but(speaker=named[0], via=tuple(reversed(named[1:]))) if named else reading


def rule(fired: str, state: Factuality, said: list[Source]) -> str:
    """Return a rule's name with the cues that decided polarity, modality and speaker, for `kg explain`."""
    cues = [*state.why, *(s.report.name for s in said if s.report is not None)]
    return " ".join(dict.fromkeys([fired, *cues]))


def source_mention(view: View, source: Source) -> Mention | None:
    """Return the words for a source, None where the text names nobody."""
    return source.carried if source.token is None else mention(view, source.token)


def open_act(view: View, found: Clause) -> Reading | None:
    """Return the open relation of a clause that no cue types, between two that are named.

    "Russia **relies on** Belarus": kept for those who ask, left out of diagrams.
    """
    ends = [("", o) for o in found.objects] + [
        (preposition, t) for preposition, tokens in found.obliques.items() for t in tokens
    ]
    named = [(p, m) for p, t in ends if _is_named(view, m := mention(view, t))]
    agents = [m for a in found.agents if _is_named(view, m := mention(view, a))]
    lemma = found.verb.lemma_.lower()
    if not agents or not named or view.ontology.report(lemma, "verb"):
        return None
    if "xcomp" in found.complements and view.ontology.operator(lemma, "verb"):
        return None
    preposition, target = named[0]
    words = [found.verb.lemma_.lower(), found.particle, preposition]
    said = sources(view, found.verb)
    state = content(factuality(view, found.verb), said)
    reading = Reading(
        "open",
        " ".join(w for w in words if w),
        agents[0],
        target,
        span(view, found.verb),
        rule("open", state, said),
        polarity=state.polarity,
        modality=state.modality,
        date=when(view, found.verb, state.modality == "planned"),
        ended=state.ended or _once(view, found.verb),
    )
    return spoken(view, reading, said)


def _is_named(view: View, found: Mention) -> bool:
    return (
        found.form == "name"
        and found.type is not None
        and view.ontology.is_a(found.type, frozenset({"Actor", "Place"}))
    )
