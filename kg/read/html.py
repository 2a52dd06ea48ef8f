"""Web pages: trafilatura says what is article and what not; each character keeps its place in the page."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile

from kg.model import BlockKind
from kg.read import dates
from kg.read.lines import Chunk, chunks
from kg.read.masthead import Facts
from kg.read.traced import Traced

_HIDDEN = frozenset(
    {
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "title",
        "textarea",
        "select",
        "option",
        "button",
        "svg",
        "iframe",
        "object",
        "form",
        "math",
    }
)
_ASIDE = frozenset({"nav", "aside", "footer", "header", "dialog", "menu"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
    }
)
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_KINDS: dict[str, BlockKind] = {
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    **{f"h{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(_ASIDE, "furniture"),
    "time": "furniture",
}
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
LONG = 40
"""Letters from which a passage is known by containing it: a shorter one ("World") must be a whole line."""


def looks_like(text: str) -> bool:
    """Tell whether a text (of a JSON field, of standard input) is HTML."""
    return _MARKUP.search(text) is not None


def is_page(text: str) -> bool:
    """Tell whether a text is a whole HTML page."""
    return (
        re.match(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", text, re.IGNORECASE)
        is not None
    )


def passages(text: str) -> list[Chunk]:
    """Return the passages of a fragment of HTML, such as a feed's text field."""
    return _told(_read(text), None)


def page(text: str) -> tuple[list[Chunk], Facts]:
    """Return the passages of a page, what is not the article told as furniture, and the page's own facts."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dating = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
    found = trafilatura.bare_extraction(
        text, include_comments=False, with_metadata=True, date_extraction_params=dating
    )
    if not isinstance(found, Document):
        return _told(_read(text), None), Facts()
    facts = Facts(
        title=found.title or None,
        published=dates.iso(found.date or ""),
        source=found.sitename or None,
        url=found.url or None,
    )
    return _told(_read(text), found.text or None), facts


@dataclass(slots=True)
class _Passage:
    """The text of one block of a page while it is read; `tags` are those around it."""

    tags: tuple[str, ...]
    text: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def put(self, text: str, at: list[int] | range) -> None:
        """Add characters and their offsets."""
        self.text.append(text)
        self.at.extend(at)


class _Reader(HTMLParser):
    """Splits a page at its block tags; an entity's character stands at its first or last sign."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tags: list[str] = []
        self.hidden = 0
        self.passages = [_Passage(())]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a passage at a block tag; a line break stays one."""
        if tag == "br":
            self._put("\n", self._offset())
        if tag not in _VOID:
            self.tags.append(tag)
            self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.passages.append(_Passage(tuple(self.tags)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat <br/> as <br>; other tags that close themselves hold nothing."""
        if tag == "br":
            self._put("\n", self._offset())

    def handle_endtag(self, tag: str) -> None:
        """Close the tag and those left open in it; text after a block is a passage of its own."""
        if tag in self.tags:
            while True:
                last = self.tags.pop()
                self.hidden -= last in _HIDDEN
                if last == tag:
                    break
        if tag in _BLOCKS:
            self.passages.append(_Passage(tuple(self.tags)))

    def handle_data(self, data: str) -> None:
        """Take text as it stands; its line ends are white space."""
        if not self.hidden:
            start = self._offset()
            self.passages[-1].put(_SPACE.sub(_blanks, data), range(start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Take the character of an entity such as &rsquo;."""
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take the character of a reference such as &#8217;."""
        self._entity(f"&#{name}")

    def _entity(self, written: str) -> None:
        """Put an entity's character at its last sign after a letter and at its first after a space.

        So a span of the block that ends in &rdquo; or begins with &ldquo; holds it whole in the page.
        """
        start = self._offset()
        if self.page.startswith(";", start + len(written)):
            written += ";"
        meant = html.unescape(written)
        if meant == written:
            self._put_all(written, start)
            return
        # "&copyright" is "©" and "right": what stands as it is written keeps its own place
        same = _common_end(written, meant)
        before = self.passages[-1].text
        inside = bool(before) and not before[-1][-1:].isspace()
        last = start + len(written) - same
        for character in meant[: len(meant) - same]:
            self._put(" " if character.isspace() else character, last - 1 if inside else start)
        self._put_all(written[len(written) - same :], last)

    def _put_all(self, text: str, start: int) -> None:
        for offset, character in enumerate(text, start):
            self._put(character, offset)

    def _put(self, character: str, offset: int) -> None:
        if not self.hidden:
            self.passages[-1].put(character, [offset])

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column


def _common_end(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _read(text: str) -> list[_Passage]:
    """Return the passages of a page that are not empty, in order."""
    return [passage for passage in _Reader(text).passages if "".join(passage.text).strip()]


def _told(found: list[_Passage], article: str | None) -> list[Chunk]:
    """Return the passages as chunks; those of which `article`, if given, knows nothing are furniture."""
    lines = {_bare(line) for line in (article or "").splitlines()}
    everything = _bare(article or "")
    out: list[Chunk] = []
    for passage in found:
        text = Traced("".join(passage.text), passage.at)
        kind = next((_KINDS[tag] for tag in reversed(passage.tags) if tag in _KINDS), None)
        if kind is None and article is not None and not _within(text.text, lines, everything):
            kind = "furniture"
        out += [_as(chunk, kind, passage) for chunk in chunks(text, markup=False)]
    return out


def _as(chunk: Chunk, kind: BlockKind | None, passage: _Passage) -> Chunk:
    """Return a chunk with what the page's tags say of it."""
    level = next((int(tag[1]) for tag in passage.tags if re.fullmatch("h[1-6]", tag)), 0)
    return Chunk(chunk.text, kind or chunk.kind, chunk.page, False, "li" in passage.tags, level)


def _within(passage: str, lines: set[str], everything: str) -> bool:
    """Tell whether the article's text has a line of a passage; of a long one its beginning or end will do."""
    bare = _bare(passage)
    if bare in lines or any(_bare(line) in lines for line in passage.splitlines() if line.strip()):
        return True
    return len(bare) >= LONG and (bare[:LONG] in everything or bare[-LONG:] in everything)


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
