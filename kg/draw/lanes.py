"""What stands on the lanes of a ties diagram, and the arrangement of all its lanes and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.draw import marks, summary, words
from kg.draw.actors import Actor, actors, families, key
from kg.draw.layout import PITCH, SIDES, Lane, Placing, Row, Side, place
from kg.draw.ranking import Chosen, Section
from kg.draw.scene import Point
from kg.draw.setting import Setting
from kg.draw.style import MEDIUM, wrap, wrap_parts
from kg.model import Statement

PHRASE_WIDTH, STRUCK_WIDTH = 171.0, 155.0
FEW, FEW_PITCH = 8, 36.0
HEADING_ROOM = 19.0
INNER = {"left": marks.BARS[0] + marks.BAR, "right": marks.BARS[1] - marks.BAR}
PASS = "pass "
HEADINGS = {
    "cooperation": (Section.COOPERATION_DEEDS, Section.COOPERATION_WORDS),
    "conflict": (Section.CONFLICT_WORDS, Section.CONFLICT_DEEDS),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lane with what stands on it: a statement that is shown, or the count of those hidden."""

    lane: Lane
    statement: Statement | None
    phrase: tuple[str, ...]
    detail: tuple[str, ...] = ()
    heading: str | None = None
    reports: int = 1


class Letters:
    """Gives the states their letters in the order they are asked for."""

    def __init__(self) -> None:
        self.states: list[Statement] = []

    def of(self, s: Statement) -> str:
        """Return a state's letter."""
        if s not in self.states:
            self.states.append(s)
        return words.letter(self.states.index(s))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where all stands, and what: lanes by key, the actors of each column, numbers of the events."""

    setting: Setting
    drawn: dict[str, Drawn]
    columns: dict[Side, tuple[Actor, ...]]
    placing: Placing
    letters: Letters = field(default_factory=Letters)

    @property
    def events(self) -> list[Statement]:
        """The events (and open relations) that are shown, from top to bottom."""
        found = (self.drawn[lane.key].statement for lane, _ in self.placing.lanes)
        return [s for s in found if s and s.kind != "state"]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each event, from top to bottom."""
        return {s.id: i + 1 for i, s in enumerate(self.events)}

    def course(self, lane: Lane, y: float) -> marks.Course:
        """Return where a lane's line runs."""
        left, right = (self._end(lane, side) for side in SIDES)
        return marks.Course(y, left, right)

    def _end(self, lane: Lane, side: Side) -> Point | None:
        row = lane.end(side)
        if row is None:
            return None
        return (
            INNER[side] if row.startswith(PASS) else marks.PORTS[side],
            self.placing.ports[lane.key, side],
        )


def arrange(setting: Setting, chosen: Sequence[Chosen], first: float) -> Arrangement:
    """Return the arrangement of the chosen ties, the first lane at `first`."""
    drawn = _drawn(setting, chosen)
    shown = [d.statement for d in drawn if d.statement]
    columns = {side: _column(setting, side, shown) for side in SIDES}
    rows: dict[Side, Sequence[Row]] = {}
    for side in SIDES:
        ends = [d.lane.end(side) for d in drawn]
        passes = [Row(end, end, 7, 7, passes=True) for end in ends if end and end.startswith(PASS)]
        rows[side] = families(columns[side], passes, _mean_places(ends))
    pitch = FEW_PITCH if len(drawn) <= FEW else PITCH
    placing = place([d.lane for d in drawn], rows, first, pitch)
    return Arrangement(setting, {d.lane.key: d for d in drawn}, columns, placing)


def _column(setting: Setting, side: Side, shown: Sequence[Statement]) -> tuple[Actor, ...]:
    """Return the actors of a side: those with a tie that is shown, its speakers, and some others."""
    pole = setting.pole(side)
    ends = [
        (e, end) for s in shown for e, end in zip((s.subject, s.object), setting.ties.ends[s.id], strict=True)
    ]
    busy = [e for e, end in ends if e and end == pole.iri]
    speakers = [s.speaker for s in shown if s.speaker]
    return actors(setting, side, busy, speakers, sum(s.kind != "state" for s in shown))


def _mean_places(ends: Sequence[str | None]) -> dict[str, float]:
    places: dict[str, list[int]] = {}
    for i, end in enumerate(ends):
        if end:
            places.setdefault(end, []).append(i)
    return {end: sum(found) / len(found) for end, found in places.items()}


def _drawn(setting: Setting, chosen: Sequence[Chosen]) -> list[Drawn]:
    """Return the lanes in start order, with headings."""
    made: list[Drawn] = []
    for part in chosen:
        heading = _heading(part, chosen)
        for s in part.shown:
            made.append(_lane(setting, part.section, s, heading, not made))
            heading = None
        if part.hidden:
            rows = wrap(summary.rest(part.hidden), lambda t: setting.font.width(t, 8.4) <= PHRASE_WIDTH, 4)
            room = 9.6 * (len(rows) - 1)
            rest = Lane(f"rest {part.section}", 2 * part.section + 1, None, None, before=-9, after=-9 + room)
            made.append(Drawn(rest, None, tuple(rows)))
    return made


def _heading(part: Chosen, chosen: Sequence[Chosen]) -> str | None:
    """Return the heading of a section: split into words and deeds where both have two lanes or more."""
    for name, sections in HEADINGS.items():
        if part.section not in sections or not part.shown:
            continue
        halves = [c for c in chosen if c.section in sections and c.shown]
        if len(halves) == 2 and all(len(c.shown) > 1 for c in halves):
            kind = "words" if part.section in (Section.COOPERATION_WORDS, Section.CONFLICT_WORDS) else "deeds"
            return f"{name.capitalize()} in {kind}"
        return name.capitalize() if part is halves[0] else None
    return None


def _lane(setting: Setting, section: Section, s: Statement, heading: str | None, first: bool) -> Drawn:
    """Return the lane of a statement with its wrapped words."""
    font = setting.font
    left, right = (_row_key(setting, s, side) for side in SIDES)
    count = words.reports(s)
    width = STRUCK_WIDTH if s.polarity == "negative" else PHRASE_WIDTH
    if s.kind == "state":
        text, room = words.state_line(s, setting.ontology, setting.name), PHRASE_WIDTH - 14
        rows = wrap(text, lambda t: font.width(t, 9.8) <= room, 3)
        details: list[str] = []
    else:
        text = words.phrase(s, setting.ontology, setting.name)
        rows = wrap(text, lambda t: font.width(t, 9.8, MEDIUM) <= width, 2)
        detail = words.detail(s, setting.ontology, setting.name, count)
        details = wrap_parts(detail, words.DOT, lambda t: font.width(t, 8) <= width)
    thick = marks.tie_width(count) - marks.tie_width(1) if s.kind != "state" else 0.0
    before = 11.0 * (len(rows) - 1) + thick / 2 + (4 if s.kind == "state" else 0)
    after = 9.4 * (len(details) - 1) + thick / 2 if details else -3.0
    room_above = HEADING_ROOM if heading and not first else 0.0
    lane = Lane(s.id, 2 * section, left, right, before, after, room_above)
    return Drawn(lane, s, tuple(rows), tuple(details), heading, count)


def _row_key(setting: Setting, s: Statement, side: Side) -> str | None:
    """Return the key of the row a statement runs to at a side; a pass row where that is the pole."""
    pole = setting.pole(side)
    for entity, end in zip((s.subject, s.object), setting.ties.ends[s.id], strict=True):
        if entity and end == pole.iri:
            return f"{PASS}{s.id}" if entity == pole else key(side, entity)
    return None
