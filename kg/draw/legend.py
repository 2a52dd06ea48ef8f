"""The legend of a ties diagram: what occurs in it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from kg.draw import marks
from kg.draw.listing import COLUMN, GUTTER, MARGIN
from kg.draw.scene import Mark, Shape, Text, capsule, circle, line, polygon
from kg.draw.style import Font, Theme
from kg.draw.words import signed
from kg.model import Statement


def legend(
    events: Iterable[tuple[Statement, float | None, int]],
    others: set[str],
    top: float,
    theme: Theme,
    font: Font,
) -> tuple[tuple[Mark, ...], float]:
    """Return the legend of what occurs, and its bottom.

    `events` are statements with score and reports; `others` names what else occurs: `state`,
    `doubtful`, `actor`, `idle`, `open`.
    """
    told = list(events)
    keys = [*_scale(told, theme), *_line_keys([s for s, _, _ in told], theme), *_other_keys(others)]
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
        samples: list[Mark] = []
        for i, n in enumerate(shown):
            text = f"{n} report{'s' if n > 1 else ''}" if i == len(shown) - 1 else str(n)
            samples += [
                line(i * 37, 0, i * 37 + 16, 0, neutral, marks.tie_width(n)),
                _label(i * 37 + 21, text),
            ]
        keys.append((0, tuple(samples)))
    return keys


def _range(scores: list[float]) -> str:
    low, high = scores[0], scores[-1]
    names = [f"{'hostile' if x < 0 else 'friendly' if x > 0 else 'neutral'} {signed(x)}" for x in (low, high)]
    return names[0] if low == high else " to ".join(names)


def _line_keys(statements: list[Statement], theme: Theme) -> list[Key]:
    colour = theme.tie(-3)
    keys: list[Key] = []
    for style in ("dotted", "dashed"):
        found = [s for s in statements if marks.line_style(s) == style]
        if found:
            keys.append((1, (_sample(style, colour), _label(27, _style_words(found)))))
    if any(s.polarity == "negative" for s in statements):
        keys.append(
            (
                1,
                (
                    _sample("solid", colour),
                    *(_shifted(m, 10, 0) for m in marks.strike(0, 0)),
                    _label(27, "negated"),
                ),
            )
        )
    return keys


def _style_words(found: list[Statement]) -> str:
    if marks.line_style(found[0]) == "dashed":
        return " or ".join(m for m in ("planned", "possible") if any(s.modality == m for s in found))
    words = ["claim, speaker named"] if any(s.speaker for s in found) else []
    words += ["alleged"] if any(not s.speaker for s in found) else []
    return " or ".join(words)


def _sample(style: marks.LineStyle, colour: str) -> Shape:
    width = 1.7
    return Shape(
        ((0, 0), (21, 0)),
        "ML",
        colour,
        width,
        None,
        marks.dashes(style, width),
        "round" if style == "dotted" else "butt",
    )


def _other_keys(others: set[str]) -> list[Key]:
    keys: list[tuple[str, Key]] = [
        ("state", (1, (line(0, 0, 21, 0, "state", 0.9), _label(27, "state, lettered")))),
        ("doubtful", (1, (line(0, 0, 21, 0, "state", 0.9, (0.1, 2)), _label(27, "state, doubtful or over")))),
        (
            "actor",
            (2, (capsule(2.5, -6.5, 6.5, marks.PILL, "pole"), _label(12, "actor, taller with more ties"))),
        ),
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
                    marks.open_head((18, 0), 1, 1.7, "grey"),
                    _label(25, "no recipient named"),
                ),
            ),
        ),
    ]
    return [key for name, key in keys if name in others]


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
