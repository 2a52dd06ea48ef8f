from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Store as Quads

from kg.errors import QueryError, UnknownNameError
from kg.merge import facts, merge
from kg.model import Article, Entity
from kg.namespaces import expand, shorten
from kg.ontology import folder, load
from kg.query import Answer, NamedQuery, named_queries, names, query
from kg.store import alias_quads, article_quads, fact_quads, statement_quads, vocabulary_quads
from tests.statements import BELARUS, LUKASHENKO, PESKOV, RUSSIA, UKRAINE, accusation, evidence, presidency

SHIPPED = named_queries(folder() / "queries")
TOLD = [
    accusation("a", date="2020-07-30"),
    accusation("b"),
    presidency("a"),
    accusation("b", subject=RUSSIA, object=UKRAINE, subjectSide=None, objectSide=None, speaker=PESKOV),
]


@pytest.fixture(scope="module")
def quads() -> Quads:
    store = Quads()
    merged = merge(TOLD, {})
    for name in "ab":
        told = [s for s in TOLD if s.evidence[0].article == name]
        store.extend(article_quads(Article(name, f"{name}.txt", "", source="The Courier"), told, []))
    for statement in merged:
        store.extend(statement_quads(statement))
    store.extend(fact_quads(facts(merged)))
    store.extend(vocabulary_quads(merged, load()))
    store.extend(alias_quads([(RUSSIA.iri, "Russian Federation")]))
    return store


def ask(quads: Quads, text: str, *arguments: str, known: dict[str, NamedQuery] = SHIPPED) -> Answer:
    return query(quads, text, arguments, known)


def test_prefixes_are_known_and_all_graphs_are_asked(quads: Quads) -> None:
    text = "SELECT ?sentence { ?s kg:speaker ?x ; prov:wasDerivedFrom/kg:sentence ?sentence }"
    assert [row["sentence"] for row in ask(quads, text)] == [evidence().sentence]


def test_statement_counts_once_in_the_union(quads: Quads) -> None:
    assert len(list(ask(quads, "SELECT ?s { ?s a kg:Statement }"))) == 3
    assert len(list(ask(quads, "SELECT ?s ?o { ?s kg:object ?o }"))) == 3


def test_beginner_finds_simple_edges(quads: Quads) -> None:
    assert ask(quads, "ASK { wd:Q2866 kg:headOfState wd:Q184 }")
    assert not ask(quads, "ASK { wd:Q159 kg:ACCUSE wd:Q212 }")


def test_ties_are_found_by_the_sides_either_way_round(quads: Quads) -> None:
    [row] = ask(quads, "ties", "Belarus", "Russia")
    assert (row["subject"], row["date"], row["source"]) == (LUKASHENKO.label, "2020-07-30", "The Courier")
    assert [row] == list(ask(quads, "ties", "Russia", "Belarus"))


def test_claims_are_those_of_the_speaker(quads: Quads) -> None:
    assert [row["object"] for row in ask(quads, "claims", "Dmitry Peskov")] == ["Ukraine"]
    assert list(ask(quads, "claims", "Russia")) == []


def test_articles_are_listed_with_their_evidence(quads: Quads) -> None:
    assert [(r["path"], r["sentences"]) for r in ask(quads, "articles")] == [("a.txt", "2"), ("b.txt", "1")]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_shipped_query_says_what_it_does_and_runs(quads: Quads, name: str) -> None:
    shipped = SHIPPED[name]
    assert shipped.description.endswith(".")
    assert ask(quads, name, *["Belarus" for _ in shipped.parameters]).render("csv")


def test_name_is_found_in_any_case_by_label_alias_and_iri(quads: Quads) -> None:
    for name in ("russia", "RUSSIAN federation", "wd:Q159", RUSSIA.iri, f"<{RUSSIA.iri}>"):
        assert names.find(quads, name) == RUSSIA.iri


def test_unknown_name_gets_the_nearest(quads: Quads) -> None:
    with pytest.raises(UnknownNameError, match="'Alexander Lukashenko'"):
        names.find(quads, "Lukashenko")
    with pytest.raises(UnknownNameError, match="'Belarus'"):
        names.find(quads, "Bellarus")


def test_relation_is_no_actor(quads: Quads) -> None:
    with pytest.raises(UnknownNameError):
        names.find(quads, "accuse")


def test_name_of_two_entities_is_not_guessed() -> None:
    store = Quads()
    for number in "12":
        twin = Entity(f"https://w3id.org/kg/entity/ivan-{number}", "Ivan Petrov", "Person")
        store.extend(statement_quads(accusation(subject=twin)))
    with pytest.raises(UnknownNameError, match="ent:ivan-1, ent:ivan-2"):
        names.find(store, "Ivan Petrov")


