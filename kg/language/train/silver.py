"""Silver text: news that the teacher has parsed, for the student to learn from."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from tqdm import tqdm

import kg.language
from kg.language.train.data import read_entities

WORDS = {"kremlin": 80_000, "human_rights": 40_000, "us_relations": 25_000, "wh_briefings": 50_000}
"""About how many words of each news set are read."""

VOICE = 140_000
"""About how many words of Voice of America, from the sentences of an entity set whose labels are not used."""


def texts(data: Path, kept_out: set[str]) -> Iterator[str]:
    """Yield paragraphs of news, but of the articles that benchmarks read."""
    voice = [text for _, text, _ in read_entities(data / "entities" / "gmb_voa-train.jsonl.gz")]
    shut = " ".join(_plain(row["text"]) for row in _news(data, "voa_newswire") if row["id"] in kept_out)
    wanted = VOICE
    for group in _grouped([text for text in voice if _plain(text) not in shut]):
        wanted -= len(group.split())
        yield group
        if wanted <= 0:
            break
    for name, wanted in WORDS.items():
        rows = [row for row in _news(data, name) if row["id"] not in kept_out]
        for row in sorted(rows, key=lambda r: hashlib.sha256(r["id"].encode()).digest()):
            paragraphs = [p.strip() for p in re.split(r"\n\s*\n", row["text"]) if p.strip()]
            # A long transcript would crowd out many articles.
            for paragraph in paragraphs[:12]:
                wanted -= len(paragraph.split())
                yield paragraph
            if wanted <= 0:
                break


def label(nlp: Language, source: list[str], target: Path) -> None:
    """Parse texts in the pipeline and keep the documents in `target`, one after the other."""
    bin_ = DocBin(attrs=["TAG", "POS", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SPACY"])
    for start in tqdm(range(0, len(source), 32), desc="silver", mininterval=10):
        for doc in kg.language.parse(nlp, source[start : start + 32]):
            bin_.add(doc)
    bin_.to_disk(target)


def read(nlp: Language, path: Path) -> Iterator[Doc]:
    """Yield the documents that `label` kept."""
    yield from DocBin().from_disk(path).get_docs(nlp.vocab)


def _grouped(sentences: list[str], most: int = 8) -> Iterator[str]:
    """Join sentences that follow each other into texts of some sentences."""
    for start in range(0, len(sentences), most):
        yield " ".join(sentences[start : start + most])


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _news(data: Path, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(data / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
