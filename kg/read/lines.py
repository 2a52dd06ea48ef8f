"""A text's lines, put together to chunks where hard wraps cut a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from statistics import median

from kg.model import BlockKind
from kg.read import dateline, kinds, markdown, sentences
from kg.read.traced import Traced

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together, as one clean text.

    `kind` is None where the text may be prose. `page`: a page began before it. `full`: its last
    line reaches the width at which the text is wrapped, so that it was broken there and did not
    end. `item`: of a list. `level` of a Markdown heading, 0 of none; `image`: right after an image.
    """

    text: Traced
    kind: BlockKind | None = None
    page: bool = False
    full: bool = False
    item: bool = False
    level: int = 0
    image: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    text: Traced
    plain: str
    kind: BlockKind | None
    strong: bool
    blank: bool
    page: bool
    item: bool
    quoted: bool
    indent: int


def chunks(text: Traced, markup: bool = True) -> list[Chunk]:
    """Return the chunks of a text in order, their white space and Markdown (if `markup`) taken out."""
    lines = list(_lines(text))
    width = _width(lines)
    groups: list[list[_Line]] = []
    for line, after in zip_longest(lines, lines[1:]):
        if groups and _wrapped(groups[-1], line, after, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [chunk for chunk in _chunks(groups, width, markup) if chunk.text.text]


def _lines(text: Traced) -> Iterator[_Line]:
    """Yield the lines that are not blank; `blank` and `page` tell what stood before each."""
    start, blank, page = 0, True, False
    for match in [*_BREAK.finditer(text.text), None]:
        end = match.start() if match else len(text)
        line = text[start:end]
        if line.strip().text:
            yield _line(line, blank, page)
            blank = page = False
        else:
            blank = True
        if match and match[0] == "\f":
            blank = page = True
        start = match.end() if match else end


def _line(line: Traced, blank: bool, page: bool) -> _Line:
    quoted = markdown.QUOTED.match(line.text)
    body = line[quoted.end() :] if quoted else line
    item = markdown.LIST_ITEM.match(body.text)
    if item and not kinds.copyright_line(body.text.strip()):
        body = body[item.end() :]
    text = body.text.strip()
    indent = len(body.text) - len(body.text.lstrip())
    kind = kinds.opening(text)
    return _Line(
        body,
        text,
        kind,
        kind is not None and kinds.strong(text),
        blank,
        page,
        bool(item),
        bool(quoted),
        indent,
    )


def _width(lines: Sequence[_Line]) -> int:
    """Return the width at which a text is wrapped; 0 if each line is a paragraph of its own."""
    inner = [
        len(line.text)
        for line, after in pairwise(lines)
        if not after.blank and not line.kind and not after.kind and not after.item
    ]
    if not inner or not 38 <= median(inner) <= 130:
        return 0
    usual = median(inner)
    if sum(1 for line in lines if not line.kind and len(line.text) > 1.5 * usual) > len(inner):
        return 0
    return max(length for length in inner if length <= 1.25 * usual)


def _wrapped(before: Sequence[_Line], line: _Line, after: _Line | None, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the lines before it."""
    last, first = before[-1], before[0]
    if line.blank or line.item or line.strong or (last.strong and last.kind != "caption"):
        return False
    if last is first and dateline.stands_alone(last.plain):
        return True
    closed = sentences.final(last.plain)
    if closed and (not width or not _is_full(last, line, width)):
        return False
    if first.kind:
        return _furniture_goes_on(first, last, line, width)
    if line.kind and (closed or not _is_full(last, line, width)):
        return False
    if width and _is_full(last, line, width):
        heading = closed and after is not None and len(line.text) < 0.7 * width and kinds.titlish(line.plain)
        new = closed and line.indent >= last.indent + 2
        return not heading and not new
    return not closed and (sentences.begins_lower(line.plain) or sentences.goes_on(last.plain, line.plain))


def _furniture_goes_on(first: _Line, last: _Line, line: _Line, width: int) -> bool:
    """Tell whether a line goes on with a caption or notice: only where that is wrapped, or in brackets."""
    if first.kind == "heading" or line.kind or kinds.mark(first.plain):
        return False
    opened = first.plain[:1] in "([" and ")" not in last.plain and "]" not in last.plain
    wrapped = bool(width) and _is_full(last, line, width)
    return opened or (wrapped and len(last.text) <= 1.25 * width)


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Tell whether the next line's first word had no room on the line; ragged ends are allowed for."""
    word = after.plain.split(None, 1)[0] if after.plain else ""
    return len(line.text.text.rstrip()) + 1 + len(word) > 0.93 * width


def _chunks(groups: Sequence[Sequence[_Line]], width: int, markup: bool) -> Iterator[Chunk]:
    page = image = False
    for group, after in zip_longest(groups, groups[1:]):
        first, last = group[0], group[-1]
        page = page or first.page
        if len(group) == 1 and kinds.is_page_number(first.plain):
            page = True
            yield Chunk(first.text.squeezed(), "furniture")
            continue
        kind: BlockKind | None = first.kind or ("quote" if first.quoted else None)
        if _underlined(group, after):
            kind = "heading"
        full = bool(width) and len(last.text.text.rstrip()) >= 0.85 * width
        plain = not markup or kinds.RULE.fullmatch(first.plain)
        clean = _joined(group).squeezed() if plain else _clean(group)
        yield Chunk(clean, kind, page, full, first.item, _level(first.plain), image)
        image = markdown.IMAGE.fullmatch(first.plain) is not None
        page = False


def _clean(group: Sequence[_Line]) -> Traced:
    """Return the lines as one text without white space and Markdown."""
    body = _joined(group)
    mark = markdown.HEADING.match(body.text)
    if mark:
        return markdown.plain(body[mark.end() :]).squeezed().strip("# ")
    return markdown.plain(body).squeezed()


def _joined(group: Sequence[_Line]) -> Traced:
    """Return the lines as one text, still with the line ends between them."""
    if len(group) == 1:
        return group[0].text
    at: list[int] = []
    for line in group:
        if at:
            at.append(at[-1] + 1)
        at.extend(line.text.at)
    return Traced("\n".join(line.text.text for line in group), at)


def _underlined(group: Sequence[_Line], after: Sequence[_Line] | None) -> bool:
    """Tell a Markdown heading that the next line underlines."""
    if after is None or after[0].blank or len(group) > 1 or not markdown.UNDERLINE.fullmatch(after[0].plain):
        return False
    return kinds.titlish(group[0].plain)


def _level(text: str) -> int:
    mark = markdown.HEADING.match(text)
    return len(mark[1]) if mark else 0
