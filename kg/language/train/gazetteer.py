"""Names of the world, from the gazetteer: to settle labels, and to put in the place of others."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.tokenizer import english
from kg.language.train.data import Example
from kg.language.train.labels import TAGS


class Gazetteer:
    """Which names are surely countries or nationalities, and lists of names by label and length."""

    def __init__(self, folder: Path, nlp: Language) -> None:
        self._label: dict[str, str] = {}
        countries = _rows(folder / "countries.jsonl")
        for row in countries:
            names = [
                row["name"],
                row["official_name"],
                *row.get("other_names", []),
                *row.get("former_names", []),
            ]
            self._label |= {n: "COUNTRY" for n in names if n}
        groups = [n for row in countries for n in (*row.get("demonyms", []), *row.get("adjectives", []))]
        groups += [row["form"] for row in _rows(folder / "demonyms_metonyms.jsonl") if row["kind"] in _GROUPS]
        self._label = {n: "NORP" for n in groups if n} | self._label
        regions = {row[key] for row in countries for key in ("region", "subregion") if row.get(key)}
        self._label = dict.fromkeys(sorted(regions), "PLACE") | self._label
        bodies = _rows(folder / "organisations.jsonl")
        named = [n for row in bodies for n in (row["name"], row["acronym"], *row["other_names"]) if n]
        self._label = {n: "ORG" for n in named if len(n) > 1} | self._label
        leaders = _rows(folder / "leaders.jsonl")
        self._titles = {word for row in leaders for word in row["office"].split() if word.istitle()}
        self._kinds = {word: label for label, words in english()["kinds"].items() for word in words}
        lists = {
            "COUNTRY": [row["name"] for row in countries],
            "PLACE": [row["name"] for row in _rows(folder / "places.jsonl")],
            "PERSON": [row["name"] for row in leaders],
            "ORG": [row["name"] for row in bodies] + [row["name"] for row in _rows(folder / "parties.jsonl")],
        }
        self._names: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
        for label, names in lists.items():
            for name in sorted({n for n in names if n and "(" not in n}):
                words = [t.text for t in nlp.make_doc(name)]
                self._names[label, len(words)].append(words)
                if label == "PERSON" and len(words) > 1:
                    self._names[label, 1].append(words[-1:])

    def narrow(self, text: str) -> str | None:
        """Return the label of a name that may have several: a nationality's, a war's, a treaty's."""
        return self._exact(text) or self._kinds.get(text.rpartition(" ")[2].lower())

    def _exact(self, text: str) -> str | None:
        return self._label.get(text.removeprefix("the ").removeprefix("The "))

    def is_title(self, text: str) -> bool:
        """Tell titles alone from the people who bear them: "Prime Minister"."""
        return all(word in self._titles for word in text.split())

    def cleaned(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Return a pipeline's names with what is surely wrong put right; its dates and numbers left out.

        No article before a name, no small word at its end, no title for a person; the sure label of
        a name outweighs the pipeline's.
        """
        spans = []
        for entity in doc.ents:
            words = [t for t in entity if not t.is_space]
            while words and words[0].lower_ == "the" and len(words) > 1:
                del words[0]
            while len(words) > 1 and words[-1].text.islower() and entity.label_ in ("PERSON", "ORG", "PLACE"):
                words.pop()
            text = doc.text[words[0].idx : words[-1].idx + len(words[-1])]
            either = entity.label_ in ("EVENT", "WORK")
            label = (self.narrow(text) if either else self._exact(text)) or entity.label_
            if label in ("DATE", "NUMBER") or (label == "PERSON" and self.is_title(text)):
                continue
            spans.append((words[0].idx, words[0].idx + len(text), label))
        return spans

    def replaced(self, example: Example, rate: float, rng: random.Random) -> Example:
        """Put other names of the same label and number of words in the place of some.

        Mention replacement, after Dai & Adel, "An Analysis of Simple Data Augmentation for Named
        Entity Recognition" (COLING 2020): the trees hold, and the network meets more of the world's
        names than the sets have.
        """
        words = list(example.words)
        for start, end, label in _settled(example):
            choice = self._names.get((label, end - start))
            if choice and rng.random() < rate:
                words[start:end] = rng.choice(choice)
        return example.with_words(words)


_GROUPS = ("demonym", "adjective")


def _settled(example: Example) -> Sequence[tuple[int, int, str]]:
    """Return the spans whose label is beyond doubt."""
    sure = example.entities.sum(1) == 1
    tags = [TAGS[i] if one else "?" for i, one in zip(np.argmax(example.entities, 1), sure, strict=True)]
    spans = []
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            label, end = tag[2:], start + 1
            while end < len(tags) and tags[end] == f"I-{label}":
                end += 1
            if end == len(tags) or tags[end] != "?":
                spans.append((start, end, label))
    return spans


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