def test_text_parameter_cannot_become_syntax(quads: Quads, tmp_path: Path) -> None:
    (tmp_path / "said.rq").write_text(
        "# Sentences.\n# parameter: words text what is said\n"
        "SELECT ?e WHERE { ?e kg:sentence ?words . # not ?words\n }",
        encoding="utf-8",
    )
    known = named_queries(tmp_path)
    assert list(ask(quads, "said", '" } UNION { ?e ?p ?o } #\n\\', known=known)) == []
    assert len(list(ask(quads, "said", "Lukashenko accused Moscow.", known=known))) == 2


def test_wrong_number_of_arguments_is_told_with_the_parameters(quads: Quads) -> None:
    with pytest.raises(QueryError, match=r"takes 2 arguments: A \(.*B \("):
        ask(quads, "ties", "Belarus")


def test_unknown_query_is_told_with_the_known(quads: Quads) -> None:
    with pytest.raises(QueryError, match="articles, claims, ties"):
        ask(quads, "tyes", "Belarus", "Russia")


def test_syntax_error_points_at_line_and_column(quads: Quads) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 12: unknown prefix\n  \?s a nope:B \}\n {13}\^"):
        ask(quads, "SELECT * {\n?s a nope:B }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://localhost:9/> { ?s ?p ?o } }",
        "PREFIX x: <http://localhost:9/> SELECT * { ?s ?p 1SERVICEx:a { ?s ?p ?o } }",
        "PREFIX : <http://localhost:9/> SELECT * { {}SERVICE:a { ?s ?p ?o } }",
        "SELECT * { SER\\u0056ICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '# ' . SERVICE <http://localhost:9/> { ?s ?p ?o } }",
    ],
)
def test_query_cannot_reach_beyond_the_graph(quads: Quads, text: str) -> None:
    with pytest.raises(QueryError, match="no SERVICE"):
        ask(quads, text)


def test_word_service_is_allowed_where_it_is_no_keyword(quads: Quads) -> None:
    text = "SELECT ?service { ?service kg:service 'SERVICE', <http://x/SERVICE> # SERVICE\n }"
    assert list(ask(quads, text)) == []


def test_answer_has_the_standard_formats(quads: Quads) -> None:
    answer = ask(quads, "SELECT ?label { wd:Q159 rdfs:label ?label }")
    assert answer.render("csv").split() == ["label", "Russia"]
    assert answer.render("tsv").split() == ["?label", '"Russia"']
    assert json.loads(answer.render("json"))["results"]["bindings"][0]["label"]["value"] == "Russia"
    assert "<literal>Russia</literal>" in answer.render("xml")


def test_table_shows_short_names_in_columns(quads: Quads) -> None:
    text = "SELECT ?who ?name { VALUES ?who { wd:Q159 } ?who rdfs:label ?name }"
    assert ask(quads, text).render() == "who      name\n-------  ------\nwd:Q159  Russia\n"


def test_long_values_are_cut_in_tables_alone(quads: Quads) -> None:
    answer = ask(quads, f"SELECT ?x {{ VALUES ?x {{ '{'long ' * 50}' }} }}")
    assert max(map(len, answer.render().splitlines())) == 100
    assert len(answer.render("csv")) > 250


def test_truth_is_rendered_in_words(quads: Quads) -> None:
    assert ask(quads, "ASK { wd:Q159 a kg:Country }").render() == "yes\n"
    assert json.loads(ask(quads, "ASK { wd:Q159 a kg:Party }").render("json"))["boolean"] is False


def test_construct_gives_turtle_and_ntriples(quads: Quads) -> None:
    answer = ask(quads, "CONSTRUCT { ?s kg:is ?o } WHERE { ?s a ?o . FILTER(?s = wd:Q184) }")
    assert "wd:Q184 kg:is kg:Country" in answer.render()
    assert answer.render("ntriples").startswith(f"<{BELARUS.iri}> ")


@pytest.mark.parametrize(("text", "format"), [("ASK {}", "turtle"), ("CONSTRUCT WHERE { ?s ?p 1 }", "csv")])
def test_format_that_does_not_fit_is_told(quads: Quads, text: str, format: str) -> None:
    with pytest.raises(QueryError, match=f"format {format} is for"):
        ask(quads, text).render(format)


def test_prefixed_name_and_iri_lead_to_each_other() -> None:
    assert expand("wd:Q184") == BELARUS.iri and shorten(BELARUS.iri) == "wd:Q184"
    assert expand("Minsk: a city") is None
