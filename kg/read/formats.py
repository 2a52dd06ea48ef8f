"""The formats of inputs: text, Markdown, web pages, and articles as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kg.errors import InputError
from kg.read import dates, html, kinds, lines, masthead
from kg.read.inputs import STDIN, Problem
from kg.read.lines import Chunk
from kg.read.masthead import Facts
from kg.read.traced import whole

TEXT = ("text", "body", "content", "articleBody", "article_body", "fulltext", "full_text")
_TITLE = ("title", "headline", "name")
_PUBLISHED = (
    "published", "date", "datePublished", "date_published", "publishedAt", "published_at", "pubDate",
    "publication_date", "publish_date",
)  # fmt: skip
_SOURCE = ("source", "publisher", "outlet", "site", "sitename", "site_name", "domain")
_URL = ("url", "link", "canonical_url", "webUrl", "web_url")
_ID = ("id", "_id", "uuid", "guid", "uri")
_LISTS = ("articles", "items", "results", "docs", "data")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:[ \t]*(.*?)[ \t]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One article of an input: its text as given, its chunks, and what the format itself says of it.

    `where` tells it from others of the same input in messages, `fragment` in its id.
    """

    text: str
    chunks: list[Chunk]
    facts: Facts
    where: str = ""
    fragment: str = ""


def parts(text: str, path: str) -> Iterator[Part | Problem]:
    """Yield an input's articles; raise `InputError`, or yield a `Problem`, where its JSON is malformed."""
    kind = _sniffed(text) if path == STDIN else PurePath(path).suffix.lower()
    if kind == ".jsonl":
        yield from _json_lines(text, path)
    elif kind == ".json":
        yield from _json(text, path)
    elif kind in (".html", ".htm"):
        chunks, facts = html.page(text)
        yield Part(text, chunks, facts)
    else:
        yield _plain(text)


def _sniffed(text: str) -> str:
    """Return the ending that a text on standard input would have as a file."""
    if html.is_page(text):
        return ".html"
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        try:
            json.loads(text.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            return ".jsonl" if text.lstrip("\ufeff \t\r\n").startswith("{") else ".txt"
        return ".json"
    return ".txt"


def _plain(text: str) -> Part:
    """Read text or Markdown, with YAML front matter or without."""
    front = _FRONT.match(text)
    if front is None:
        return Part(text, lines.chunks(whole(text)), Facts())
    pairs = [match.groups() for line in front[1].splitlines() if (match := _FRONT_LINE.fullmatch(line))]
    facts = masthead.from_labels(
        [pair for key, value in pairs if (pair := kinds.label(f"{key}: {_unquoted(value)}"))]
    )
    own = next((_unquoted(value) for key, value in pairs if key == "id" and value), None)
    rest = Facts(id=own).or_else(facts)
    return Part(text, lines.chunks(whole(text)[front.end() :]), rest)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _json_lines(text: str, path: str) -> Iterator[Part | Problem]:
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        where = f"line {number}: "
        try:
            yield _row(_loaded(line, first_line=None), where, f"#{number}")
        except InputError as error:
            yield Problem(path, f"{where}{error}")


def _json(text: str, path: str) -> Iterator[Part | Problem]:
    bare = text.lstrip("\ufeff")
    try:
        value = _loaded(bare, first_line=1)
    except InputError:
        if not _is_json(bare.lstrip().split("\n", 1)[0]):
            raise
        yield from _json_lines(text, path)
        return
    if isinstance(value, dict) and not any(key in value for key in TEXT):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield _row(value, "", "")
        return
    if not value:
        raise InputError("an empty list: there is no article in it")
    for number, row in enumerate(value, 1):
        try:
            yield _row(row, f"article {number}: ", f"#{number}")
        except InputError as error:
            yield Problem(path, f"article {number}: {error}")


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _loaded(text: str, first_line: int | None) -> Any:
    """Return the value of a JSON text; its line is named only where the text is a whole file."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if first_line else ""
        raise InputError(
            f"malformed JSON: {error.msg} ({line}column {error.colno}): mend it or take it out"
        ) from error
    except RecursionError as error:
        raise InputError("malformed JSON: nested too deeply: mend it or take it out") from error


def _row(row: Any, where: str, fragment: str) -> Part:
    """Read an article that is a JSON object; its text is the value of one of the keys in `TEXT`."""
    if not isinstance(row, dict):
        raise InputError('not a JSON object: give {"title": …, "text": …}')
    text = _value({k: v for k, v in row.items() if not isinstance(v, int)}, TEXT, strip=False)
    if text is None:
        raise InputError(f"no text: give it as a string under one of {', '.join(TEXT)}")
    facts = Facts(
        _value(row, _ID),
        _value(row, _TITLE),
        dates.iso(_value(row, _PUBLISHED) or ""),
        _value(row, _SOURCE),
        _value(row, _URL),
    )
    chunks = html.passages(text) if html.looks_like(text) else lines.chunks(whole(text))
    return Part(text, chunks, facts, where, fragment)


def _value(row: dict[str, Any], keys: tuple[str, ...], strip: bool = True) -> str | None:
    """Return the first of the keys' values that says something; of an object (a publisher) its name."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            clean = _SURROGATE.sub("\ufffd", value)
            return clean.strip() if strip else clean
    return None
