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
        lists = {
            "COUNTRY": [row["name"] for row in countries],
            "PLACE": [row["name"] for row in _rows(folder / "places.jsonl")],
            "PERSON": [row["name"] for row in _rows(folder / "leaders.jsonl")],
            "ORG": [row["name"] for row in _rows(folder / "organisations.jsonl")]
            + [row["name"] for row in _rows(folder / "parties.jsonl")],
        }
        self._names: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
        for label, names in lists.items():
            for name in sorted({n for n in names if n and "(" not in n}):
                words = [t.text for t in nlp.make_doc(name)]
                self._names[label, len(words)].append(words)
                if label == "PERSON" and len(words) > 1:
                    self._names[label, 1].append(words[-1:])

    def label(self, text: str) -> str | None:
        """Return COUNTRY or NORP where the text is a name of that kind and of no other."""
        return self._label.get(text.removeprefix("the ").removeprefix("The "))

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
