from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.merge import facts, merge
from kg.model import Article, Rejection
from kg.ontology import load
from kg.store import Store, article_quads, fact_quads, statement_quads, vocabulary_quads
from tests.playback import gold_pipeline
from tests.statements import PESKOV, accusation, presidency

ROOT = Path(__file__).parent.parent
TEXT = "MINSK - Belarusian President Alexander Lukashenko accused Russia of sending men to his country.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; give its exit code, standard output and standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one article, without the language pipeline."""
    folder = tmp_path_factory.mktemp("graph")
    told = [accusation(), presidency(), accusation(speaker=PESKOV, polarity="negative")]
    merged = merge(told, {})
    rejection = Rejection("a", 1, 9, "looks at", "no cue")
    with Store.open(folder) as store:
        store.replace(
            [
                *article_quads(Article("a", "a.txt", "", source="The Courier"), told, [rejection]),
                *(quad for s in merged for quad in statement_quads(s)),
                *fact_quads(facts(merged)),
                *vocabulary_quads(merged, load()),
            ]
        )
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_help_lists_the_commands(kg: Run) -> None:
    code, out, _ = kg("--help")
    assert code == 0
    assert all(name in out for name in ("build", "extract", "parse", "query", "draw", "explain"))


def test_build_leaves_graph_and_turtle_and_sums_up_on_stderr(kg: Run, article: Path, tmp_path: Path) -> None:
    code, out, err = kg("build", article, "-o", tmp_path / "out", "--published", "2020-07-30")
    assert (code, out) == (0, "")
    assert err.startswith("1 articles, ") and err.endswith(f"graph in {tmp_path / 'out'}\n")
    assert '"2020-07-30"^^xsd:date' in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_problems_end_in_exit_code_1_with_one_line_each(kg: Run, article: Path, tmp_path: Path) -> None:
    code, _, err = kg("build", article, tmp_path / "none.txt", "-o", tmp_path / "out")
    assert code == 1
    assert err.startswith(f"problem: {tmp_path}/none.txt: ")
    assert len(err.splitlines()) == 2


def test_nothing_to_build_is_told(kg: Run, tmp_path: Path) -> None:
    code, _, err = kg("build", tmp_path / "none.txt", "-o", tmp_path / "out")
    assert code == 1
    assert "nothing built" in err


def test_extract_gives_json_lines(kg: Run, article: Path) -> None:
    code, out, err = kg("extract", article)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert {row["path"] for row in rows} == {str(article)}
    assert all(len(row["evidence"]) == 1 and row["belief"] > 0 for row in rows)


def test_extract_gives_a_table(kg: Run, article: Path) -> None:
    assert "Alexander Lukashenko —headOfState→ Belarus" in kg("extract", article, "--format", "table")[1]


def test_parse_gives_conllu(kg: Run, article: Path) -> None:
    code, out, _ = kg("parse", article)
    words = [line.split("\t") for line in out.splitlines() if line and not line.startswith("#")]
    assert code == 0
    assert all(len(columns) == 10 for columns in words)
    assert "Lukashenko" in [columns[1] for columns in words]


def test_query_prints_a_table_on_stdout(kg: Run, graph: Path) -> None:
    code, out, err = kg("query", "claims", "Dmitry Peskov", "-g", graph)
    assert (code, err) == (0, "")
    assert "Lukashenko" in out


def test_query_takes_sparql_and_a_format(kg: Run, graph: Path) -> None:
    _, out, _ = kg("query", "SELECT ?s { ?s kg:headOfState wd:Q184 }", "--format", "json", "-g", graph)
    assert json.loads(out)["results"]["bindings"][0]["s"]["value"].endswith("Q2866")


def test_malformed_query_is_a_usage_error_with_its_place(kg: Run, graph: Path) -> None:
    code, out, err = kg("query", "SELECT ?s {", "-g", graph)
    assert (code, out) == (2, "")
    assert err.startswith("kg: line 1, column ")


def test_unknown_actor_is_a_usage_error_with_the_nearest(kg: Run, graph: Path, tmp_path: Path) -> None:
    code, _, err = kg("draw", "ties", "Belorus", "Russia", "-o", tmp_path / "t.svg", "-g", graph)
    assert code == 2
    assert "the nearest are 'Belarus'" in err


