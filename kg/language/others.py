"""Other spaCy pipelines in the place of the project's own, if they speak Universal Dependencies."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import PipelineError
from kg.language.tokenizer import english

UNIVERSAL = frozenset({"nsubj", "obj", "obl", "nmod", "case"})
"""Relations that any Universal Dependencies parser of a European language knows."""


def load_other(name: str) -> Language:
    """Return an installed spaCy pipeline, or one in a folder, with its entity labels turned into ours.

    Raises PipelineError where it is not installed or its parser's labels are not Universal
    Dependencies (CLEAR, as in spaCy's en_core_web_*, says `dobj` and `pobj`).
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"pipeline {name!r} is not installed: pip install it, or leave --pipeline out"
        ) from error
    labels = {label for pipe in nlp.pipe_names for label in nlp.pipe_labels.get(pipe, [])}
    if not labels >= UNIVERSAL:
        wanted, foreign = ", ".join(sorted(UNIVERSAL)), ", ".join(sorted(labels & _CLEAR))
        found = (
            f"the labels {foreign}, which are spaCy's own (CLEAR)"
            if foreign
            else "no parser with such labels"
        )
        raise PipelineError(
            f"pipeline {name!r} does not give Universal Dependencies: found {found}; "
            f"wanted {wanted} and the rest of universaldependencies.org"
        )
    nlp.add_pipe("kg_labels")
    return nlp


_CLEAR = frozenset({"dobj", "pobj", "nsubjpass", "prep", "attr"})


@Language.component("kg_labels")
def rename_entities(doc: Doc) -> Doc:
    """Give entities the project's labels; those of a label without a like are left out."""
    names: dict[str, str] = english()["entity_labels"]
    kept = [(e, names.get(e.label_)) for e in doc.ents]
    doc.ents = [Span(doc, e.start, e.end, label=label) for e, label in kept if label is not None]
    return doc
