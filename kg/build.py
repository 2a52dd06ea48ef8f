"""From articles to a graph: the only place that knows the order of the stages."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.merge import belief, facts, merge
from kg.merge.belief import THRESHOLD
from kg.model import Article, Extraction, Rejection, Statement
from kg.ontology import load
from kg.read import Problem, read_paths
from kg.read.inputs import find
from kg.store import (
    Store,
    alias_quads,
    article_quads,
    fact_quads,
    problem_quads,
    statement_quads,
    vocabulary_quads,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad

Docs = Sequence[Any]
"""One spaCy document a block of the article, None for a block that is not parsed."""
PARSED = ("headline", "paragraph", "quote")
Progress = Callable[[int, int, str], None]
"""Called with the number of articles done, of all, and the one at hand."""


@dataclass(frozen=True, slots=True)
class ArticleStatements:
    """What one article gave, by itself: statements with one evidence each, and what was rejected."""

    article: Article
    statements: tuple[Statement, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts (statements merged), and the inputs that it could not use.

    `skipped` counts files in folders that are no articles by their ending.
    """

    articles: int
    statements: int
    rejections: int
    skipped: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages between reading and merging, each a function of one article alone.

    Another way to produce statements stands in here. `names` gives further names of an entity.
    """

    parse: Callable[[Article], Docs]
    extract: Callable[[Article, Docs], Extraction]
    resolve: Callable[[Article, Extraction], tuple[list[Statement], list[Rejection]]]
    names: Callable[[str], Iterable[str]] = lambda iri: ()


def stages(pipeline: str | None = None) -> Stages:
    """Return the project's own stages, with its own language pipeline or an installed one.

    Raises PipelineError where that is missing or not of Universal Dependencies.
    """
    from kg.extract import extract
    from kg.language import load as load_pipeline
    from kg.resolve import Resolver
    from kg.resolve.gazetteer import Gazetteer

    nlp, ontology, gazetteer = load_pipeline(pipeline), load(), Gazetteer.load()
    resolver = Resolver(gazetteer, ontology)
    return Stages(
        lambda article: parse(nlp, article),
        lambda article, docs: extract(article, docs, ontology),
        resolver.within,
        lambda iri: row.names[1:] if (row := gazetteer.get(iri)) else (),
    )


def parse(nlp: Any, article: Article) -> Docs:
    """Return a document for each block that is read as sentences, None for the others.

    One article is one batch, so that what is read with it cannot change its result.
    """
    from kg.language import parse as parse_texts

    places = [i for i, block in enumerate(article.blocks) if block.kind in PARSED]
    docs: list[Any] = [None] * len(article.blocks)
    for i, doc in zip(places, parse_texts(nlp, [article.blocks[i].text for i in places]), strict=True):
        docs[i] = doc
    return docs


def read(
    paths: Iterable[str | Path], published: str | None = None, source: str | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles of files and folders (`-`: standard input), or what kept one from being read."""
    known: dict[str, str] = {}
    for item in _read(find([str(p) for p in paths]), published, source):
        if isinstance(item, Problem):
            yield item
        elif item.id in known:
            yield Problem(item.path, f"has the id of {known[item.id]} ({item.id}): skipped")
        else:
            known[item.id] = item.path
            yield item


def _read(
    inputs: Iterable[str | Problem], published: str | None, source: str | None
) -> Iterator[Article | Problem]:
    """Yield each input's articles; a reader that fails makes a Problem of that input alone."""
    for given in inputs:
        if isinstance(given, Problem):
            yield given
            continue
        try:
            yield from read_paths([given], published=published, source=source)
        except KgError:
            raise  # the options are wrong, not the input
        except Exception as error:
            yield _failure(given, "read", error)


def extract_paths(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    source: str | None = None,
    pipeline: str | None = None,
) -> Iterator[ArticleStatements | Problem]:
    """Yield what each article gives, the same alone and in company; nothing is merged or stored."""
    ours = stages(pipeline)
    for item in read(paths, published, source):
        yield extract_article(item, ours) if isinstance(item, Article) else item


