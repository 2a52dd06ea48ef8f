"""Which ties a diagram shows and in which order: by quadrant, the best supported first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from kg.draw.words import reports, score
from kg.model import Statement
from kg.ontology import Ontology
from kg.ties import Ties

SHOW_ALL = 26
BEST = 22
MOST_STATES = 6


class Section(IntEnum):
    """The parts of a diagram, from top to bottom."""

    COOPERATION_DEEDS = 0
    COOPERATION_WORDS = 1
    STATES = 2
    NEUTRAL = 3
    CONFLICT_WORDS = 4
    CONFLICT_DEEDS = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The statements of a section that are shown, in start order, and those that are only counted."""

    section: Section
    shown: tuple[Statement, ...]
    hidden: tuple[Statement, ...]


def choose(
    ties: Ties, ontology: Ontology, limit: int | None = None, with_open: bool = False
) -> tuple[Chosen, ...]:
    """Return each section with what it shows.

    Without a limit all are shown up to 26 events, else the best 22. At least one of each section
    and every tie between the poles themselves is among them.
    """
    told = [*ties.events, *(ties.open if with_open else ())]
    ranked = sorted(told, key=lambda s: rank(s, ontology))
    most = (len(ranked) if len(ranked) <= SHOW_ALL else BEST) if limit is None else limit
    first = {section(s, ontology): s.id for s in reversed(ranked)}
    kept = {s.id for s in ranked if s.id in first.values() or {s.subject, s.object} == {ties.a, ties.b}}
    kept |= {s.id for s in [s for s in ranked if s.id not in kept][: max(0, most - len(kept))]}
    states = sorted(ties.states, key=lambda s: ({s.subject, s.object} != {ties.a, ties.b}, rank(s, ontology)))
    kept |= {s.id for s in states[:MOST_STATES]}
    return tuple(_section(part, [*ranked, *states], kept, ontology) for part in Section)


def _section(part: Section, ranked: Sequence[Statement], kept: set[str], ontology: Ontology) -> Chosen:
    own = [s for s in ranked if section(s, ontology) == part]
    own.sort(key=lambda s: (-(score(s, ontology) or 0.0), s.kind, s.date or "", s.id))
    return Chosen(part, tuple(s for s in own if s.id in kept), tuple(s for s in own if s.id not in kept))


def rank(s: Statement, ontology: Ontology) -> tuple[float, float, float, str, str]:
    """Sort key: independent reports, belief, strength, latest date, id; the most important first."""
    date = s.date.split("/")[-1] if s.date else ""
    later_first = "".join(chr(255 - ord(c)) for c in date.ljust(10, "\0")[:10])
    return (-reports(s), -s.belief, -abs(score(s, ontology) or 0.0), later_first, s.id)


def section(s: Statement, ontology: Ontology) -> Section:
    """Return the part of the diagram that a statement belongs to."""
    if s.kind == "state":
        return Section.STATES
    at = score(s, ontology)
    if not at:
        return Section.NEUTRAL
    deeds = "material" in ontology.events[s.relation].quadrant.lower()
    if at > 0:
        return Section.COOPERATION_DEEDS if deeds else Section.COOPERATION_WORDS
    return Section.CONFLICT_DEEDS if deeds else Section.CONFLICT_WORDS
