"""From inputs to articles: the one place where reading comes together."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read import blocks, dates, decoding, formats, inputs, language, masthead
from kg.read.formats import Part
from kg.read.inputs import Problem
from kg.read.masthead import Facts


def read_paths(
    paths: Sequence[str],
    *,
    published: str | None = None,
    source: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """Yield the articles of files, folders (recursively, sorted) and `-` for standard input, as they come.

    What gives no article is yielded as a `Problem`; the rest is read all the same. `published` and
    `source` replace what the inputs say. Raises `InputError` at once if `published` is no date.
    """
    given = Facts(published=_given_date(published), source=source)
    return _articles(paths, given, stdin)


def read(*paths: str, published: str | None = None, source: str | None = None) -> list[Article]:
    """Return the articles of files and folders; raise `InputError` at the first input that gives none."""
    out = []
    for found in read_paths(paths, published=published, source=source):
        if isinstance(found, Article):
            out.append(found)
        elif not found.skipped:
            raise InputError(str(found))
    return out


def read_text(
    text: str,
    *,
    path: str = "text.txt",
    published: str | None = None,
    source: str | None = None,
) -> Article:
    """Return an article from text in hand, as if it stood in a file at `path` with one article.

    Raises `InputError` if it holds no English prose.
    """
    given = Facts(published=_given_date(published), source=source)
    part = next(formats.parts(text, path))
    if isinstance(part, Problem):
        raise InputError(part.message)
    return _article(part, path, given)


def _given_date(published: str | None) -> str | None:
    found = dates.iso(published) if published is not None else None
    if published is not None and found is None:
        raise InputError(f"{published!r} is not a date: write it as YYYY-MM-DD")
    return found


def _articles(paths: Sequence[str], given: Facts, stdin: BinaryIO | None) -> Iterator[Article | Problem]:
    seen: dict[str, str] = {}
    for path in inputs.find(paths):
        if isinstance(path, Problem):
            yield path
            continue
        for found in _in_input(path, given, stdin):
            if isinstance(found, Article) and found.id in seen:
                yield Problem(path, f"article {found.id} was already read from {seen[found.id]}: left out")
                continue
            if isinstance(found, Article):
                seen[found.id] = path
            yield found


def _in_input(path: str, given: Facts, stdin: BinaryIO | None) -> Iterator[Article | Problem]:
    try:
        data = (stdin or sys.stdin.buffer).read() if path == inputs.STDIN else inputs.data(path)
        for part in formats.parts(decoding.decode(data), path):
            yield part if isinstance(part, Problem) else _article_or_problem(part, path, given)
    except InputError as error:
        yield Problem(path, str(error))


def _article_or_problem(part: Part, path: str, given: Facts) -> Article | Problem:
    try:
        return _article(part, path, given)
    except InputError as error:
        return Problem(path, f"{part.where}{error}")


def _article(part: Part, path: str, given: Facts) -> Article:
    title = part.facts.title
    chunks, found = masthead.read(blocks.mended(blocks.told(part.chunks, title)), title)
    facts = given.or_else(part.facts).or_else(found)
    made = blocks.made(chunks)
    prose = "\n".join(block.text for block in made if block.kind in ("paragraph", "quote"))
    if not prose:
        raise InputError("no sentences in it: nothing there reads as an article's text")
    if not language.is_english(prose):
        raise InputError("not in English: only English is supported; leave it out or translate it")
    return Article(
        id=facts.url or facts.id or _name(part, path),
        path=path,
        text=part.text,
        title=facts.title,
        published=facts.published,
        source=facts.source,
        url=facts.url,
        blocks=made,
    )


def _name(part: Part, path: str) -> str:
    """Return an article's id where it has none of its own: its path, or what it holds on standard input."""
    if path == inputs.STDIN:
        return f"stdin-{hashlib.sha256(part.text.encode()).hexdigest()[:16]}"
    return f"{path}{part.fragment}"
