"""What an article says of itself: title, date, outlet and address, in the lines around its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.read import cues, dateline, dates, kinds
from kg.read.lines import Chunk

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article besides its text; `published` is an ISO date."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """Return these facts, with those of another where none is known here."""
        return Facts(
            self.id or other.id,
            self.title or other.title,
            self.published or other.published,
            self.source or other.source,
            self.url or other.url,
        )


def from_labels(pairs: Sequence[tuple[str, str]]) -> Facts:
    """Return the facts that labelled values give, as `kinds.label` reads them."""
    values: dict[str, str] = {}
    for name, value in pairs:
        if value:
            values.setdefault(name, value)
    url = values.get("urlLabels", "")
    return Facts(
        title=values.get("titleLabels"),
        published=dates.iso(values.get("dateLabels", "")),
        source=values.get("sourceLabels"),
        url=url if kinds.URL.fullmatch(url) else None,
    )


def read(chunks: Sequence[Chunk], title: str | None) -> tuple[list[Chunk], Facts]:
    """Return the chunks with headline, masthead and datelines told apart, and what those say."""
    start = next((i for i, c in enumerate(chunks) if c.kind in ("paragraph", "quote")), len(chunks))
    head, found = _head(chunks[:start], title)
    body, dated = _datelines(chunks[start:])
    facts = found.or_else(dated)
    foot = _foot([c for c in body if c.kind == "furniture"], facts, dated)
    return [*head, *body], foot


def _head(chunks: Sequence[Chunk], title: str | None) -> tuple[list[Chunk], Facts]:
    """Tell the lines before the first paragraph: a headline, then byline, outlet and date.

    "By Tomas Hallgren⏎Northern Wire": a name after a byline is the outlet's.
    """
    out: list[Chunk] = []
    facts = Facts(title=title)
    headline = byline = False
    named = _named(chunks, title)
    for chunk in chunks:
        text = chunk.text.text
        facts = facts.or_else(_line_facts(text))
        is_title = chunk is named if named is not None else chunk.level < 2
        if chunk.kind == "heading" and is_title and not headline:
            headline = True
            facts = replace(facts, title=facts.title or text)
            chunk = replace(chunk, kind="headline")
        elif chunk.kind == "heading" and byline and not chunk.level and len(text.split()) <= 6:
            chunk = replace(chunk, kind="furniture")
            facts = replace(facts, source=facts.source or text)
        byline = byline or kinds.byline(text)
        out.append(chunk)
    return out, facts


def _named(chunks: Sequence[Chunk], title: str | None) -> Chunk | None:
    """Return the heading that is the title the input gives, else the one of the first level."""
    headings = [chunk for chunk in chunks if chunk.kind == "heading"]
    same = [chunk for chunk in headings if title and chunk.text.text.casefold() == title.casefold()]
    return next(iter(same or [chunk for chunk in headings if chunk.level == 1]), None)


def _line_facts(text: str) -> Facts:
    pair = kinds.label(text)
    if pair:
        return from_labels([pair])
    if kinds.byline(text):
        return Facts(source=_byline_outlet(text))
    found = kinds.date_in(text)
    return Facts(published=found[1], source=found[0] or None) if found else Facts()


def _byline_outlet(text: str) -> str | None:
    """Return the outlet of a byline: "By X and Y for AFP", "By X, Meridian Press Service"."""
    outlet = cues.pattern(r"(?<=\s)", "bylineOutlets", r"\s+(?:the\s+)?(?=[A-Z])").search(text)
    if outlet:
        return text[outlet.end() :].strip(" .*_)") or None
    last = text.rpartition(",")[2].strip(" .*_)")
    words = {word.lower() for word in last.split()}
    return last if "," in text and words & cues.words("outletWords") else None


def _datelines(chunks: Sequence[Chunk]) -> tuple[list[Chunk], Facts]:
    """Cut the datelines from the paragraphs; each becomes a piece of furniture."""
    out: list[Chunk] = []
    facts = Facts()
    first = True
    for chunk in chunks:
        found = dateline.find(chunk.text.text, first) if chunk.kind == "paragraph" else None
        first = first and chunk.kind != "paragraph"
        if found is None:
            out.append(chunk)
            continue
        line, rest = dateline.cut(chunk.text, found)
        out += [replace(chunk, text=line, kind="furniture"), replace(chunk, text=rest)]
        facts = facts.or_else(Facts(published=found.date, source=found.source))
    return out, facts


def _foot(furniture: Sequence[Chunk], facts: Facts, dated: Facts) -> Facts:
    """Complete the facts from what stands below the text: labels, an address, a copyright line.

    A dateline's day and month ("July 30") get the year of the copyright line, if that names just one.
    """
    texts = [chunk.text.text for chunk in furniture]
    labelled = from_labels([pair for pair in map(kinds.label, texts) if pair])
    address = Facts(url=_address(texts))
    owned = [text for text in texts if kinds.copyright_line(text)]
    years = {int(year) for text in owned for year in _YEAR.findall(text)}
    published = facts.published
    if published is not None and published == dated.published:
        published = dates.iso(published, years.pop() if len(years) == 1 else None)
    owner = Facts(source=_owner(owned[0]) if owned else None)
    return replace(facts, published=published).or_else(labelled).or_else(address).or_else(owner)


def _address(texts: Sequence[str]) -> str | None:
    """Return the address on the line after "Original url:"."""
    for before, text in pairwise(texts):
        pair = kinds.label(before)
        if pair == ("urlLabels", "") and kinds.URL.fullmatch(text):
            return text
    return None


def _owner(text: str) -> str | None:
    """Return the outlet that a copyright line names."""
    bare = cues.pattern(r"(?<!\w)", "copyrightStarts", both="copyrightRest").sub(" ", _YEAR.sub(" ", text))
    name = re.split(r"\s*[.|]\s", " ".join(bare.split()))[0].strip(" .,;:-–—|")
    return name if name and len(name.split()) <= 6 else None
