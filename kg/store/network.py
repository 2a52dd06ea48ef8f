"""The graph as networkx sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Statement

if TYPE_CHECKING:
    import networkx


def network(statements: Iterable[Statement]) -> networkx.MultiDiGraph:
    """Return entities as nodes and statements as edges, each keyed by its id, none lost.

    Nodes (IRIs) carry `label` and `type`; edges carry `relation`, `kind`, `polarity`, `modality`,
    `speaker` (label or None), `date`, `ended` and `belief`. A statement without subject or without
    object makes no edge.

    >>> for a, b, edge in network(statements).edges(data=True): print(a, edge["relation"], b)
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for s in statements:
        for entity in (s.subject, s.object):
            if entity:
                graph.add_node(entity.iri, label=entity.label, type=entity.type)
        if s.subject and s.object:
            graph.add_edge(s.subject.iri, s.object.iri, key=s.id, **_attributes(s))
    return graph


def _attributes(s: Statement) -> dict[str, object]:
    return {
        "relation": s.relation,
        "kind": s.kind,
        "polarity": s.polarity,
        "modality": s.modality,
        "speaker": s.speaker.label if s.speaker else None,
        "date": s.date,
        "ended": s.ended,
        "belief": s.belief,
    }
