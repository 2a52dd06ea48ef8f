"""Extraction: parsed blocks in, statements in words out (`Reading`), with what was refused."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.acts import acts, open_act, source_mention, span
from kg.extract.clauses import clauses
from kg.extract.nominals import nominals
from kg.extract.phrases import of_entity
from kg.extract.quotes import last_quoted
from kg.extract.roles import possessions, roles, seats
from kg.extract.turns import turns
from kg.extract.view import View
from kg.model import Article, Extraction, Mention, Reading, Rejection
from kg.ontology import Ontology

EVIDENCE = frozenset({"paragraph", "quote"})
"""Kinds of blocks whose sentences may become evidence."""


def views(article: Article, docs: Sequence[Doc | None], ontology: Ontology) -> list[View | None]:
    """Return each parsed block as the rules see it, with the speaker of a transcript's turn."""
    seen = [
        View(doc, number, ontology, article.published) if doc is not None else None
        for number, doc in enumerate(docs)
    ]
    spoken = [v if b.kind in EVIDENCE else None for b, v in zip(article.blocks, seen, strict=True)]
    for view, turn in zip(spoken, turns(spoken), strict=True):
        if view is not None:
            view.turn = turn
    return seen


def extract(article: Article, docs: Sequence[Doc | None], ontology: Ontology) -> Extraction:
    """Return an article's statements in words; `docs` has one parse for each block, or None."""
    readings: list[Reading] = []
    rejections: list[Rejection] = []
    mentions: list[Mention] = []
    carried: Mention | None = None
    for block, view in zip(article.blocks, views(article, docs, ontology), strict=True):
        if view is None:
            continue
        doc, view.carried = view.doc, carried
        mentions += [of_entity(view, e) for e in doc.ents if e.label_ not in ("DATE", "NUMBER")]
        if block.kind not in EVIDENCE:
            continue
        last = last_quoted(view)
        carried = source_mention(view, last) if last is not None else None
        readings += roles(view)
        readings += possessions(view)
        readings += seats(view)
        readings += nominals(view)
        for clause in clauses(view):
            found = acts(view, clause)
            if not found and (opened := open_act(view, clause)) is not None:
                found = [opened]
            readings += found
            if not found:
                start, end = block.raw_span(*span(view, clause.verb)[1:])
                reason = "no cue for this verb with these arguments"
                rejections.append(Rejection(article.id, start, end, clause.verb.text, reason))
    return Extraction(tuple(dict.fromkeys(readings)), tuple(mentions), tuple(rejections))
