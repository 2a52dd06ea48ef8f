"""The ties diagram: two poles, a lane for every tie between them, the evidence below.

`compose` turns ties into a scene. Composition, grid and sizes follow the design notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.draw import columns, listing, marks, summary, words
from kg.draw.evidence import below
from kg.draw.lanes import Arrangement, Drawn, arrange
from kg.draw.ranking import Chosen, Section, choose
from kg.draw.scene import Group, Mark, Scene, Text
from kg.draw.setting import Setting
from kg.draw.style import BLACK, BOLD, MEDIUM, Font, Theme, balanced
from kg.model import Statement
from kg.ontology import Ontology
from kg.ties import Ties


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
    at = arrange(setting, chosen, first)
    picture = [
        *columns.states(at),
        *_lanes(at),
        *columns.poles(at),
        *columns.actors(at),
        *_nothing(at, chosen),
    ]
    listed, bottom = below(at, chosen)
    description = f"{_deck(setting, with_open)} {_meta(setting, with_open)}"
    height = bottom + listing.MARGIN - 8
    return Scene(listing.PAGE, height, _title(setting), description, (*opening, *picture, *listed))


def _title(setting: Setting) -> str:
    latest = words.latest_date(setting.ties.statements, setting.published)
    return summary.title(words.plain(setting.ties.a.label), words.plain(setting.ties.b.label), latest)


def _deck(setting: Setting, with_open: bool) -> str:
    told = [*setting.ties.events, *(setting.ties.open if with_open else ())]
    return summary.deck(told, setting.ontology, setting.name)


def _meta(setting: Setting, with_open: bool) -> str:
    ties = setting.ties
    return summary.meta(ties.events, _all_states(ties), ties.open if with_open else ())


def _opening(setting: Setting, with_open: bool) -> tuple[list[Mark], float]:
    """Return title, deck and meta line, and the y of the first lane."""
    font, title = setting.font, _title(setting)
    size = next((s / 2 for s in range(44, 35, -1) if font.width(title, s / 2, BOLD) <= listing.WIDTH), 18.0)
    rows = balanced(title, listing.WIDTH, 3, lambda t: font.width(t, size, BOLD))
    made: list[Mark] = [Text(listing.MARGIN, 46 + 24 * i, t, size, BOLD) for i, t in enumerate(rows)]
    top = 68 + 24 * (len(rows) - 1)
    deck, y = listing.paragraph(_deck(setting, with_open), top, 11.5, "ink", 15, font)
    meta, y = listing.paragraph(_meta(setting, with_open), y + 16, 9.4, "grey", 12, font)
    return [*made, *deck, *meta], y + 74


def _all_states(ties: Ties) -> list[Statement]:
    """Return the states between the poles and those that attach actors to them, as articles tell them."""
    found = {s.id: s for m in ties.members for step in m.path for s in step} | {s.id: s for s in ties.states}
    return [s for id_, s in sorted(found.items()) if id_ not in ties.background]


def _lanes(at: Arrangement) -> list[Mark]:
    """Return headings, the ties as groups, and the lines that count what is not shown."""
    made: list[Mark] = []
    headings = _headings(at)
    for lane, y in at.placing.lanes:
        d = at.drawn[lane.key]
        if lane.key in headings:
            made.append(_heading(at, headings[lane.key], d, y))
        if d.statement is None:
            made += [
                Text(marks.TEXT_X, y + 2 + 9.6 * i, t, 8.4, colour="grey") for i, t in enumerate(d.phrase)
            ]
        elif d.statement.kind != "state":
            made.append(_tie(at, d, d.statement, at.course(lane, y)))
    return made


def _headings(at: Arrangement) -> dict[str, str]:
    """Return the headings by the lane that, after all swaps, is the first of its section."""
    names = {d.lane.section: d.heading for d in at.drawn.values() if d.heading}
    found: dict[str, str] = {}
    for lane, _ in at.placing.lanes:
        if lane.section in names:
            found[lane.key] = names.pop(lane.section)
    return found


def _heading(at: Arrangement, text: str, d: Drawn, y: float) -> Text:
    above = 21.5 + 11 * (len(d.phrase) - 1) + (marks.tie_width(d.reports) - marks.tie_width(1)) / 2
    friendly = d.lane.section < 2 * Section.STATES
    return Text(marks.TEXT_X, y - above, text, 9.4, BLACK, at.setting.theme.tie(9.5 if friendly else -7))


def _tie(at: Arrangement, d: Drawn, s: Statement, course: marks.Course) -> Group:
    """Return a tie with casing, line, heads, ring, strike and words."""
    setting, number = at.setting, at.numbers[s.id]
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
    title = f"{number}. {words.header(s, setting.name)}: {' '.join(d.phrase)} ({words.DOT.join(d.detail)})"
    return Group(f"tie-{s.id}", title, (*made, *_texts(d, course.y, width)))


def _texts(d: Drawn, y: float, width: float) -> list[Mark]:
    """Return the phrase above a lane and the detail below."""
    half = (width - marks.tie_width(1)) / 2
    top = y - 4.2 - half - 11 * (len(d.phrase) - 1)
    made: list[Mark] = [Text(marks.TEXT_X, top + 11 * i, t, 9.8, MEDIUM) for i, t in enumerate(d.phrase)]
    below_ = y + 9.4 + half
    return made + [Text(marks.TEXT_X, below_ + 9.4 * i, t, 8, colour="grey") for i, t in enumerate(d.detail)]


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


def _nothing(at: Arrangement, chosen: Sequence[Chosen]) -> list[Mark]:
    """Return the words that stand where there is no lane."""
    if any(part.shown for part in chosen):
        return []
    y = (at.placing.top + at.placing.bottom) / 2
    return [Text(listing.PAGE / 2, y + 3, "No tie is reported.", 11.5, colour="grey", anchor="middle")]
