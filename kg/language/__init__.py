"""The language pipeline: text in, spaCy documents with Universal Dependencies and entities out."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import PipelineError
from kg.language import component as component
from kg.language.tokenizer import blank_english

UNIVERSAL = frozenset({"nsubj", "obj", "obl", "nmod", "case"})
"""Relations that any Universal Dependencies parser of a European language knows."""


def load(name: str | None = None) -> Language:
    """Return the project's own English pipeline, or an installed spaCy pipeline by its name.

    Raises PipelineError where it is not installed or its parser's labels are not Universal
    Dependencies (CLEAR, as in spaCy's en_core_web_*, says `dobj` and `pobj`).
    """
    if name is None:
        nlp = blank_english()
        nlp.add_pipe("kg_parser")
        return nlp
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"pipeline {name!r} is not installed: pip install it, or leave --pipeline out"
        ) from error
    labels = {label for pipe in nlp.pipe_names for label in nlp.pipe_labels.get(pipe, [])}
    if not labels >= UNIVERSAL:
        found = ", ".join(sorted(labels & {"dobj", "pobj", "nsubj", "prep"})) or "no parser labels"
        raise PipelineError(
            f"pipeline {name!r} does not give Universal Dependencies: found {found}; "
            f"wanted {', '.join(sorted(UNIVERSAL))} and the rest of universaldependencies.org"
        )
    return nlp


def parse(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Return the documents of one article's texts, read as one batch of their own."""
    return list(nlp.pipe(texts, batch_size=max(1, len(texts))))
