"""The language pipeline: text in, spaCy documents with Universal Dependencies and entities out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.component import pipeline
from kg.language.others import load_other


def load(name: str | None = None) -> Language:
    """Return the project's own English pipeline, or an installed spaCy pipeline by its name.

    Raises PipelineError where it is not installed or is not one of Universal Dependencies.
    """
    return pipeline() if name is None else load_other(name)


def parse(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Return the documents of one article's texts, read as one batch of their own."""
    return list(nlp.pipe(texts, batch_size=max(1, len(texts))))
