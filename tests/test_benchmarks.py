"""The scorers of the benchmarks: full marks for the gold itself, less for each fault."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks import entities, parse

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
