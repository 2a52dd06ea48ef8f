"""The ties diagram: two poles, a lane for every tie between them, the evidence below.

`compose` turns ties into a scene. Composition, grid and sizes follow the design notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.draw import listing, marks, words
from kg.draw.actors import NAME_LEADING, ROLE_BELOW, ROLE_LEADING, Actor, actors, families, key
from kg.draw.layout import PITCH, Lane, Placing, Row, Side, pill, place
from kg.draw.ranking import Chosen, Section, choose
from kg.draw.scene import Group, Mark, Point, Scene, Text, capsule, circle, line, slug
from kg.draw.style import BLACK, BOLD, MEDIUM, REGULAR, SEMIBOLD, Font, Theme, wrap, wrap_parts
from kg.model import Statement
from kg.ontology import Ontology
from kg.ties import Ties

PHRASE_WIDTH, STRUCK_WIDTH = 171.0, 155.0
FEW, FEW_PITCH = 8, 36.0
HEADING_ROOM = 19.0
NAME_X = {"left": marks.AXES[0] - 8.5, "right": marks.AXES[1] + 8.5}
INNER = {"left": marks.BARS[0] + marks.BAR, "right": marks.BARS[1] - marks.BAR}
HEADINGS = {
    "cooperation": (Section.COOPERATION_DEEDS, Section.COOPERATION_WORDS),
    "conflict": (Section.CONFLICT_WORDS, Section.CONFLICT_DEEDS),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the texts and colours of one diagram depend on."""

    ties: Ties
    ontology: Ontology
    theme: Theme
    font: Font
    published: Mapping[str, str]
    sources: Mapping[str, str]
    name: words.Namer


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lane with what stands on it: a statement that is shown, or the count of those hidden."""

    lane: Lane
    statement: Statement | None
    phrase: tuple[str, ...]
    detail: tuple[str, ...] = ()
    heading: str | None = None
    reports: int = 1


@dataclass(slots=True)
class _Letters:
    """Gives the states their letters in the order they are drawn."""

    states: list[Statement] = field(default_factory=list)

    def of(self, s: Statement) -> str:
        if s not in self.states:
            self.states.append(s)
        return words.letter(self.states.index(s))


def compose(
    ties: Ties,
    ontology: Ontology,
    theme: Theme,
    font: Font,
    published: Mapping[str, str],
    sources: Mapping[str, str],
    limit: int | None = None,
    with_open: bool = False,
) -> Scene:
    """Return the scene of a ties diagram; `choose` says what `limit` and `with_open` do."""
    told = [*ties.statements, *(s for m in ties.members for step in m.path for s in step)]
    setting = Setting(ties, ontology, theme, font, published, sources, words.short_names(told))
    chosen = choose(ties, ontology, limit, with_open)
    opening, first = _opening(setting, with_open)
    drawn, columns, placing = _arranged(setting, chosen, first)
    letters = _Letters()
    numbers = _numbers(placing, drawn)
    picture = [
        *_states(setting, drawn, columns, placing, letters),
        *_lanes(setting, drawn, placing, numbers),
        *_poles(setting, placing),
        *_actors(columns, placing),
        *_nothing(setting, chosen, placing),
    ]
    below, bottom = _below(setting, chosen, drawn, columns, numbers, letters, placing.bottom + 20)
    description = f"{_deck(setting, with_open)} {_meta(setting, with_open)}"
    return Scene(listing.PAGE, bottom + listing.MARGIN - 8, _title(setting), description, (*opening, *picture, *below))


def _title(setting: Setting) -> str:
    latest = words.latest_date(setting.ties.statements, setting.published)
    latest = latest or max((d[:10] for d in setting.published.values() if d), default=None)
    return words.title(words.plain(setting.ties.a.label), words.plain(setting.ties.b.label), latest)


def _deck(setting: Setting, with_open: bool) -> str:
    told = [*setting.ties.events, *(setting.ties.open if with_open else ())]
    return words.deck(told, setting.ontology, setting.name)


def _meta(setting: Setting, with_open: bool) -> str:
    ties = setting.ties
    return words.meta(ties.events, _all_states(ties), ties.open if with_open else ())


def _opening(setting: Setting, with_open: bool) -> tuple[list[Mark], float]:
    """Return title, deck and meta line, and the y of the first lane."""
    font, title = setting.font, _title(setting)
    size = next((s / 2 for s in range(44, 35, -1) if font.width(title, s / 2, BOLD) <= listing.WIDTH), 18.0)
    rows = wrap(title, lambda t: font.width(t, size, BOLD) <= listing.WIDTH, 3)
    made: list[Mark] = [Text(listing.MARGIN, 46 + 24 * i, t, size, BOLD) for i, t in enumerate(rows)]
    top = 68 + 24 * (len(rows) - 1)
    deck, y = listing.paragraph(_deck(setting, with_open), top, 11.5, "ink", 15, font)
    meta, y = listing.paragraph(_meta(setting, with_open), y + 16, 9.4, "grey", 12, font)
    return [*made, *deck, *meta], y + 74


def _all_states(ties: Ties) -> list[Statement]:
    """Return the states between the poles and those that attach actors to them, as articles tell them."""
    found = {s.id: s for m in ties.members for step in m.path for s in step} | {s.id: s for s in ties.states}
    return [s for id_, s in sorted(found.items()) if id_ not in ties.background]


def _arranged(
    setting: Setting, chosen: Sequence[Chosen], first: float
) -> tuple[dict[str, Drawn], dict[Side, tuple[Actor, ...]], Placing]:
    """Return what is drawn on each lane, the actors of each column, and where all stands."""
    drawn = _drawn(setting, chosen)
    shown = [d.statement for d in drawn if d.statement]
    count = sum(s.kind != "state" for s in shown)
    speakers = [e for s in shown for e in (s.speaker,) if e]
    poles: dict[Side, str] = {"left": setting.ties.a.iri, "right": setting.ties.b.iri}
    columns: dict[Side, tuple[Actor, ...]] = {}
    rows: dict[Side, Sequence[Row]] = {}
    for side, pole in (("left", setting.ties.a), ("right", setting.ties.b)):
        busy = [e for s in shown for e, end in _argument_ends(setting.ties, s) if e and end == poles[side]]
        columns[side] = actors(
            side, pole, busy, speakers, setting.ties, count, setting.ontology, setting.name, setting.font
        )  # fmt: skip
        ends = [(d.lane.key, d.lane.end(side)) for d in drawn]
        passes = [Row(end, end, 7, 7, passes=True) for _, end in ends if end and end.startswith("pass ")]
        rows[side] = families(columns[side], passes, _mean_places([end for _, end in ends]))
    pitch = FEW_PITCH if len(drawn) <= FEW else PITCH
    placing = place([d.lane for d in drawn], rows, first, pitch)
    return {d.lane.key: d for d in drawn}, columns, placing


def _mean_places(ends: Sequence[str | None]) -> dict[str, float]:
    places: dict[str, list[int]] = {}
    for i, end in enumerate(ends):
        if end:
            places.setdefault(end, []).append(i)
    return {end: sum(found) / len(found) for end, found in places.items()}


def _argument_ends(ties: Ties, s: Statement) -> list[tuple[object, str | None]]:
    subject, object_ = ties.ends[s.id]
    return [(s.subject, subject), (s.object, object_)]


def _drawn(setting: Setting, chosen: Sequence[Chosen]) -> list[Drawn]:
    """Return the lanes in start order, with headings."""
    made: list[Drawn] = []
    for part in chosen:
        heading = _heading(part, chosen)
        for s in part.shown:
            made.append(_lane(setting, part.section, s, heading, first=not made))
            heading = None
        if part.hidden:
            rows = wrap(words.rest(part.hidden), lambda t: setting.font.width(t, 8.4) <= PHRASE_WIDTH, 4)
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
    left, right = (_row_key(setting, s, side) for side in ("left", "right"))
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
    pole = setting.ties.a if side == "left" else setting.ties.b
    ends = setting.ties.ends[s.id]
    for entity, end in ((s.subject, ends[0]), (s.object, ends[1])):
        if entity and end == pole.iri:
            return f"pass {s.id}" if entity == pole else key(side, entity)
    return None


def _numbers(placing: Placing, drawn: dict[str, Drawn]) -> dict[str, int]:
    """Return the number of each event, from top to bottom."""
    events = [lane.key for lane, _ in placing.lanes if (s := drawn[lane.key].statement) and s.kind != "state"]
    return {id_: i + 1 for i, id_ in enumerate(events)}


def _course(placing: Placing, lane: Lane, y: float) -> marks.Course:
    """Return where a lane's line runs."""
    ends: list[Point | None] = []
    for side, axis in (("left", marks.AXES[0] + marks.PILL / 2), ("right", marks.AXES[1] - marks.PILL / 2)):
        row = lane.end(side)
        if row is None:
            ends.append(None)
            continue
        x = INNER[side] if row.startswith("pass ") else axis
        ends.append((x, placing.ports[lane.key, side]))
    return marks.Course(y, ends[0], ends[1])


