"""The scorers of the benchmarks: full marks for the gold itself, less for each fault."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks import attribution, entities, events, factuality, parse, speed

GOLD = (
    "# newdoc id = a\n# sent_id = 1\n# text = Minsk refused.\n"
    "1\tMinsk\tMinsk\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
    "2\trefused\trefuse\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_gold_parse_scores_full_marks(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.conllu", GOLD)
    assert set(parse.score(gold, gold).values()) == {100.0}


def test_a_wrong_relation_costs_las_but_not_uas(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.conllu", GOLD)
    ours = write(tmp_path / "ours.conllu", GOLD.replace("nsubj", "obj"))
    figures = parse.score(ours, gold)
    assert figures["UAS"] == 100.0
    assert round(figures["LAS"], 1) == 66.7


def test_a_word_cut_in_two_is_found_by_its_characters(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.conllu", GOLD)
    cut = GOLD.replace(
        "1\tMinsk\tMinsk\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\t",
        "1\tMin\tMin\tPROPN\tNNP\t_\t3\tnsubj\t_\tSpaceAfter=No\n2\tsk\tsk\tX\tFW\t_\t1\tflat\t_\t_\n3\t",
    ).replace("3\t.\t.\tPUNCT\t.\t_\t2", "4\t.\t.\tPUNCT\t.\t_\t3")
    figures = parse.score(write(tmp_path / "ours.conllu", cut), gold)
    assert round(figures["tokens"], 1) == round(200 * 2 / 7, 1)


def test_entities_are_scored_by_exact_span_and_label(tmp_path: Path) -> None:
    text = "Gazprom sued Minsk"
    gold = write(
        tmp_path / "g", json.dumps({"id": "1", "text": text, "spans": [[0, 7, "ORG"], [13, 18, "LOC"]]})
    )
    ours = write(
        tmp_path / "o", json.dumps({"id": "1", "text": text, "spans": [[0, 7, "ORG"], [13, 17, "LOC"]]})
    )
    figures = entities.score(ours, gold, ["ORG", "LOC"])
    assert figures["ORG"] == (1.0, 1.0, 1.0)
    assert figures["LOC"][2] == 0.0
    assert figures["all"][2] == 0.5


def lines(path: Path, *rows: dict[str, object]) -> Path:
    return write(path, "".join(json.dumps(row) + "\n" for row in rows))


SAID = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 30]]}


def test_attributions_pair_by_shared_content(tmp_path: Path) -> None:
    gold = lines(tmp_path / "g", {"id": "1", "text": "", "attributions": [SAID]})
    near = lines(tmp_path / "n", {"id": "1", "attributions": [SAID | {"content": [[11, 24]]}]})
    far = lines(tmp_path / "f", {"id": "1", "attributions": [SAID | {"content": [[11, 15]]}]})
    assert attribution.score(gold, gold)["with source"] == (1.0, 1.0, 1.0)
    assert attribution.score(near, gold)["paired"][2] == 1.0
    assert attribution.score(near, gold)["content"][1] < 1.0
    assert attribution.score(far, gold)["paired"][2] == 0.0


def test_a_wrong_source_costs_the_pair(tmp_path: Path) -> None:
    gold = lines(tmp_path / "g", {"id": "1", "text": "", "attributions": [SAID]})
    other = lines(tmp_path / "o", {"id": "1", "attributions": [SAID | {"source": [[40, 45]]}]})
    figures = attribution.score(other, gold)
    assert figures["paired"][2] == 1.0
    assert figures["with source"][2] == 0.0


def test_factuality_counts_signs_and_takes_no_answer_for_zero(tmp_path: Path) -> None:
    predicates = [{"token": 0, "value": 1.0}, {"token": 1, "value": -1.0}, {"token": 2, "value": -0.5}]
    gold = lines(tmp_path / "g", {"id": "1", "predicates": predicates})
    ours = lines(tmp_path / "o", {"id": "1", "values": {"0": 0.9, "1": -0.9}})
    figures = factuality.score(ours, gold)
    assert round(figures["did not"], 1) == round(200 * 1 / 3, 1)
    assert figures["pearson"] > 0.5


def test_event_types_take_concessions_and_retreats_for_yielding(tmp_path: Path) -> None:
    gold = lines(
        tmp_path / "g", {"id": "1", "root": "YIELD", "quad": 2}, {"id": "2", "root": "AID", "quad": 2}
    )
    ours = lines(tmp_path / "o", {"id": "1", "root": "CONCEDE", "quad": 1})
    figures = events.score(ours, gold)
    assert (figures["root"], figures["quad"]) == (50.0, 50.0)
    assert (figures["YIELD"], figures["AID"]) == (100.0, 0.0)


def test_speed_reads_whole_articles_up_to_a_number_of_words(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.txt", "A headline\n\n" + "The minister spoke for an hour. " * 5)
    assert len(speed.articles([str(tmp_path)], 40)) == 2


def test_speed_measures_the_pipeline() -> None:
    report = speed.measure(None, [["The minister met his colleague in Oslo."]])
    assert report.words_a_second > 0
    assert 0 < (report.encoder or 0) <= 1
