"""The marks of the ties diagram: curves, casings, arrowheads, number rings, strikes, and the legend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.draw.layout import Side
from kg.draw.listing import COLUMN, GUTTER, MARGIN
from kg.draw.scene import Mark, Point, Shape, Text, capsule, circle, line, polygon
from kg.draw.style import BOLD, Font, Theme
from kg.draw.words import signed
from kg.model import Statement

BARS = (34.0, 686.0)
BAR = 6.0
AXES: dict[Side, float] = {"left": 181.0, "right": 539.0}
PILL = 5.0
PORTS: dict[Side, float] = {"left": AXES["left"] + PILL / 2, "right": AXES["right"] - PILL / 2}
LANE = (264.0, 456.0)
RING_X, RING = 270.0, 6.8
TEXT_X = 285.0
STUB = 16.0
STRAIGHT = 10.0
HEAD_GAP = 1.2

LineStyle = Literal["solid", "dashed", "dotted"]


def line_style(s: Statement) -> LineStyle:
    """Return a tie's line style: dotted for a claim or allegation, dashed for what is planned or possible."""
    if s.speaker or s.modality == "alleged":
        return "dotted"
    return "dashed" if s.modality in ("planned", "possible") else "solid"


def tie_width(reports: int) -> float:
    """Return the width of a tie's line."""
    return min(1.7 + 1.5 * (reports - 1), 6.2)


def dashes(style: LineStyle, width: float) -> tuple[float, float] | None:
    """Return the dash pattern in points for a line style at a width."""
    return {"solid": None, "dashed": (4 * width, 2.2 * width), "dotted": (0.1 * width, 2 * width)}[style]


@dataclass(frozen=True, slots=True)
class Course:
    """Where a tie runs: the y of its lane, and at each side the x and y of its end (None: open)."""

    y: float
    left: Point | None
    right: Point | None

    def ends(self) -> tuple[Point, Point]:
        """Return both ends; an open one lies a little beyond the lane."""
        return self.left or (LANE[0] - STUB, self.y), self.right or (LANE[1] + STUB, self.y)


def course_shape(
    course: Course, stroke: str, width: float, style: LineStyle, cut: tuple[float, float] = (0, 0)
) -> Shape:
    """Return the path of a tie, shortened by `cut` at its left and right end."""
    (x1, y1), (x2, y2) = course.ends()
    points: list[Point] = [(x1 + cut[0], y1)]
    codes = "M"
    if course.left:
        points += _bend(PORTS["left"] + STRAIGHT, y1, LANE[0], course.y)
        codes += "LCCC"
    points.append((LANE[1], course.y))
    codes += "L"
    if course.right:
        points += _bend(LANE[1], course.y, PORTS["right"] - STRAIGHT, y2)[1:]
        codes += "CCC"
    points.append((x2 - cut[1], y2))
    codes += "L"
    cap: Literal["butt", "round"] = "round" if style == "dotted" else "butt"
    return Shape(tuple(points), codes, stroke, width, None, dashes(style, width), cap)


def _bend(x1: float, y1: float, x2: float, y2: float) -> list[Point]:
    half = (x2 - x1) / 2
    return [(x1, y1), (x1 + half, y1), (x2 - half, y2), (x2, y2)]


def head_length(width: float) -> float:
    """Return the length of an arrowhead."""
    return 6.2 + 0.9 * width


def head(tip: Point, direction: int, width: float, colour: str) -> Shape:
    """Return an arrowhead whose tip points left (-1) or right (1)."""
    back = tip[0] - direction * head_length(width)
    half = 2.7 + 0.75 * width
    return polygon((tip, (back, tip[1] - half), (back, tip[1] + half)), colour)


def open_head(tip: Point, direction: int, width: float, colour: str) -> Shape:
    """Return the open head of a stub: no recipient is named."""
    back, half = tip[0] - direction * 4.4, 3.4 + 0.3 * width
    points = ((back, tip[1] - half), tip, (back, tip[1] + half))
    return Shape(points, "MLL", colour, max(1.2, min(width, 2.4)), None)


def ring(x: float, y: float, number: int, colour: str) -> tuple[Mark, ...]:
    """Return a number in its ring."""
    size = 8.2 if number < 100 else 7
    return circle(x, y, RING, colour, 1.2, "background"), Text(
        x, y + 2.9, str(number), size, BOLD, anchor="middle"
    )


def pointer(x: float, y: float, direction: int, width: float, colour: str) -> Shape:
    """Return the small triangle beside a ring that points along the tie's direction."""
    size = 3.6 + 0.5 * width
    base = x + direction * (RING + 0.9)
    return polygon(((base + direction * size, y), (base, y - 0.75 * size), (base, y + 0.75 * size)), colour)


def strike(x: float, y: float) -> tuple[Shape, ...]:
    """Return the two slashes of a negated tie."""
    slashes = [(x + shift - 2.2, y + 6, x + shift + 2.2, y - 6) for shift in (-2.2, 2.2)]
    casing = tuple(line(*s, "background", 4.2) for s in slashes)
    return (*casing, *(line(*s, "ink", 1.5) for s in slashes))


