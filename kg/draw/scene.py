"""What stands on a page, before it is painted: texts, shapes and named groups of them.

Coordinates are points, y downwards, on a page of the scene's width and height.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.draw.style import REGULAR, Font

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line; `y` is the baseline, `size` nominal (of Lato), `colour` a theme's role."""

    x: float
    y: float
    text: str
    size: float
    weight: int = REGULAR
    colour: str = "ink"
    anchor: Anchor = "start"

    def box(self, font: Font) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the ink: capitals' height and descenders."""
        width = font.width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        size = self.size * font.factor
        return left, self.y - 0.74 * size, left + width, self.y + 0.21 * size


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: `codes` has a letter per point (M move, L line, C cubic, Z close).

    `dash` is in points; `cap` as in SVG. A colour None paints nothing.
    """

    points: tuple[Point, ...]
    codes: str
    stroke: str | None = None
    width: float = 1.0
    fill: str | None = None
    dash: tuple[float, float] | None = None
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that belong together, with an id and a title that says what they are."""

    id: str
    title: str
    marks: tuple[Mark, ...]


Mark = Text | Shape | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole page; marks are painted in order."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]

    def texts(self) -> tuple[Text, ...]:
        """Return every text on the page."""
        return tuple(m for m in _flat(self.marks) if isinstance(m, Text))

    def shapes(self) -> tuple[Shape, ...]:
        """Return every shape on the page."""
        return tuple(m for m in _flat(self.marks) if isinstance(m, Shape))

    def groups(self) -> tuple[Group, ...]:
        """Return every group on the page, in painting order."""
        return tuple(_groups(self.marks))


def _flat(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flat(mark.marks)
        else:
            yield mark


def _groups(marks: tuple[Mark, ...]) -> Iterator[Group]:
    for mark in marks:
        if isinstance(mark, Group):
            yield mark
            yield from _groups(mark.marks)


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    stroke: str,
    width: float,
    dash: tuple[float, float] | None = None,
) -> Shape:
    """Return a straight line."""
    cap: Literal["butt", "round"] = "round" if dash and dash[0] < 1 else "butt"
    return Shape(((x1, y1), (x2, y2)), "ML", stroke, width, None, dash, cap)


def polygon(points: tuple[Point, ...], fill: str) -> Shape:
    """Return a filled polygon."""
    return Shape((*points, points[0]), "M" + "L" * (len(points) - 1) + "Z", None, 0, fill)


def circle(x: float, y: float, radius: float, stroke: str, width: float, fill: str) -> Shape:
    """Return a circle, as four cubic curves."""
    k = 0.5523 * radius
    points = [(x + radius, y)]
    for quarter in range(4):
        turn = quarter * math.pi / 2
        cos, sin = round(math.cos(turn)), round(math.sin(turn))
        arc = ((radius, k), (k, radius), (0.0, radius))
        points += [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in arc]
    return Shape((*points, points[0]), "M" + "C" * 12 + "Z", stroke, width, fill)


def capsule(x: float, top: float, bottom: float, width: float, fill: str) -> Shape:
    """Return an upright bar with round ends."""
    radius = width / 2
    return Shape(
        ((x, top + radius), (x, max(bottom - radius, top + radius + 0.01))), "ML", fill, width, cap="round"
    )


def slug(iri: str) -> str:
    """Return an id for an entity: the last part of its IRI, with a digest where that loses anything."""
    last = re.split(r"[/#]", iri.rstrip("/#"))[-1]
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "-", last).strip("-")
    return safe if safe == last else f"{safe}-{hashlib.sha256(iri.encode()).hexdigest()[:6]}".strip("-")
