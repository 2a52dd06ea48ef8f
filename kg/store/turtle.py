"""`graph.ttl`: the graph for people and for rdflib, the same bytes for the same graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.namespaces import ARTICLE, EVIDENCE, KG, PREFIXES, PROBLEM, REJECTION, STATEMENT
from kg.store.rdf import AS_EXTRACTED

BOOKKEEPING = (REJECTION, PROBLEM)
"""Kept in the store alone."""
ORDER = {ARTICLE: 1, STATEMENT: 2, EVIDENCE: 3, KG: 4}
"""Actors come first with their simple edges, then articles, statements, evidence, vocabulary."""


def turtle(quads: Iterable[Quad]) -> str:
    """Return the quads' triples as Turtle: sorted, prefixed, one block a subject."""
    triples = {
        Triple(q.subject, q.predicate, q.object)
        for q in quads
        if q.predicate != AS_EXTRACTED and not str(getattr(q.subject, "value", "")).startswith(BOOKKEEPING)
    }
    text = serialize(sorted(triples, key=_order), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert text is not None  # it is only where an output is given
    lines = text.decode("utf-8").split("\n")
    return "\n".join(line if line[:1] in ("", "\t", "@") else "\n" + line for line in lines)


def _order(triple: Triple) -> tuple[int, str, bool, str, str]:
    subject = str(getattr(triple.subject, "value", ""))
    base = subject[: max(subject.rfind("/"), subject.rfind("#")) + 1]
    place = 1 if subject.startswith(ARTICLE) else ORDER.get(base, 0)
    is_type = triple.predicate.value.endswith("#type")
    return place, subject, not is_type, triple.predicate.value, _spelled(triple.object)


def _spelled(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