def legend(
    events: Iterable[tuple[Statement, float | None, int]],
    marks: set[str],
    top: float,
    theme: Theme,
    font: Font,
) -> tuple[tuple[Mark, ...], float]:
    """Return the legend of what occurs, and its bottom.

    `events` are statements with score and reports; `marks` names what else occurs: `state`,
    `doubtful`, `actor`, `idle`, `open`.
    """
    told = list(events)
    keys = [*_scale(told, theme), *_line_keys([s for s, _, _ in told], theme), *_other_keys(marks)]
    placed: list[Mark] = []
    bottom = top
    for column, part in enumerate(sorted({place for place, _ in keys})):
        x0 = MARGIN + column * (COLUMN + GUTTER)
        x, y = x0, top
        for drawn in (drawn for place, drawn in keys if place == part):
            width = max(_right(m, font) for m in drawn)
            if x > x0 and x + width > x0 + COLUMN:
                x, y = x0, y + 16
            placed += [_shifted(m, x, y) for m in drawn]
            bottom = max(bottom, y)
            x += width + 14
    return tuple(placed), bottom


Key = tuple[int, tuple[Mark, ...]]


def _scale(told: list[tuple[Statement, float | None, int]], theme: Theme) -> list[Key]:
    """Return the colour scale and the widths that occur."""
    if not told:
        return []
    scores = sorted({score or 0.0 for _, score, _ in told})
    stops = sorted({*scores, *(s for s, _ in theme.scores if scores[0] < s < scores[-1])})
    side = min(10.0, 90 / len(stops))
    swatches = [
        polygon(
            ((i * side, -3.2), ((i + 1) * side - 0.8, -3.2), ((i + 1) * side - 0.8, 3.2), (i * side, 3.2)),
            theme.tie(s),
        )
        for i, s in enumerate(stops)
    ]
    keys: list[Key] = [(0, (*swatches, _label(len(stops) * side + 6, _range(scores))))]
    counts = sorted({n for _, _, n in told})
    if counts[-1] > 1:
        shown = counts if len(counts) <= 3 else [counts[0], counts[len(counts) // 2], counts[-1]]
        neutral = theme.tie(scores[0])
        marks: list[Mark] = []
        for i, n in enumerate(shown):
            text = f"{n} report{'s' if n > 1 else ''}" if i == len(shown) - 1 else str(n)
            marks += [line(i * 37, 0, i * 37 + 16, 0, neutral, tie_width(n)), _label(i * 37 + 21, text)]
        keys.append((0, tuple(marks)))
    return keys


def _range(scores: list[float]) -> str:
    low, high = scores[0], scores[-1]
    names = [f"{'hostile' if x < 0 else 'friendly' if x > 0 else 'neutral'} {signed(x)}" for x in (low, high)]
    return names[0] if low == high else " to ".join(names)


def _line_keys(statements: list[Statement], theme: Theme) -> list[Key]:
    colour = theme.tie(-3)
    keys: list[Key] = []
    for style in ("dotted", "dashed"):
        found = [s for s in statements if line_style(s) == style]
        if found:
            keys.append((1, (_sample(style, colour), _label(27, _style_words(found)))))
    if any(s.polarity == "negative" for s in statements):
        keys.append(
            (
                1,
                (
                    _sample("solid", colour),
                    *(_shifted(m, 10, 0) for m in strike(0, 0)),
                    _label(27, "negated"),
                ),
            )
        )
    return keys


def _style_words(found: list[Statement]) -> str:
    if line_style(found[0]) == "dashed":
        return " or ".join(m for m in ("planned", "possible") if any(s.modality == m for s in found))
    words = ["claim, speaker named"] if any(s.speaker for s in found) else []
    words += ["alleged"] if any(not s.speaker for s in found) else []
    return " or ".join(words)


def _sample(style: LineStyle, colour: str) -> Shape:
    width = 1.7
    return Shape(
        ((0, 0), (21, 0)),
        "ML",
        colour,
        width,
        None,
        dashes(style, width),
        "round" if style == "dotted" else "butt",
    )


def _other_keys(marks: set[str]) -> list[Key]:
    keys: list[tuple[str, Key]] = [
        ("state", (1, (line(0, 0, 21, 0, "state", 0.9), _label(27, "state, lettered")))),
        ("doubtful", (1, (line(0, 0, 21, 0, "state", 0.9, (0.1, 2)), _label(27, "state, doubtful or over")))),
        ("actor", (2, (capsule(2.5, -6.5, 6.5, PILL, "pole"), _label(12, "actor, taller with more ties")))),
        (
            "idle",
            (
                2,
                (circle(2.6, 0, 2.6, "state", 1, "background"), _label(12, "actor without a tie of its own")),
            ),
        ),
        (
            "open",
            (
                2,
                (
                    line(0, 0, 17, 0, "grey", 1.7),
                    open_head((18, 0), 1, 1.7, "grey"),
                    _label(25, "no recipient named"),
                ),
            ),
        ),
    ]
    return [key for name, key in keys if name in marks]


def _label(x: float, text: str) -> Text:
    return Text(x, 2.9, text, 8.4, colour="grey")


def _right(mark: Mark, font: Font) -> float:
    if isinstance(mark, Text):
        return mark.box(font)[2]
    return max(x for x, _ in mark.points) if isinstance(mark, Shape) else 0.0


def _shifted(mark: Mark, x: float, y: float) -> Mark:
    if isinstance(mark, Text):
        return Text(mark.x + x, mark.y + y, mark.text, mark.size, mark.weight, mark.colour, mark.anchor)
    assert isinstance(mark, Shape)
    points = tuple((px + x, py + y) for px, py in mark.points)
    return Shape(points, mark.codes, mark.stroke, mark.width, mark.fill, mark.dash, mark.cap)
