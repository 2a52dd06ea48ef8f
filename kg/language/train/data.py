"""Training data: gold trees and entities laid over the words of the pipeline's own tokenizer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.language import conllu
from kg.language.train.labels import SILVER, TAGS, Narrow, allowed

UNKNOWN = -100
"""Target that carries no loss: the gold does not say."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text's words with targets; `heads` count words of the text from 0, -1 is the root."""

    words: list[str]
    starts: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    heads: NDArray[np.int64]
    deprels: NDArray[np.int64]
    entities: NDArray[np.bool_]

    def window(self, begin: int, end: int) -> Example:
        """Return words `begin` to `end`; a head that lies outside becomes unknown."""
        heads = self.heads[begin:end].copy()
        inside = heads >= 0
        heads[inside] -= begin
        heads[inside & ((heads < 0) | (heads >= end - begin))] = UNKNOWN
        return Example(
            self.words[begin:end],
            self.starts[begin:end],
            self.upos[begin:end],
            self.xpos[begin:end],
            heads,
            self.deprels[begin:end],
            self.entities[begin:end],
        )

    def with_words(self, words: list[str]) -> Example:
        """Return the example with as many other words."""
        return replace(self, words=words)


NAMING = frozenset({"PROPN", "ADJ", "NOUN", "NUM", "X"})
"""Parts of speech that a name may be of where a set does not say."""


class Inventory:
    """The classes of each head, collected from the training treebanks."""

    def __init__(self, documents: Iterable[list[conllu.Sentence]]) -> None:
        words = [w for d in documents for s in d for w in s.words]
        self.upos = sorted({w.upos for w in words})
        self.xpos = sorted({w.xpos for w in words})
        self.deprel = sorted({w.deprel for w in words})

    def as_json(self) -> dict[str, list[str]]:
        """Return the classes in the order of the network's outputs."""
        return {"upos": self.upos, "xpos": self.xpos, "deprel": self.deprel, "entity": list(TAGS)}


def treebank(
    documents: list[list[conllu.Sentence]],
    entities: dict[str, tuple[str, list[tuple[int, int, str]]]],
    scheme: str,
    inventory: Inventory,
    nlp: Language,
    narrow: Narrow,
) -> list[Example]:
    """Return one example for each document; `entities` maps a sentence's id to its text and spans."""
    return [_document(d, entities, scheme, inventory, nlp, narrow) for d in documents]


def _document(
    sentences: list[conllu.Sentence],
    entities: dict[str, tuple[str, list[tuple[int, int, str]]]],
    scheme: str,
    inventory: Inventory,
    nlp: Language,
    narrow: Narrow,
) -> Example:
    parts = [_sentence(s, entities.get(s.name), scheme, inventory, nlp, narrow) for s in sentences if s.words]
    shift, heads = 0, []
    for part in parts:
        heads.append(np.where(part.heads >= 0, part.heads + shift, part.heads))
        shift += len(part.words)
    return Example(
        [w for part in parts for w in part.words],
        np.concatenate([p.starts for p in parts]),
        np.concatenate([p.upos for p in parts]),
        np.concatenate([p.xpos for p in parts]),
        np.concatenate(heads),
        np.concatenate([p.deprels for p in parts]),
        np.concatenate([p.entities for p in parts]),
    )


