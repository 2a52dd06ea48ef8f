"""A graph directory as its users see it: ask, look, explain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UnknownNameError
from kg.explain import ArticleExplanation, Explanation, explain_statement
from kg.model import Article, Statement
from kg.namespaces import STATEMENT, article_id, article_iri, expand
from kg.ontology import folder, load
from kg.query import Answer, named_queries, names, query
from kg.store import Store, network

if TYPE_CHECKING:
    import networkx

    from kg.build import Report
    from kg.draw.style import ThemeName
    from kg.resolve.gazetteer import Fact
    from kg.ties import Ties


class Graph:
    """What a graph directory held when it was opened; `report` is set where it was just built."""

    def __init__(self, directory: str | Path = "output", report: Report | None = None) -> None:
        """Open a graph directory to read. Raises StoreError where there is none."""
        self.directory = Path(directory)
        self.report = report
        self.store = Store.open(self.directory, read_only=True)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by id, without their text."""
        return {article.id: article for article in self.store.values.articles()}

    @cached_property
    def statements(self) -> list[Statement]:
        """The merged statements, by id."""
        return self.store.values.statements()

    def query(self, text: str, *arguments: str) -> Answer:
        """Return the answer to a SPARQL query, or to a named query with its arguments.

        >>> for row in graph.query("ties", "Belarus", "Russia"): print(row["relation"], row["sentence"])
        """
        return query(self.store.quads, text, arguments, named_queries(folder() / "queries"))

    def find(self, name: str) -> str:
        """Return the IRI of an entity by name, IRI or prefixed name. Raises UnknownNameError."""
        return names.find(self.store.quads, name)

    def network(self) -> networkx.MultiDiGraph:
        """Return the graph for networkx: entities as nodes, statements as keyed edges."""
        return network(self.statements)

    def ties(self, a: str, b: str) -> Ties:
        """Return the ties of two actors, given by name. Raises UnknownNameError."""
        from kg.ties import ties

        return ties(self.statements, self.find(a), self.find(b), self._background())

    def _background(self) -> list[Statement]:
        """Return what the gazetteer knows of the actors, and of those it leads to, in the articles' time."""
        from kg.resolve.gazetteer import Gazetteer, holds

        gazetteer = Gazetteer.load()
        dates = sorted(a.published[:10] for a in self.articles.values() if a.published)
        span = f"{dates[0]}/{dates[-1]}" if dates else None
        found: dict[Fact, Statement] = {}
        actors = set(self.store.values.entities)
        for _ in range(2):
            about = [f for iri in sorted(actors) for f in gazetteer.facts_about(iri) if f.subject == iri]
            found |= {f: replace(gazetteer.statement(f), ended=False) for f in about if holds(f, span)}
            actors |= {f.object for f in found}
        return list(found.values())

    def draw_ties(self, a: str, b: str, path: str | Path, theme: ThemeName = "light") -> None:
        """Draw the ties of two actors to an SVG, PNG or PDF file, as its ending says.

        Raises InputError where it ends otherwise, UnknownNameError where the graph lacks an actor.
        """
        from kg.draw import draw_ties

        published = {i: article.published for i, article in self.articles.items() if article.published}
        sources = {i: article.source for i, article in self.articles.items() if article.source}
        draw_ties(self.ties(a, b), Path(path), theme=theme, published=published, sources=sources)

    def explain(self, target: str) -> Explanation | ArticleExplanation:
        """Return why a statement (id or IRI) stands, or what an article (id, path or IRI) gave.

        Raises UnknownNameError where the graph has neither.
        """
        if statement := self._statement(target):
            extracted = self.store.values.extracted()
            return explain_statement(statement, self.articles, extracted, load())
        if article := self._article(target):
            values = self.store.values
            found = values.extracted(article.id), values.rejections(article.id)
            return ArticleExplanation(article, tuple(found[0]), tuple(found[1]))
        raise UnknownNameError(
            f"the graph has no statement or article {target!r}; the ids of statements stand in "
            "`kg query ties A B`, the articles in `kg query articles`"
        )

    def _statement(self, target: str) -> Statement | None:
        wanted = (expand(target) or target).removeprefix(STATEMENT)
        return next((s for s in self.statements if s.id == wanted), None)

    def _article(self, target: str) -> Article | None:
        wanted = {target, article_id(expand(target) or ""), article_id(article_iri(target))}
        return next((a for a in self.articles.values() if a.id in wanted or a.path == target), None)


def open_graph(directory: str | Path = "output") -> Graph:
    """Open a graph directory to read. Raises StoreError where there is none."""
    return Graph(directory)


def build_graph(
    paths: Iterable[str | Path],
    directory: str | Path = "output",
    *,
    published: str | None = None,
    source: str | None = None,
    pipeline: str | None = None,
) -> Graph:
    """Make `directory` hold the graph of exactly these articles, and open it.

    `published` and `source` replace the dates and outlets that the inputs give. The graph's
    `report` tells what was built and what could not be. Raises InputError where nothing could,
    StoreError where the directory cannot be written.
    """
    from kg.build import build

    report = build(paths, directory, published=published, source=source, pipeline=pipeline)
    if not report.articles:
        raise InputError("nothing to build: " + ("; ".join(map(str, report.problems)) or "no article found"))
    return Graph(directory, report)
