"""Reading CoNLL-U: sentences with their raw text, and the document's text they make together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; the words' `start` and `end` are offsets into `text`."""

    name: str
    text: str
    words: tuple[Word, ...]


def read(path: Path) -> Iterator[list[Sentence]]:
    """Yield the documents of a file, each a list of sentences (one document where none is marked).

    Words of a multi-word token ("don't") that are no substrings of it share its whole span.
    """
    document: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if not lines:
            continue
        notes = dict(line[1:].partition("=")[::2] for line in lines if line.startswith("#") and "=" in line)
        notes = {key.strip(): value.strip() for key, value in notes.items()}
        if "newdoc id" in notes and document:
            yield document
            document = []
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if rows:
            document.append(_sentence(path, notes, rows))
    if document:
        yield document


def _sentence(path: Path, notes: dict[str, str], rows: list[list[str]]) -> Sentence:
    name, text = notes.get("sent_id", "?"), notes.get("text", "")
    words: list[Word] = []
    position, until, whole = 0, 0, (0, 0)
    for row in rows:
        if len(row) != 10:
            raise InputError(f"{path}: sentence {name}: a line has {len(row)} columns, CoNLL-U has 10")
        if "." in row[0]:
            continue
        if "-" in row[0]:
            start = _find(path, name, text, row[1], position)
            whole, until, position = (start, start + len(row[1])), int(row[0].split("-")[1]), start
            continue
        if int(row[0]) <= until:
            at = text.find(row[1], position, whole[1])
            start, end = whole if at < 0 else (at, at + len(row[1]))
            position = whole[1] if int(row[0]) == until else (position if at < 0 else end)
        else:
            start = _find(path, name, text, row[1], position)
            end = position = start + len(row[1])
        form, lemma, upos, xpos, feats, head, deprel = row[1:8]
        words.append(Word(form, lemma, upos, xpos, feats, int(head), deprel, start, end))
    return Sentence(name, text, tuple(words))


def _find(path: Path, name: str, text: str, form: str, position: int) -> int:
    start = text.find(form, position)
    if start < 0:
        raise InputError(f"{path}: sentence {name}: word {form!r} is not in its '# text' line")
    return start
