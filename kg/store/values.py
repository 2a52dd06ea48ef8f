"""Quads to values: what `kg/store/rdf.py` wrote, read back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode
from pyoxigraph import Store as Quads

from kg.model import Article, Entity, Evidence, Rejection, Statement
from kg.namespaces import KG, PROV, RDF, RDFS, article_id, article_iri
from kg.store.rdf import AS_EXTRACTED, DATES, ENTITIES, MENTIONED, kg

TYPE = NamedNode(RDF + "type")


class Values:
    """The values of a graph, as it was when they are first asked for."""

    def __init__(self, quads: Quads) -> None:
        self.quads = quads

    def articles(self) -> list[Article]:
        """Return the articles, without their text, by id."""
        return sorted(map(self._article, self._instances("Article")), key=lambda a: a.id)

    def statements(self) -> list[Statement]:
        """Return the merged statements, by id."""
        return sorted(map(self._statement, self._instances("Statement")), key=lambda s: s.id)

    def extracted(self, article: str | None = None) -> list[Statement]:
        """Return the single-evidence statements of one article or of all, in reading order."""
        graph = NamedNode(article_iri(article)) if article is not None else None
        found = []
        for quad in self.quads.quads_for_pattern(None, AS_EXTRACTED, None, graph):
            row = json.loads(_value(quad.object))
            evidence = self.evidence[_value(quad.subject)]
            found.append(Statement.from_json({**row, "evidence": [evidence.to_json()]}))
        return sorted(found, key=lambda s: (s.evidence[0].article, s.evidence[0].start, s.id))

    def rejections(self, article: str | None = None) -> list[Rejection]:
        """Return the rejected candidates of one article or of all, in reading order."""
        graph = NamedNode(article_iri(article)) if article is not None else None
        found = [
            Rejection(
                article_id(row["article"]), int(row["start"]), int(row["end"]), row["seen"], row["reason"]
            )
            for row in map(self._row, self._instances("Rejection", graph))
        ]
        return sorted(found, key=lambda r: (r.article, r.start, r.end, r.seen, r.reason))

    def problems(self) -> list[tuple[str, str]]:
        """Return what could not be built: pairs of an input and why."""
        rows = map(self._row, self._instances("Problem"))
        return sorted((row["path"], row["reason"]) for row in rows)

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Every evidence by its IRI."""
        return {node.value: self._evidence(node) for node in self._instances("Evidence")}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every entity by its IRI, without a mention."""
        types = {
            _value(q.subject): _value(q.object).removeprefix(KG)
            for q in self.quads.quads_for_pattern(None, TYPE, None, None)
        }
        labels = self.quads.quads_for_pattern(None, NamedNode(RDFS + "label"), None, None)
        rows = ((_value(q.subject), _value(q.object)) for q in labels)
        return {iri: Entity(iri, label, types.get(iri, "")) for iri, label in rows if not iri.startswith(KG)}

    def _instances(self, name: str, graph: NamedNode | None = None) -> Iterator[NamedNode]:
        for quad in self.quads.quads_for_pattern(None, TYPE, kg(name), graph):
            assert isinstance(quad.subject, NamedNode)  # the graph holds no blank nodes
            yield quad.subject

    def _properties(self, node: NamedNode) -> dict[str, list[str]]:
        found = defaultdict(list)
        for quad in self.quads.quads_for_pattern(node, None, None, None):
            found[quad.predicate.value.removeprefix(KG)].append(_value(quad.object))
        return found

    def _row(self, node: NamedNode) -> dict[str, str]:
        return {name: values[0] for name, values in self._properties(node).items()}

    def _article(self, node: NamedNode) -> Article:
        row = self._row(node)
        title, published, source, url = map(row.get, ("title", "published", "source", "url"))
        return Article(article_id(node.value), row["path"], "", title, published, source, url)

    def _evidence(self, node: NamedNode) -> Evidence:
        row = self._row(node)
        return Evidence(
            article_id(row["article"]),
            row["path"],
            int(row["start"]),
            int(row["end"]),
            row["sentence"],
            row["rule"],
        )

    def _statement(self, node: NamedNode) -> Statement:
        lists = self._properties(node)
        row = {name: values[0] for name, values in lists.items()}
        fields: dict[str, Any] = {
            "kind": row["kind"],
            "relation": row["relation"].removeprefix(KG),
            "polarity": row["polarity"],
            "modality": row["modality"],
            "mutual": row["mutual"] == "true",
            "ended": row["ended"] == "true",
            "belief": float(row["belief"]),
            "mode": row.get("mode"),
            "context": tuple(sorted(lists["context"])),
        }
        fields |= {attribute: row.get(name) for attribute, name in DATES}
        fields |= {name: self._entity(row, name) for name in ENTITIES}
        chain = row["viaOrder"].split(" ") if "viaOrder" in row else lists["via"]
        evidence = [self.evidence[iri] for iri in lists[PROV + "wasDerivedFrom"]]
        evidence.sort(key=lambda e: (e.article, e.start, e.end, e.rule, e.sentence, e.path))
        return Statement(**fields, via=tuple(self.entities[i] for i in chain), evidence=tuple(evidence))

    def _entity(self, row: dict[str, str], part: str) -> Entity | None:
        if part not in row:
            return None
        known = self.entities[row[part]]
        if part not in MENTIONED:
            return known
        return Entity(known.iri, known.label, known.type, row.get(f"{part}Mention", ""))


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
