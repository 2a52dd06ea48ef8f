"""What stands below a diagram: legend, evidence list, lettered states and footer, in three columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.draw.scene import Group, Mark, Text, line
from kg.draw.style import BOLD, Font, balanced, wrap

MARGIN, WIDTH, PAGE = 34.0, 652.0, 720.0
COLUMN, GUTTER, INSET = 201.3, 24.0, 19.0
COLUMNS = 3
SENTENCE_LINES = 4

Place = Callable[[float, float], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a known height that can be placed at the left and top of a column."""

    height: float
    at: Place


def columns(blocks: Sequence[Block], top: float, gap: float) -> tuple[tuple[Mark, ...], float]:
    """Return the blocks set in three columns of nearly equal height, and the bottom of the highest."""
    if not blocks:
        return (), top
    height = min(h for h in _heights(blocks, gap) if len(_fill(blocks, gap, h)) <= COLUMNS)
    marks: list[Mark] = []
    bottom = top
    for i, column in enumerate(_fill(blocks, gap, height)):
        y = top
        for block in column:
            marks += block.at(MARGIN + i * (COLUMN + GUTTER), y)
            y += block.height + gap
        bottom = max(bottom, y - gap)
    return tuple(marks), bottom


def _heights(blocks: Sequence[Block], gap: float) -> set[float]:
    """Return every height that some run of neighbouring blocks has."""
    found = set()
    for i in range(len(blocks)):
        height = -gap
        for block in blocks[i:]:
            height += block.height + gap
            found.add(round(height, 3))
    return found


def _fill(blocks: Sequence[Block], gap: float, height: float) -> list[list[Block]]:
    filled: list[list[Block]] = []
    room = 0.0
    for block in blocks:
        if not filled or block.height + gap > room + 0.01:
            filled.append([])
            room = max(height, block.height) + gap
        filled[-1].append(block)
        room -= block.height + gap
    return filled


def item(
    id_: str,
    title: str,
    number: Callable[[float, float], tuple[Mark, ...]],
    head: str,
    said: str,
    tail: str,
    font: Font,
) -> Block:
    """Return an entry of the evidence list: number, header, sentence, and date and outlet in grey."""
    width = COLUMN - INSET
    heads = wrap(head, lambda t: font.width(t, 8.8, BOLD) <= width, 2)
    rows = [(t, "ink") for t in balanced(said, width, SENTENCE_LINES, lambda t: font.width(t, 8.8))]
    tails = wrap(tail, lambda t: font.width(t, 8.8) <= width, 2)
    space = font.width("n n", 8.8) - font.width("nn", 8.8)
    beside = (
        bool(tails and rows) and sum(font.width(t, 8.8) for t in (rows[-1][0], tails[0])) + space <= width
    )
    last = len(rows) - 1 if beside else -1
    rows += [(t, "grey") for t in tails[1 if beside else 0 :]]

    def at(x: float, y: float) -> tuple[Mark, ...]:
        marks: list[Mark] = [*number(x, y)]
        base = y
        for text in heads:
            marks.append(Text(x + INSET, base, text, 8.8, BOLD))
            base += 11
        for i, (text, colour) in enumerate(rows):
            marks.append(Text(x + INSET, base, text, 8.8, colour=colour))
            if i == last:
                marks.append(
                    Text(x + INSET + font.width(text, 8.8) + space, base, tails[0], 8.8, colour="grey")
                )
            base += 10.8
        return (Group(id_, title, tuple(marks)),)

    return Block(11 * len(heads) + 10.8 * len(rows), at)


def state(mark: str, words: str, note: str, font: Font) -> Block:
    """Return an entry of the list of states: its letter and words, a note in brackets behind."""
    text = f"{words} ({note})" if note else words
    rows = balanced(text, COLUMN - INSET, 3, lambda t: font.width(t, 8.4))

    def at(x: float, y: float) -> tuple[Mark, ...]:
        letter = Text(x + 8, y, mark, 8.2, BOLD, "grey", "middle")
        lines = (Text(x + INSET, y + 11.4 * i, t, 8.4, colour="grey") for i, t in enumerate(rows))
        return (letter, *lines)

    return Block(11.4 * len(rows), at)


def rule(y: float) -> Mark:
    """Return a thin line over the page's width."""
    return line(MARGIN, y, MARGIN + WIDTH, y, "rule", 0.8)


def paragraph(
    text: str, y: float, size: float, colour: str, leading: float, font: Font
) -> tuple[tuple[Mark, ...], float]:
    """Return a text wrapped over the page's width, and the baseline of its last line."""
    rows = balanced(text, WIDTH, 4, lambda t: font.width(t, size))
    marks = tuple(Text(MARGIN, y + leading * i, t, size, colour=colour) for i, t in enumerate(rows))
    return marks, y + leading * max(len(rows) - 1, 0)
