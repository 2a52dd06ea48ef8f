"""Speakers' turns: whose words a paragraph of a transcript holds ("**Vladimir Putin:** Good afternoon")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.phrases import of_entity
from kg.extract.view import View
from kg.model import Mention

_LABEL = 9
"""Words within which a label's colon stands."""


def label(view: View) -> tuple[Mention, int] | None:
    """Return the speaker that a block begins with and the index of the first word said, if any."""
    words = [t for t in view.doc[:_LABEL] if not t.is_space]
    colon = next((n for n, t in enumerate(words) if t.text == ":"), None)
    if colon == 0 or len(words) < 2:
        return None
    if colon is None:
        asks = words[0].text in view.ontology.word("turnLetters")
        return (_mention(view, words[:1]), words[1].i) if asks and words[1].is_title else None
    before = words[:colon]
    entity = view.entity(before[-1])
    if entity is not None and entity.label_ == "PERSON" and entity.end == before[-1].i + 1:
        titled = all(t.is_title or t.is_upper or t.is_punct for t in before)
        return (of_entity(view, entity), before[-1].i + 2) if titled else None
    shouted = all(t.is_upper or t.is_punct for t in before) and any(len(t) > 1 for t in before)
    if shouted or before[-1].lower_ in view.ontology.word("turnWords"):
        return _mention(view, before), before[-1].i + 2
    return None


def turns(views: list[View | None]) -> list[tuple[Mention, int] | None]:
    """Return each block's speaker and first word said; a transcript's turn goes on to the next label.

    One label alone is no transcript: "Question: who pays?"
    """
    labels = [label(view) if view is not None else None for view in views]
    if sum(found is not None for found in labels) < 2:
        return [None] * len(views)
    held: list[tuple[Mention, int] | None] = []
    for view, found in zip(views, labels, strict=True):
        before = held[-1] if held else None
        goes_on = (before[0], 0) if before is not None and view is not None else None
        held.append(found or goes_on or before)
    return held


def said_in(doc: Doc, start: int) -> frozenset[int]:
    """Return the words of a block from one on."""
    return frozenset(t.i for t in doc[start:] if not t.is_space)


def _mention(view: View, words: list[Token]) -> Mention:
    """Return a name in capitals as it would stand in a sentence: "PENCE", Pence."""
    span = view.doc[words[0].i : words[-1].i + 1]
    named = span.text.title() if span.text.isupper() and len(span.text) > 2 else span.text
    return Mention(
        named,
        view.block,
        span.start_char,
        span.end_char,
        "name",
        named.lower(),
        "Person",
        named,
        sentence=span.start_char,
    )
