"""The marks of the ties diagram: curves, casings, arrowheads, number rings, strikes, and the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.draw.layout import Side
from kg.draw.scene import Mark, Point, Shape, Text, circle, line, polygon
from kg.draw.style import BOLD
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
