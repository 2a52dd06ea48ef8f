"""Scores entities: exact span and label.

    python -m tests.benchmarks.entities predict IN.jsonl OUT.jsonl [--own] [--pipeline NAME]
    python -m tests.benchmarks.entities score OUT.jsonl GOLD.jsonl [--labels PER ORG LOC]

`predict` reads `id` and `text` of each line and writes `id`, `text` and `spans` ([start, end,
label]) with PER, ORG, LOC, or with the pipeline's own labels. `score` takes gold labels of the
sets that come with finer ones as the three.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kg.language
from tests.benchmarks.halves import halves

COARSE = {"PERSON": "PER", "ORG": "ORG", "COUNTRY": "LOC", "PLACE": "LOC"}
GOLD = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "organization": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "place": "LOC",
    "per": "PER",
    "org": "ORG",
    "geo": "LOC",
    "gpe": "LOC",
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def predict(source: Path, target: Path, own: bool, pipeline: str | None) -> None:
    """Write the entities of each text."""
    nlp = kg.language.load(pipeline)
    with target.open("w", encoding="utf-8") as out:
        for row in rows(source):
            (doc,) = kg.language.parse(nlp, [row["text"]])
            spans = [
                (e.start_char, e.end_char, e.label_ if own else COARSE.get(e.label_, e.label_))
                for e in doc.ents
                if own or e.label_ in COARSE or e.label_ in COARSE.values()
            ]
            line = {"id": row["id"], "text": row["text"], "spans": spans}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def score(predicted: Path, gold: Path, labels: list[str]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each label and of all together."""
    ours = {row["id"]: row for row in rows(predicted)}
    hit, said, true = Counter[str](), Counter[str](), Counter[str]()
    for row in rows(gold):
        want = {(a, b, GOLD.get(label, label)) for a, b, label, *_ in row["spans"]}
        want = {s for s in want if s[2] in labels}
        got = {(a, b, GOLD.get(label, label)) for a, b, label, *_ in ours[row["id"]]["spans"]}
        got = {s for s in got if s[2] in labels}
        for counter, spans in ((hit, want & got), (said, got), (true, want)):
            counter.update(s[2] for s in spans)
            counter["all"] += len(spans)
    return {
        label: (
            hit[label] / max(1, said[label]),
            hit[label] / max(1, true[label]),
            2 * hit[label] / max(1, said[label] + true[label]),
        )
        for label in [*labels, "all"]
    }


def main() -> None:
    """Run one half."""
    parser, first, second = halves("entities", __doc__)
    first.add_argument("--own", action="store_true", help="keep the pipeline's own labels")
    second.add_argument("--labels", nargs="+", default=["PER", "ORG", "LOC"])
    options = parser.parse_args()
    if options.half == "predict":
        predict(options.source, options.target, options.own, options.pipeline)
        return
    for label, figures in score(options.predicted, options.gold, options.labels).items():
        print(f"{label:6}" + "".join(f"{100 * f:7.1f}" for f in figures))


if __name__ == "__main__":
    main()
