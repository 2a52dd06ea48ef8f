"""How far a statement may be believed, and which statements may stand as simple facts.

belief = voice × modality × (1 − (1 − RELIABILITY)ⁿ), the noisy-or over n independent sources.
Further reports of what a speaker says make it surer that it was said, not that it is so: hence the
speaker's factor stands outside the noisy-or. Until there is annotated data to calibrate them on,
the constants are set by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

from kg.model import Evidence, Statement

RELIABILITY = 0.7
"""How likely one source has it right, and was read rightly."""
SPEAKER = 0.5
"""What a speaker claims counts half of what an article says in its own voice."""
MODALITY = {"asserted": 1.0, "planned": 0.9, "possible": 0.6, "alleged": 0.5}
"""Of what was said to be planned or possible: that it is indeed."""
THRESHOLD = 0.5
"""A statement at least so much believed may become a simple edge: one source's own voice does."""
WELL_SUPPORTED = 0.8
"""What speakers claim becomes a simple edge at this noisy-or over them: four agreeing, none denying."""
SAME_WORDS = 0.8
"""Sentences whose sets of words overlap by so much (Jaccard) come from one wire story."""


def belief(statement: Statement, evidence: Iterable[Evidence], sources: Mapping[str, str]) -> float:
    """Return the belief (0–1, three decimals) in a statement with this evidence."""
    voice = SPEAKER if statement.speaker else 1.0
    heard = 1 - (1 - RELIABILITY) ** independent(evidence, sources)
    return round(voice * MODALITY[statement.modality] * heard, 3)


def independent(evidence: Iterable[Evidence], sources: Mapping[str, str]) -> int:
    """Count the sources behind the evidence: an outlet is one, and so are copies of one sentence."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    sentences: dict[frozenset[str], str] = {}
    for e in evidence:
        outlet = "outlet " + sources[e.article] if e.article in sources else "article " + e.article
        words = frozenset(re.findall(r"\w+", e.sentence.casefold()))
        parent[root(outlet)] = root(sentences.setdefault(words, outlet))
    known = list(sentences.items())
    for i, (words, outlet) in enumerate(known):
        for others, twin in known[:i]:
            if len(words & others) >= SAME_WORDS * len(words | others):
                parent[root(outlet)] = root(twin)
    return len({root(node) for node in list(parent)})


def facts(statements: Iterable[Statement], threshold: float = THRESHOLD) -> set[tuple[str, str, str]]:
    """Return the simple edges `(subject IRI, relation, object IRI)` that the statements allow.

    Positive, asserted, not ended, and either in the article's own voice with a belief of at least
    `threshold`, or claimed by enough speakers and denied by nobody. What holds both ways gives an
    edge each way; open relations give none.
    """
    own: set[tuple[str, str, str]] = set()
    claims: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    denied: set[tuple[str, str, str]] = set()
    for s in statements:
        edges = _edges(s)
        if s.polarity == "negative":
            denied.update(edges)
        elif s.modality == "asserted" and not s.ended:
            if s.speaker is None:
                own.update(edges if s.belief >= threshold else ())
            else:
                for edge in edges:
                    claims[edge][s.speaker.iri] = max(s.belief, claims[edge].get(s.speaker.iri, 0.0))
    return own | {edge for edge, by in claims.items() if edge not in denied and _well_supported(by)}


def _edges(s: Statement) -> list[tuple[str, str, str]]:
    if s.kind == "open" or not s.subject or not s.object:
        return []
    edges = [(s.subject.iri, s.relation, s.object.iri)]
    return [*edges, (s.object.iri, s.relation, s.subject.iri)] if s.mutual else edges


def _well_supported(beliefs: Mapping[str, float]) -> bool:
    return 1 - prod(1 - belief for belief in beliefs.values()) >= WELL_SUPPORTED
