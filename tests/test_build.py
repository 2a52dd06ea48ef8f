from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import ArticleStatements, Docs, Stages, build, extract_article, extract_paths, read, stages
from kg.errors import PipelineError, StoreError
from kg.graph import Graph
from kg.model import Article, Extraction, Rejection, Statement
from tests.statements import LUKASHENKO, accusation, evidence

FIRST = """\
Minsk accuses Moscow

MINSK, July 30, 2020 - Belarusian President Alexander Lukashenko accused Russia of sending fighters to
his country. Kremlin spokesman Dmitry Peskov said Russia did not send any fighters to Belarus.
"""
SECOND = """\
Putin visits Minsk

The Russian president, Vladimir Putin, met Alexander Lukashenko in Minsk on Friday, officials said. Ukraine
recalled its ambassador from Belarus.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def by_hand(article: Article, extraction: Extraction) -> tuple[list[Statement], list[Rejection]]:
    """Find an accusation wherever the text has the word."""
    start = article.text.find("accuse")
    if start < 0:
        return [], [Rejection(article.id, 0, 5, article.text[:5], "no accusation")]
    said = replace(evidence(article.id, start, "accuse"), path=article.path)
    return [accusation(evidence=(said,))], []


def plain(article: Article, docs: Docs) -> Extraction:
    return Extraction((), (), ())


BY_HAND = Stages(lambda article: [], plain, by_hand, lambda iri: ["Batka"] if iri == LUKASHENKO.iri else [])


def failing(article: Article, docs: Docs) -> Extraction:
    if "Putin" in article.text:
        raise ZeroDivisionError("no such\nluck")
    return plain(article, docs)


def test_report_counts_and_graph_holds_what_was_built(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "out", with_stages=BY_HAND)
    assert (report.articles, report.statements, report.rejections, report.problems) == (2, 1, 1, ())
    graph = Graph(tmp_path / "out")
    assert [s.relation for s in graph.statements] == ["ACCUSE"]
    assert len(graph.articles) == 2
    assert [r.reason for r in graph.store.values.rejections()] == ["no accusation"]
    assert graph.find("batka") == LUKASHENKO.iri


def test_failing_stage_becomes_a_problem_and_the_rest_is_built(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "out", with_stages=replace(BY_HAND, extract=failing))
    [problem] = report.problems
    assert report.articles == 1
    assert str(problem).startswith(f"{articles}/second.txt: stage extract failed in test_build.py line ")
    assert "ZeroDivisionError: no such luck" in problem.message
    assert Graph(tmp_path / "out").store.values.problems() == [(problem.path, problem.message)]


def test_entity_that_is_no_rdf_fails_its_article_alone(articles: Path, tmp_path: Path) -> None:
    def bad(article: Article, extraction: Extraction) -> tuple[list[Statement], list[Rejection]]:
        said, rejected = by_hand(article, extraction)
        return [replace(s, subject=replace(LUKASHENKO, iri="no iri")) for s in said], rejected

    report = build([articles], tmp_path / "out", with_stages=replace(BY_HAND, resolve=bad))
    assert report.articles == 1
    assert "stage store failed" in report.problems[0].message


def test_missing_input_is_a_problem_and_the_rest_is_built(articles: Path, tmp_path: Path) -> None:
    report = build([articles, tmp_path / "none.txt"], tmp_path / "out", with_stages=BY_HAND)
    assert report.articles == 2
    assert [p.path for p in report.problems] == [str(tmp_path / "none.txt")]


def test_rebuild_holds_exactly_the_given_articles(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "out", with_stages=BY_HAND)
    build([articles / "second.txt"], tmp_path / "out", with_stages=BY_HAND)
    graph = Graph(tmp_path / "out")
    assert [a.path for a in graph.articles.values()] == [f"{articles}/second.txt"]
    assert graph.statements == []
    assert "first.txt" not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_graph_stays_when_nothing_could_be_read(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "out", with_stages=BY_HAND)
    assert build([tmp_path / "none.txt"], tmp_path / "out", with_stages=BY_HAND).articles == 0
    assert len(Graph(tmp_path / "out").articles) == 2


def test_two_files_of_one_article_id_are_told(articles: Path) -> None:
    for name in ("one.json", "two.json"):
        (articles / name).write_text(json.dumps({"id": "x", "text": SECOND}), encoding="utf-8")
    [one, other] = read([articles / "one.json", articles / "two.json"])
    assert isinstance(one, Article)
    assert str(other) == f"{articles}/two.json: has the id of {articles}/one.json (x): skipped"


def test_two_builds_are_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        build([articles], tmp_path / out, with_stages=BY_HAND)
    one, two = ((tmp_path / out / "graph.ttl").read_bytes() for out in ("one", "two"))
    assert one == two


def test_order_of_inputs_does_not_matter(articles: Path, tmp_path: Path) -> None:
    paths = [articles / "first.txt", articles / "second.txt"]
    build(paths, tmp_path / "one", with_stages=BY_HAND)
    build(paths[::-1], tmp_path / "two", with_stages=BY_HAND)
    one, two = ((tmp_path / out / "graph.ttl").read_bytes() for out in ("one", "two"))
    assert one == two


def test_progress_is_told_article_by_article(articles: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    build([articles], tmp_path / "out", with_stages=BY_HAND, progress=lambda *call: calls.append(call))
    assert [(done, of) for done, of, _ in calls] == [(0, 2), (1, 2), (2, 2)]
    assert calls[0][2].endswith("first.txt")


def test_second_build_of_the_same_directory_is_refused_at_once(articles: Path, tmp_path: Path) -> None:
    def during(article: Article) -> Docs:
        with pytest.raises(StoreError, match="another process"):
            build([articles], tmp_path / "out", with_stages=BY_HAND)
        return []

    assert build([articles], tmp_path / "out", with_stages=replace(BY_HAND, parse=during)).articles == 2


def test_pipeline_that_is_not_installed_is_told(articles: Path) -> None:
    with pytest.raises(PipelineError, match="not installed"):
        list(extract_paths([articles], pipeline="no_such_pipeline"))


def test_article_gives_the_same_alone_and_in_company(articles: Path) -> None:
    ours = stages()
    together = {
        item.id: extract_article(item, ours) for item in read([articles]) if isinstance(item, Article)
    }
    for path in sorted(articles.iterdir()):
        [alone] = [x for x in extract_paths([path]) if isinstance(x, ArticleStatements)]
        assert alone == together[alone.article.id]


def test_real_articles_become_a_graph_whose_evidence_is_in_them(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "out")
    graph = Graph(tmp_path / "out")
    assert report.problems == ()
    assert graph.statements
    for e in (e for s in graph.statements for e in s.evidence):
        given = Path(e.path).read_text(encoding="utf-8")[e.start : e.end]
        assert " ".join(given.split()) == e.sentence


def test_folder_may_move_after_the_build(articles: Path, tmp_path: Path) -> None:
    build([articles], tmp_path / "out", with_stages=BY_HAND)
    shutil.move(tmp_path / "out", tmp_path / "elsewhere")
    assert len(Graph(tmp_path / "elsewhere").statements) == 1