def _lanes(setting: Setting, drawn: dict[str, Drawn], placing: Placing, numbers: dict[str, int]) -> list[Mark]:
    """Return headings, the ties as groups, and the lines that count what is not shown."""
    made: list[Mark] = []
    firsts = _first_of_sections(placing, drawn)
    for lane, y in placing.lanes:
        d = drawn[lane.key]
        if lane.key in firsts:
            made.append(_heading_text(setting, firsts[lane.key], d, y))
        if d.statement is None:
            made += [Text(marks.TEXT_X, y + 2 + 9.6 * i, t, 8.4, colour="grey") for i, t in enumerate(d.phrase)]
        elif d.statement.kind != "state":
            made.append(_tie(setting, d, d.statement, _course(placing, lane, y), numbers[lane.key]))
    return made


def _first_of_sections(placing: Placing, drawn: dict[str, Drawn]) -> dict[str, str]:
    """Return the headings by the lane that, after all swaps, is the first of its section."""
    names = {drawn[k].lane.section: h for k in drawn if (h := drawn[k].heading)}
    found: dict[str, str] = {}
    for lane, _ in placing.lanes:
        if lane.section in names:
            found[lane.key] = names.pop(lane.section)
    return found


def _heading_text(setting: Setting, text: str, d: Drawn, y: float) -> Text:
    thick = marks.tie_width(d.reports) - marks.tie_width(1)
    above = 21.5 + 11 * (len(d.phrase) - 1) + thick / 2
    colour = setting.theme.tie(9.5 if text.startswith("Coop") else -7)
    return Text(marks.TEXT_X, y - above, text, 9.4, BLACK, colour)