def test_missing_graph_is_told_with_what_to_do(kg: Run, tmp_path: Path) -> None:
    code, _, err = kg("query", "articles", "-g", tmp_path / "none")
    assert code == 1
    assert err == f"kg: {tmp_path}/none: no graph here; make one with `kg build PATH… -o {tmp_path}/none`\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("extract", "x.txt", "--format", "yaml"),
        ("draw", "ties", "A", "B", "-o", "picture.gif"),
    ],
)
def test_wrong_usage_ends_in_exit_code_2(kg: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = kg(*arguments)
    assert (code, out) == (2, "")
    assert "Error" in err


def test_explain_shows_sentence_rule_and_reasons(kg: Run, graph: Path) -> None:
    code, out, _ = kg("explain", accusation().id, "-g", graph)
    assert code == 0
    assert "[subject Lukashenko] accused [object Moscow]." in out
    assert "rule accuse" in out
    assert "speaker none: the article's own voice" in out


def test_explain_lists_what_an_article_gave_and_what_was_rejected(kg: Run, graph: Path) -> None:
    code, out, _ = kg("explain", "a.txt", "-g", graph)
    assert code == 0
    assert "3 statements" in out
    assert "1–9  “looks at”  no cue" in out


def test_explain_of_nothing_known_is_a_usage_error(kg: Run, graph: Path) -> None:
    assert kg("explain", "0123", "-g", graph)[0] == 2


def test_draw_writes_a_picture(kg: Run, graph: Path, tmp_path: Path) -> None:
    code, out, err = kg("draw", "ties", "Belarus", "Russia", "-o", tmp_path / "t.svg", "-g", graph)
    assert (code, out, err) == (0, "", f"drew {tmp_path}/t.svg\n")
    assert "<svg" in (tmp_path / "t.svg").read_text(encoding="utf-8")


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules that a command has loaded when it ends."""
    code = (
        "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['kg', *{arguments!r}]; from kg.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_query_never_loads_what_it_does_not_need(graph: Path) -> None:
    loaded = loaded_by("query", "ties", "Belarus", "Russia", "-g", str(graph))
    assert "pyoxigraph" in loaded
    assert not loaded & {"spacy", "matplotlib", "onnxruntime", "numpy", "kg.build"}


def test_help_loads_no_part_of_the_library() -> None:
    loaded = {name for name in loaded_by("--help") if name.startswith("kg.")}
    assert loaded == {"kg.cli"} | ({"kg.errors"} & loaded)


def test_public_names_are_all_there() -> None:
    import kg

    assert all(getattr(kg, name) for name in kg.__all__)
    assert {"build_graph", "open_graph", "extract_paths", "Graph"} <= set(dir(kg))


def test_library_builds_asks_and_draws(article: Path, tmp_path: Path) -> None:
    import kg

    article.write_text(
        "Belarusian President Alexander Lukashenko and Russian President Vladimir Putin spoke for an hour.\n"
    )
    graph = kg.build_graph([article], tmp_path / "out", published="2020-07-30")
    heads = graph.query("SELECT ?name { ?who kg:headOfState ?state ; rdfs:label ?name } ORDER BY ?name")
    assert [row["name"] for row in heads] == ["Alexander Lukashenko", "Vladimir Putin"]
    graph.draw_ties("Belarus", "Russia", tmp_path / "ties.svg")
    assert (tmp_path / "ties.svg").stat().st_size > 1000
    assert graph.network().number_of_edges() >= 2


def test_build_with_another_pipeline_draws_its_edges(kg: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Belarus accused Russia of meddling. Poland thanked Belarus.\n", encoding="utf-8")
    pipeline = gold_pipeline(tmp_path)
    code, _, err = kg(
        "build", article, "--pipeline", pipeline, "-o", tmp_path / "graph", "--published", "2020-08-05"
    )
    assert code == 0, err
    code, out, err = kg("query", "ties", "Belarus", "Russia", "-g", tmp_path / "graph")
    assert code == 0, err
    assert "meddling" in out
