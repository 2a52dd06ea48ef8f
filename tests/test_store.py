from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.merge import merge
from kg.model import Article, Rejection, Statement
from kg.ontology import load
from kg.store import (
    Store,
    article_quads,
    fact_quads,
    network,
    problem_quads,
    statement_quads,
    turtle,
    vocabulary_quads,
)
from tests.statements import BELARUS, PESKOV, RUSSIA, accusation, evidence, presidency, singles

ARTICLE = Article("a", "a.txt", "", "A title", "2020-08-01", "The Courier", "https://example.org/a?b=c d")
REJECTION = Rejection("a", 3, 9, "looks at", "no cue")


def quads(statements: Iterable[Statement], article: Article = ARTICLE) -> list[Quad]:
    """All quads of one graph, whose articles are those of the evidence."""
    statements = list(statements)
    ids = {e.article for s in statements for e in s.evidence}
    found: list[Quad] = list(article_quads(article, [], [REJECTION]))
    for name in sorted(ids):
        told = [s for s in statements if s.evidence[0].article == name]
        found += article_quads(Article(name, f"{name}.txt", ""), told, [])
    for s in merge(statements, {}):
        found += statement_quads(s)
    return found


@given(st.lists(singles(), max_size=6))
@settings(max_examples=40, deadline=None)
def test_statements_come_back_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, told: list[Statement]
) -> None:
    with Store.open(tmp_path_factory.mktemp("graph")) as store:
        store.replace(quads(told))
        back = store.values.statements()
    assert [s.to_json() for s in back] == [s.to_json() for s in merge(told, {})]


@given(st.lists(singles(), max_size=6))
@settings(max_examples=40, deadline=None)
def test_what_was_extracted_merges_to_the_same_again(
    tmp_path_factory: pytest.TempPathFactory, told: list[Statement]
) -> None:
    with Store.open(tmp_path_factory.mktemp("graph")) as store:
        store.replace(quads(told))
        again = merge(store.values.extracted(), {})
    assert [s.to_json() for s in again] == [s.to_json() for s in merge(told, {})]


def test_articles_rejections_and_problems_come_back(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.replace([*article_quads(ARTICLE, [], [REJECTION]), *problem_quads([("x.txt", "empty")])])
        values = store.values
        assert values.articles() == [ARTICLE]
        assert values.rejections("a") == [REJECTION]
        assert values.rejections("b") == []
        assert values.problems() == [("x.txt", "empty")]


def test_replacing_leaves_nothing_of_what_was_there(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.replace(quads([accusation()]))
        store.replace(quads([presidency()]))
        assert [s.relation for s in store.values.statements()] == ["headOfState"]


def test_graph_outlives_the_process_that_wrote_it(tmp_path: Path) -> None:
    code = (
        "from kg.store import Store, statement_quads; from tests.statements import accusation\n"
        f"Store.open({str(tmp_path)!r}).replace(statement_quads(accusation()))\n"
        "import os; os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent, check=False)
    with Store.open(tmp_path, read_only=True) as store:
        assert store.quads.query("ASK { ?s <https://w3id.org/kg/ontology#relation> ?r }")


def test_second_writer_is_told_so(tmp_path: Path) -> None:
    with Store.open(tmp_path), pytest.raises(StoreError, match="another process is writing"):
        Store.open(tmp_path)


def test_closed_graph_can_be_written_by_the_next(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with Store.open(tmp_path) as store:
        assert list(store.quads) == []


def test_missing_graph_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        Store.open(tmp_path / "none", read_only=True)


def test_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path / "file" / "graph")


def test_union_of_graphs_counts_each_triple_once() -> None:
    told = [accusation("a"), accusation("b"), presidency("b")]
    triples = [str(q.triple) for q in dict.fromkeys(quads(told))]
    assert len(triples) == len(set(triples))


def test_turtle_does_not_depend_on_order() -> None:
    told = quads([accusation("a"), presidency("b")])
    assert turtle(told) == turtle(reversed(told))


@given(st.lists(singles(), max_size=4))
@settings(max_examples=40, deadline=None)
def test_rdflib_reads_the_turtle_whole_and_without_blank_nodes(told: list[Statement]) -> None:
    text = turtle(quads(told))
    graph = rdflib.Graph().parse(data=text, format="turtle")
    sentences = set(graph.objects(None, rdflib.URIRef("https://w3id.org/kg/ontology#sentence")))
    assert {str(s) for s in sentences} == {e.sentence for s in told for e in s.evidence}
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_turtle_is_written_with_prefixes_and_a_block_each() -> None:
    text = turtle(statement_quads(accusation(date="2020-07-30", belief=0.7)))
    assert '\n\nwd:Q184 a kg:Country ;\n\trdfs:label "Belarus" .\n' in text
    assert 'kg:date "2020-07-30"^^xsd:date' in text
    assert "kg:relation kg:ACCUSE" in text


def test_dates_have_the_type_of_their_exactness() -> None:
    text = turtle(statement_quads(presidency(from_="1994", until="2020-08", date="2020-08-01/2020-08-09")))
    assert '"1994"^^xsd:gYear' in text and '"2020-08"^^xsd:gYearMonth' in text
    assert 'kg:date "2020-08-01/2020-08-09" ;' in text


def test_article_id_cannot_take_the_place_of_another_thing() -> None:
    [first, *_] = article_quads(Article("http://www.wikidata.org/entity/Q184", "x", ""), [], [])
    assert str(first.subject).startswith("<https://w3id.org/kg/article/http%3A//www.wikidata.org")


def test_text_that_is_no_unicode_is_stored_all_the_same(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.replace(article_quads(Article("\udcff", "\udcff.txt", ""), [], []))
        assert [a.path for a in store.values.articles()] == ["?.txt"]


def test_used_words_of_the_ontology_are_labelled() -> None:
    text = turtle(vocabulary_quads([accusation(), presidency()], load()))
    assert "kg:ACCUSE a kg:EventType" in text
    assert "kg:Country rdfs:label" in text


def test_simple_edge_is_one_plain_triple() -> None:
    assert "wd:Q184 kg:borders wd:Q159 ." in turtle(fact_quads([(BELARUS.iri, "borders", RUSSIA.iri)]))


def test_network_keeps_parallel_edges_and_attributes() -> None:
    told = [accusation(), accusation(date="2020"), accusation(speaker=PESKOV), accusation(object=None)]
    graph = network(told)
    assert graph.number_of_edges() == 3
    assert graph.nodes[RUSSIA.iri] == {"label": "Russia", "type": "Country"}
    speakers = [edge["speaker"] for _, _, edge in graph.edges(data=True)]
    assert sorted(map(str, speakers)) == ["Dmitry Peskov", "None", "None"]


def test_evidence_of_several_articles_leads_back_to_each(tmp_path: Path) -> None:
    told = [accusation("a"), accusation("b", evidence=(evidence("b", 7, "He blames Russia."),))]
    with Store.open(tmp_path) as store:
        store.replace(quads(told))
        [one] = store.values.statements()
    assert [(e.path, e.start, e.sentence) for e in one.evidence][1] == ("b.txt", 7, "He blames Russia.")