def _tie(setting: Setting, d: Drawn, s: Statement, course: marks.Course, number: int) -> Group:
    """Return a tie with casing, line, heads, ring, strike and words."""
    colour = setting.theme.tie(words.score(s, setting.ontology))
    width = marks.tie_width(d.reports)
    style = marks.line_style(s)
    directions = _directions(setting.ties, s)
    heads, cut = _heads(course, directions, width, colour)
    made: list[Mark] = [
        marks.course_shape(course, "background", width + 3, "solid", cut),
        marks.course_shape(course, colour, width, style, cut),
        *heads,
        *(marks.pointer(marks.RING_X, course.y, x, width, colour) for x in directions),
        *marks.ring(marks.RING_X, course.y, number, colour),
    ]
    if s.polarity == "negative":
        made += marks.strike(marks.LANE[1] - 8, course.y)
    half = (width - marks.tie_width(1)) / 2
    top = course.y - 4.2 - half - 11 * (len(d.phrase) - 1)
    made += [Text(marks.TEXT_X, top + 11 * i, t, 9.8, MEDIUM) for i, t in enumerate(d.phrase)]
    made += [
        Text(marks.TEXT_X, course.y + 9.4 + half + 9.4 * i, t, 8, colour="grey") for i, t in enumerate(d.detail)
    ]
    title = f"{number}. {words.header(s, setting.name)}: {' '.join(d.phrase)} ({words.DOT.join(d.detail)})"
    return Group(f"tie-{s.id}", title, tuple(made))


def _directions(ties: Ties, s: Statement) -> tuple[int, ...]:
    """Return where a tie points: right (1), left (-1) or both."""
    if s.mutual and s.object:
        return (-1, 1)
    return (1,) if ties.ends[s.id][0] == ties.a.iri else (-1,)