def parse_paths(paths: Iterable[str | Path], *, pipeline: str | None = None) -> Iterator[str | Problem]:
    """Yield the parse of each block of each article as CoNLL-U."""
    from kg.language import conllu
    from kg.language import load as load_pipeline

    nlp = load_pipeline(pipeline)
    for item in read(paths):
        if isinstance(item, Problem):
            yield item
            continue
        for number, doc in enumerate(parse(nlp, item)):
            if doc is not None:
                yield "\n".join(conllu.lines(doc, f"{item.id}#{number}"))


def extract_article(article: Article, ours: Stages) -> ArticleStatements | Problem:
    """Return what one article gives; a stage that fails makes a Problem that names it."""
    stage = "parse"
    try:
        docs = ours.parse(article)
        stage = "extract"
        extraction = ours.extract(article, docs)
        stage = "resolve"
        statements, unresolved = ours.resolve(article, extraction)
        stage = "store"
        believed = [replace(s, belief=belief(s, s.evidence, {})) for s in statements]
        for statement in believed:
            list(statement_quads(statement))  # refuses here, not when all is built, what is no RDF
    except Exception as error:
        return _failure(_where(article), stage, error)
    ordered = sorted(believed, key=lambda s: (s.evidence[0].start, s.evidence[0].end, s.id))
    return ArticleStatements(article, tuple(ordered), (*extraction.rejections, *unresolved))


def _where(article: Article) -> str:
    """Return the path of an article, with its id where the file may hold several."""
    return article.path if article.id == article.path else f"{article.path} ({article.id})"


def _failure(path: str, stage: str, error: Exception) -> Problem:
    """Return a fault of this program as a problem of one input: one line that can be reported."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} line {last.lineno}"
    said = " ".join(str(error).split())
    return Problem(path, f"stage {stage} failed in {place}: {type(error).__name__}: {said}; please report it")


def build(
    paths: Iterable[str | Path],
    out: str | Path = "output",
    *,
    published: str | None = None,
    source: str | None = None,
    pipeline: str | None = None,
    threshold: float = THRESHOLD,
    progress: Progress | None = None,
    with_stages: Stages | None = None,
) -> Report:
    """Make the graph directory `out` hold exactly these articles, and return what was done.

    Where no article could be read, a graph that is there stays as it is. Raises StoreError where
    `out` cannot be written, PipelineError where the language pipeline cannot be used.
    """
    with Store.open(out) as store:
        ours = with_stages or stages(pipeline)
        done, problems = _extract_all(list(read(paths, published, source)), ours, progress)
        faults = tuple(p for p in problems if not p.skipped)
        skipped = len(problems) - len(faults)
        if not done:
            return Report(0, 0, 0, skipped, faults)
        sources = {x.article.id: x.article.source for x in done if x.article.source}
        merged = merge((s for x in done for s in x.statements), sources)
        store.replace(_quads(done, merged, faults, ours, threshold))
        _write(Path(out) / "graph.ttl", store.turtle())
    return Report(len(done), len(merged), sum(len(x.rejections) for x in done), skipped, faults)


def _extract_all(
    items: Sequence[Article | Problem], ours: Stages, progress: Progress | None
) -> tuple[list[ArticleStatements], list[Problem]]:
    done: list[ArticleStatements] = []
    problems: list[Problem] = []
    for number, item in enumerate(items):
        if progress:
            progress(number, len(items), item.path)
        result = extract_article(item, ours) if isinstance(item, Article) else item
        if isinstance(result, Problem):
            problems.append(result)
        else:
            done.append(result)
    if progress:
        progress(len(items), len(items), "")
    return done, problems


def _quads(
    done: Sequence[ArticleStatements],
    merged: Sequence[Statement],
    problems: Sequence[Problem],
    ours: Stages,
    threshold: float,
) -> Iterator[Quad]:
    for x in done:
        yield from article_quads(x.article, x.statements, x.rejections)
    for statement in merged:
        yield from statement_quads(statement)
    actors = {e.iri for s in merged for e in (s.subject, s.object, s.speaker) if e}
    yield from alias_quads((iri, name) for iri in sorted(actors) for name in ours.names(iri))
    yield from fact_quads(facts(merged, threshold))
    yield from vocabulary_quads(merged, load())
    yield from problem_quads((p.path, p.message) for p in problems)


def _write(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new one, never a half."""
    half = path.with_suffix(path.suffix + ".part")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(path)