def _sentence(
    sentence: conllu.Sentence,
    marked: tuple[str, list[tuple[int, int, str]]] | None,
    scheme: str,
    inventory: Inventory,
    nlp: Language,
    narrow: Narrow,
) -> Example:
    doc = [t for t in nlp.make_doc(sentence.text) if not t.is_space]
    spans = [(t.idx, t.idx + len(t)) for t in doc]
    owner, known = _align(spans, sentence.words)
    size = len(spans)
    upos, xpos, heads, deprels = (np.full(size, UNKNOWN, np.int64) for _ in range(4))
    token_of: dict[int, int] = {}
    for i, w in enumerate(owner):
        token_of.setdefault(w, i)
    for i, w in enumerate(owner):
        word = sentence.words[w]
        if not known[i]:
            continue
        upos[i], xpos[i] = inventory.upos.index(word.upos), inventory.xpos.index(word.xpos)
        if word.head == 0 or (word.head - 1) in token_of:
            heads[i] = -1 if word.head == 0 else token_of[word.head - 1]
            deprels[i] = inventory.deprel.index(word.deprel)
    starts = np.zeros(size, np.int64)
    starts[0] = 1
    if marked is None:
        mask = np.ones((size, len(TAGS)), bool)
    else:
        mask = allowed(scheme, _moved(marked[1], marked[0], sentence.text), spans, sentence.text, narrow)
        # A pronoun or verb at the start of a sentence has a capital and is no name all the same.
        plain = [i for i, w in enumerate(owner) if sentence.words[w].upos not in NAMING and mask[i, 0]]
        mask[plain] = False
        mask[plain, 0] = True
    return Example([t.text for t in doc], starts, upos, xpos, heads, deprels, mask)


def _align(spans: Sequence[tuple[int, int]], words: Sequence[conllu.Word]) -> tuple[list[int], list[bool]]:
    """Give each token the gold word it stands for, and whether its labels may be trusted.

    A token over several gold words stands for the one that governs the others; of the tokens
    that a gold word was cut into, the first stands for it and the rest are unknown.
    """
    owner, known = [], []
    for start, end in spans:
        inside = [i for i, w in enumerate(words) if w.start < end and w.end > start] or [0]
        tops = [i for i in inside if words[i].head - 1 not in inside]
        top = tops[0] if tops else inside[0]
        owner.append(top)
        known.append(start == words[top].start or len(inside) > 1)
    return owner, known


def _moved(spans: list[tuple[int, int, str]], source: str, target: str) -> list[tuple[int, int, str]]:
    """Map spans between two texts that differ in white space only."""
    if source == target:
        return spans
    count = np.cumsum([not c.isspace() for c in source])
    places = [i for i, c in enumerate(target) if not c.isspace()]
    moved = []
    for start, end, label in spans:
        first, last = int(count[start]) - 1, int(count[end - 1]) - 1
        if last < len(places):
            moved.append((places[first], places[last] + 1, label))
    return moved


def read_entities(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Yield id, text and spans of each line of an entity set (`.jsonl` or `.jsonl.gz`)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                yield row["id"], row["text"], [(s[0], s[1], s[2]) for s in row["spans"]]
            except (ValueError, KeyError, IndexError) as error:
                raise InputError(f"{path}:{number}: not a line of an entity set: {error!r}") from error


def entity_set(path: Path, scheme: str, nlp: Language, narrow: Narrow) -> list[Example]:
    """Return one example for each text of an entity set; its tree is unknown."""
    examples = []
    for _, text, spans in read_entities(path):
        doc = [t for t in nlp.make_doc(text) if not t.is_space]
        if not doc:
            continue
        blank = np.full(len(doc), UNKNOWN, np.int64)
        mask = allowed(scheme, spans, [(t.idx, t.idx + len(t)) for t in doc], text, narrow)
        examples.append(Example([t.text for t in doc], blank, blank, blank, blank, blank, mask))
    return examples


def annotated(doc: Doc, names: list[tuple[int, int, str]], inventory: Inventory, narrow: Narrow) -> Example:
    """Return an example of a text with the trees that a pipeline has given it, and names."""
    words = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    return Example(
        [t.text for t in words],
        np.array([int(t.is_sent_start is True or n == 0) for n, t in enumerate(words)], np.int64),
        np.array([inventory.upos.index(t.pos_) for t in words], np.int64),
        np.array([inventory.xpos.index(t.tag_) for t in words], np.int64),
        np.array([-1 if t.head == t else index[t.head.i] for t in words], np.int64),
        np.array([inventory.deprel.index("root" if t.head == t else t.dep_) for t in words], np.int64),
        allowed(SILVER, names, [(t.idx, t.idx + len(t)) for t in words], doc.text, narrow),
    )