def _heads(
    course: marks.Course, directions: tuple[int, ...], width: float, colour: str
) -> tuple[list[Mark], tuple[float, float]]:
    """Return the arrowheads and how far the line must end before them."""
    cut = [0.0, 0.0]
    made: list[Mark] = []
    for direction in directions:
        at = 0 if direction < 0 else 1
        x, y = course.ends()[at]
        if (course.left, course.right)[at] is None:
            made.append(marks.open_head((x, y), direction, width, colour))
            cut[at] = width / 2
            continue
        made.append(marks.head((x - direction * marks.HEAD_GAP, y), direction, width, colour))
        cut[at] = marks.HEAD_GAP + marks.head_length(width) - 0.6
    return made, (cut[0], cut[1])


def _states(
    setting: Setting, drawn: dict[str, Drawn], columns: dict[Side, tuple[Actor, ...]], placing: Placing,
    letters: _Letters,
) -> list[Mark]:  # fmt: skip
    """Return the states: grey lanes between the poles, then leaders and role lines of the actors."""
    made: list[Mark] = []
    for lane, y in placing.lanes:
        d = drawn[lane.key]
        if d.statement and d.statement.kind == "state":
            made.append(_state_lane(setting, d, d.statement, _course(placing, lane, y), letters))
    for side, column in columns.items():
        by_key = {actor.key: actor for actor in column}
        ys = {row.key: y for row, y in placing.rows[side]}
        for row, _ in placing.rows[side]:
            if row.key in by_key:
                made += _attachment(setting, by_key[row.key], by_key, ys, placing, letters)
    return made


def _state_lane(setting: Setting, d: Drawn, s: Statement, course: marks.Course, letters: _Letters) -> Group:
    style = "dotted" if _doubtful(s) else "solid"
    made: list[Mark] = [
        marks.course_shape(course, "background", 4.1, "solid"),
        marks.course_shape(course, "state", 1.1, style),
    ]
    if s.polarity == "negative":
        made += marks.strike(marks.LANE[1] - 2, course.y)
    top = course.y - 4.2 - 11 * (len(d.phrase) - 1)
    made += [Text(marks.TEXT_X, top + 11 * i, t, 9.8, colour="grey") for i, t in enumerate(d.phrase)]
    end = marks.TEXT_X + setting.font.width(d.phrase[-1], 9.8) + 2.5
    made.append(Text(end, course.y - 6.8, letters.of(s), 7, SEMIBOLD, "grey"))
    return Group(f"state-{s.id}", words.state_line(s, setting.ontology, setting.name), tuple(made))


def _doubtful(s: Statement) -> bool:
    """Tell whether a state is not plainly so now: claimed, planned, possible, alleged or over."""
    return s.speaker is not None or s.modality != "asserted" or s.ended


def _attachment(
    setting: Setting, actor: Actor, by_key: dict[str, Actor], ys: dict[str, float], placing: Placing, letters: _Letters
) -> list[Mark]:
    """Return the states that attach an actor: each its role line, the nearest the line to pole or parent."""
    y = ys[actor.key]
    if not actor.roles:
        return [_leader(setting, actor, y, None)]
    made: list[Mark] = []
    base = y + 3.7 + NAME_LEADING * (len(actor.names) - 1) + ROLE_BELOW
    for i, role in enumerate(actor.roles):
        parts: list[list[Mark]] = [[] for _ in role.states]
        texts, ends = _role_texts(setting, actor, role.lines, [letters.of(s) for s in role.states], base)
        parts[0] += texts
        for part, text in zip(parts, ends, strict=True):
            part.append(text)
        if i == 0:
            parts[-1 if actor.parent is None else 0].insert(0, _connector(setting, actor, by_key, ys, placing, role.states))
        made += [
            Group(f"state-{s.id}", words.state_line(s, setting.ontology, setting.name), tuple(part))
            for s, part in zip(role.states, parts, strict=True)
        ]
        base += ROLE_LEADING * len(role.lines)
    return made


