"""Parses and extracts single sentences for the tests, as an article of one paragraph would be."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from kg.extract import extract
from kg.language import load as load_pipeline
from kg.language import parse
from kg.model import Article, Block, Extraction, Reading, Statement
from kg.ontology import Ontology, load
from kg.resolve import Resolver
from kg.resolve.gazetteer import Gazetteer

PUBLISHED = "2020-08-05"


@cache
def nlp() -> Language:
    return load_pipeline()


def article(*paragraphs: str, published: str | None = PUBLISHED) -> Article:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    blocks = tuple(Block("paragraph", p, ((0, s),)) for p, s in zip(paragraphs, starts, strict=True))
    return Article("sample", "sample.txt", text, published=published, blocks=blocks)


def extraction(*paragraphs: str, ontology: Ontology | None = None) -> Extraction:
    given = article(*paragraphs)
    docs = parse(nlp(), [b.text for b in given.blocks])
    return extract(given, docs, ontology or load())


def readings(*paragraphs: str) -> list[Reading]:
    """Return the typed readings, open relations left out."""
    return [r for r in extraction(*paragraphs).readings if r.kind != "open"]


def statements(*paragraphs: str, published: str | None = PUBLISHED) -> list[Statement]:
    """Return the resolved statements, open relations left out."""
    given = article(*paragraphs, published=published)
    docs = parse(nlp(), [b.text for b in given.blocks])
    found, _ = Resolver(Gazetteer.load(), load()).within(given, extract(given, docs, load()))
    return [s for s in found if s.kind != "open"]


def triples(found: list[Statement]) -> set[tuple[str, str, str]]:
    """Return subject, relation and object by label, `-` for none."""
    return {
        (s.subject.label if s.subject else "-", s.relation, s.object.label if s.object else "-")
        for s in found
    }
