"""CoNLL-U (universaldependencies.org/format): files to sentences, sentences to and from documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

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


def to_doc(sentences: list[Sentence], vocab: Vocab) -> Doc:
    """Return a document with the gold annotation; its text is that of the sentences, joined by spaces."""
    words = [w for s in sentences for w in s.words]
    spaces: list[bool] = []
    for sentence in sentences:
        for word, following in zip(sentence.words, [*sentence.words[1:], None], strict=True):
            spaces.append(following is None or following.start > word.end)
    shift, heads = 0, []
    for sentence in sentences:
        heads += [shift + (i if w.head == 0 else w.head - 1) for i, w in enumerate(sentence.words)]
        shift += len(sentence.words)
    starts: list[bool | int | None] = [i == 0 for s in sentences for i, _ in enumerate(s.words)]
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=spaces,
        lemmas=[w.lemma for w in words],
        pos=[w.upos for w in words],
        tags=[w.xpos for w in words],
        morphs=["" if w.feats == "_" else w.feats for w in words],
        heads=heads,
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in words],
        sent_starts=starts,
    )


def lines(doc: Doc, name: str = "") -> Iterator[str]:
    """Yield the lines of a parsed document, an empty one after each sentence."""
    if name:
        yield f"# newdoc id = {name}"
    for number, sentence in enumerate(doc.sents, 1):
        tokens = [t for t in sentence if not t.is_space]
        if not tokens:
            continue
        yield f"# sent_id = {name or 'doc'}-{number}"
        yield f"# text = {' '.join(sentence.text.split())}"
        place = {t.i: n for n, t in enumerate(tokens, 1)}
        for n, token in enumerate(tokens, 1):
            yield _line(token, n, place)
        yield ""


def _line(token: Token, number: int, place: dict[int, int]) -> str:
    root = token.head.i == token.i
    tight = not token.whitespace_ and token.i + 1 < len(token.doc) and not token.nbor().is_space
    columns = (
        str(number),
        token.text,
        token.lemma_ or "_",
        token.pos_ or "_",
        token.tag_ or "_",
        str(token.morph) or "_",
        "0" if root else str(place.get(token.head.i, 0)),
        "root" if root else token.dep_,
        "_",
        "SpaceAfter=No" if tight else "_",
    )
    return "\t".join(columns)