def _role_texts(
    setting: Setting, actor: Actor, lines: Sequence[str], letters: Sequence[str], base: float
) -> tuple[list[Mark], list[Text]]:
    """Return a role's lines, and its letters raised behind the last of them."""
    font, x = setting.font, NAME_X[actor.side]
    widths = [font.width(t, 7, SEMIBOLD) + 2 for t in letters]
    texts: list[Mark] = []
    for i, text in enumerate(lines):
        last = i == len(lines) - 1
        y = base + ROLE_LEADING * i
        if actor.side == "left":
            texts.append(Text(x - (sum(widths) if last else 0), y, text, 8.4, colour="grey", anchor="end"))
        else:
            texts.append(Text(x, y, text, 8.4, colour="grey"))
    start = x - sum(widths) if actor.side == "left" else x + font.width(lines[-1], 8.4)
    y = base + ROLE_LEADING * (len(lines) - 1) - 2.4
    marks_ = [Text(start + sum(widths[:i]) + 2, y, t, 7, SEMIBOLD, "grey") for i, t in enumerate(letters)]
    return texts, marks_


def _connector(
    setting: Setting, actor: Actor, by_key: dict[str, Actor], ys: dict[str, float], placing: Placing,
    states: Sequence[Statement],
) -> Mark:  # fmt: skip
    """Return the grey line from an actor to the pole, or up to the parent's pill."""
    dash = (0.1, 2.0) if any(_doubtful(s) for s in states) else None
    if actor.parent is None:
        return _leader(setting, actor, ys[actor.key], dash)
    x = marks.AXES[0 if actor.side == "left" else 1]
    top = ys[actor.parent] + _half(by_key[actor.parent], placing)
    return line(x, top, x, ys[actor.key] - _half(actor, placing), "state", 0.9, dash)


def _leader(setting: Setting, actor: Actor, y: float, dash: tuple[float, float] | None) -> Mark:
    width = setting.font.width(actor.names[0], actor.size, actor.weight) + 6
    x = NAME_X[actor.side] + (-width if actor.side == "left" else width)
    inner = INNER[actor.side]
    return line(inner, y, max(x, inner) if actor.side == "left" else min(x, inner), y, "state", 0.9, dash)


def _half(actor: Actor, placing: Placing) -> float:
    """Return half the height of an actor's pill, or of its dot."""
    ties = sum(lane.end(actor.side) == actor.key for lane, _ in placing.lanes)
    return pill(ties) / 2 if ties else 3.1


def _actors(columns: dict[Side, tuple[Actor, ...]], placing: Placing) -> list[Mark]:
    made: list[Mark] = []
    used: set[str] = set()
    for side, column in columns.items():
        by_key = {actor.key: actor for actor in column}
        for row, y in placing.rows[side]:
            if row.key in by_key:
                made.append(_actor(by_key[row.key], y, placing, used))
    return made


def _actor(actor: Actor, y: float, placing: Placing, used: set[str]) -> Group:
    """Return an actor's pill (or hollow dot) and name."""
    x, half = marks.AXES[0 if actor.side == "left" else 1], _half(actor, placing)
    anchor = "end" if actor.side == "left" else "start"
    sign: Mark = (
        circle(x, y, 2.6, "state", 1, "background") if actor.idle else capsule(x, y - half, y + half, marks.PILL, "pole")
    )
    names = (
        Text(NAME_X[actor.side], y + 3.7 + NAME_LEADING * i, t, actor.size, actor.weight, "ink", anchor)  # type: ignore[arg-type]
        for i, t in enumerate(actor.names)
    )
    id_ = f"actor-{slug(actor.entity.iri)}"
    id_ = f"{id_}-{actor.side}" if id_ in used else id_
    used.add(id_)
    return Group(id_, words.plain(actor.entity.label), (sign, *names))


def _poles(setting: Setting, placing: Placing) -> list[Mark]:
    """Return the two bars with their names, shrunk and wrapped to their half of the page."""
    made: list[Mark] = []
    for i, pole in enumerate((setting.ties.a, setting.ties.b)):
        label = words.plain(pole.label)
        size = next((s / 2 for s in range(34, 21, -1) if setting.font.width(label, s / 2, BLACK) <= 240), 11.0)
        rows = wrap(label, lambda t, size=size: setting.font.width(t, size, BLACK) <= 240, 2)  # type: ignore[misc]
        x = marks.BARS[i]
        bar = capsule(x + (3 if i == 0 else -3), placing.top, placing.bottom, marks.BAR, "pole")
        texts = (
            Text(x, placing.top - 10 - 12 * (len(rows) - 1 - j), t, size, BLACK, anchor="start" if i == 0 else "end")
            for j, t in enumerate(rows)
        )
        made.append(Group(f"actor-{slug(pole.iri)}", label, (bar, *texts)))
    return made


