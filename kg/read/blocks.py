"""Chunks to blocks: each told for what it is, and sentences joined that something cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import Block, BlockKind
from kg.read import kinds, sentences
from kg.read.lines import Chunk

_OPENING, _CLOSING = '"“«”', '"”»“'


def told(chunks: Sequence[Chunk], title: str | None) -> list[Chunk]:
    """Return the chunks, each with a kind: what it looks like, in view of what stands around it."""
    seen = [replace(chunk, kind=_kind(chunk, title if i < 5 else None)) for i, chunk in enumerate(chunks)]
    out: list[Chunk] = []
    is_open = False
    for i, chunk in enumerate(seen):
        if chunk.kind is None:
            after = next((c for c in seen[i + 1 :] if c.kind is None), None)
            chunk = replace(chunk, kind=_weak(chunk, after, is_open))
        if chunk.kind in ("paragraph", "quote"):
            is_open = not sentences.final(chunk.text.text)
        out.append(chunk)
    return out if any(c.kind in ("paragraph", "quote") for c in out) else [_prose(c) for c in out]


def mended(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Return the chunks with sentences joined over what stands in their midst, in order of their starts."""
    out: list[Chunk] = []
    last: int | None = None
    page = False
    for chunk in chunks:
        page = page or chunk.page
        if chunk.kind not in ("paragraph", "quote"):
            out.append(chunk)
            page = page or kinds.is_page_number(chunk.text.text)
            continue
        if last is not None and _continues(out[last], chunk, page, heading=_heading(out[last + 1 :])):
            out[last] = replace(out[last], text=out[last].text.then(chunk.text), full=chunk.full)
        else:
            out.append(chunk)
            last = len(out) - 1
        page = False
    return out


def made(chunks: Iterable[Chunk]) -> tuple[Block, ...]:
    """Return the chunks as blocks of an article."""
    return tuple(Block(_shown(chunk), chunk.text.text, chunk.text.pieces()) for chunk in chunks)


def _kind(chunk: Chunk, title: str | None) -> BlockKind | None:
    if chunk.kind:
        return chunk.kind
    if title is not None and chunk.text.text.casefold() == title.casefold():
        return "heading"
    kind = kinds.whole(chunk.text.text)
    if kind is None and chunk.image and not sentences.final(chunk.text.text):
        return "caption"
    return kind


def _weak(chunk: Chunk, after: Chunk | None, is_open: bool) -> BlockKind:
    """Tell a heading from prose: a title-like line is one unless a sentence goes on after it.

    "Gazprom⏎⏎criticized …" is a sentence cut by a blank line, and so is a short beginning of one;
    but in "charges,⏎Not a bargaining chip⏎which his lawyers …" the line is a heading in a sentence.
    """
    text = chunk.text.text
    if chunk.item or not kinds.titlish(text) or _speech(text):
        return "paragraph"
    if sentences.begins_lower(text):
        return "paragraph"
    if after is not None and not after.item and sentences.begins_lower(after.text.text):
        return "heading" if is_open else "paragraph"
    return "heading"


def _prose(chunk: Chunk) -> Chunk:
    """Of an article without a paragraph, take a longer heading for one: a sentence without its stop."""
    long = chunk.kind == "heading" and not chunk.level and len(chunk.text.text.split()) >= 3
    return replace(chunk, kind="paragraph") if long else chunk


def _continues(before: Chunk, chunk: Chunk, page: bool, heading: bool) -> bool:
    """Tell whether a paragraph goes on with the sentence that the one before it left open."""
    text = before.text.text
    if chunk.item or sentences.final(text) or text.endswith(":") or sentences.names_speaker(chunk.text.text):
        return False
    if sentences.begins_lower(chunk.text.text):
        return True
    if before.item:
        return False
    if sentences.goes_on(text, chunk.text.text):
        return True
    long = len(text.split()) >= 8
    return long and not heading and (page or before.full)


def _heading(chunks: Iterable[Chunk]) -> bool:
    return any(chunk.kind == "heading" for chunk in chunks)


def _speech(text: str) -> bool:
    """Tell a line that is one quotation with an end of a sentence in it."""
    return text[:1] in _OPENING and text.rstrip()[-1:] in _CLOSING and text.rstrip()[-2:-1] in ".!?,"


def _shown(chunk: Chunk) -> BlockKind:
    kind = chunk.kind or "paragraph"
    return "quote" if kind == "paragraph" and is_quote(chunk.text.text) else kind


def is_quote(text: str) -> bool:
    """Tell a paragraph that is speech throughout: nothing closes its first mark before its end."""
    if text[:1] not in _OPENING:
        return False
    closer = _CLOSING[_OPENING.index(text[0])]
    end = text.find(closer, 1)
    return end == -1 or not text[end + 1 :].strip(" .)")