def _nothing(setting: Setting, chosen: Sequence[Chosen], placing: Placing) -> list[Mark]:
    """Return the words that stand where there is no lane."""
    if any(part.shown for part in chosen):
        return []
    y = (placing.top + placing.bottom) / 2
    return [Text(listing.PAGE / 2, y + 3, "No tie is reported.", 11.5, colour="grey", anchor="middle")]


def _below(
    setting: Setting, chosen: Sequence[Chosen], drawn: dict[str, Drawn], columns: dict[Side, tuple[Actor, ...]],
    numbers: dict[str, int], letters: _Letters, top: float,
) -> tuple[list[Mark], float]:  # fmt: skip
    """Return legend, evidence list, states and footer, and the bottom."""
    made: list[Mark] = []
    events = [s for d in drawn.values() if (s := d.statement) and s.kind != "state"]
    keyed = [(s, words.score(s, setting.ontology), words.reports(s)) for s in events]
    key_marks, y = marks.legend(keyed, _occurring(events, columns, letters), top + 15, setting.theme, setting.font)
    if key_marks:
        made += [listing.rule(top), *key_marks]
        y += 18
    else:
        y = top
    made.append(listing.rule(y))
    blocks = [_item(setting, s, numbers[s.id]) for s in sorted(events, key=lambda s: numbers[s.id])]
    if blocks:
        items, y = listing.columns(blocks, y + 20, 9)
        made += [*items, listing.rule(y)]
    if letters.states:
        notes = {s.id: "gazetteer" if s.id in setting.ties.background else "" for s in letters.states}
        lines = [
            listing.state(
                letters.of(s), words.state_line(s, setting.ontology, setting.name), notes[s.id], setting.font
            )
            for s in letters.states
        ]
        listed, y = listing.columns(lines, y + 18, 0)
        made += listed
    footer, y = listing.paragraph(_footer(events, chosen), y + 12, 8, "grey", 10.5, setting.font)
    return [*made, *footer], y


def _occurring(events: Sequence[Statement], columns: dict[Side, tuple[Actor, ...]], letters: _Letters) -> set[str]:
    everyone = [actor for column in columns.values() for actor in column]
    facts = {
        "state": any(not _doubtful(s) for s in letters.states),
        "doubtful": any(_doubtful(s) for s in letters.states),
        "actor": any(not actor.idle for actor in everyone),
        "idle": any(actor.idle for actor in everyone),
        "open": any(s.object is None for s in events),
    }
    return {name for name, occurs in facts.items() if occurs}


def _item(setting: Setting, s: Statement, number: int) -> listing.Block:
    colour = setting.theme.tie(words.score(s, setting.ontology))
    sentence = min((words.plain(e.sentence) for e in s.evidence), key=lambda t: (len(t), t), default="")
    tail = words.DOT.join(t for t in (words.when(s, setting.published), words.outlets(s, setting.sources)) if t)
    head = words.header(s, setting.name)
    return listing.item(
        f"evidence-{s.id}",
        f"Evidence of tie {number}",
        lambda x, y: marks.ring(x + marks.RING + 0.6, y - 3, number, colour),
        head,
        sentence,
        tail,
        setting.font,
    )


def _footer(events: Sequence[Statement], chosen: Sequence[Chosen]) -> str:
    hidden = sum(len(part.hidden) for part in chosen)
    parts = ["Marks point from actor to recipient."] if events else []
    if any(s.speaker for s in events):
        parts.append("Where no speaker is named, the articles speak in their own voice.")
    if hidden:
        parts.append(f"Not shown, only counted: {hidden} of {hidden + sum(len(p.shown) for p in chosen)} ties.")
    parts += ["Types and scores: PLOVER 2.0."] if events else ["What is drawn is what the articles say."]
    return " ".join(parts)
