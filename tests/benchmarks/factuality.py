"""Whether what a predicate says did happen, as in UDS factuality (It-Happened).

    python -m tests.benchmarks.factuality predict IN.jsonl OUT.jsonl [--pipeline NAME]
    python -m tests.benchmarks.factuality score OUT.jsonl GOLD.jsonl

IN and GOLD: lines with `id`, `text`, `tokens` and `predicates`, each with its `token` and (GOLD) a `value`
that is negative where it did not or will not happen. OUT: `values` by token. `score` prints the accuracy of
the sign, F1 of "did not happen" and Pearson's r.
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import correlation
from typing import Any

import kg.language
from kg.extract.attribution import content, sources
from kg.extract.factuality import Factuality, factuality
from kg.extract.view import View
from kg.ontology import load
from tests.benchmarks.entities import rows
from tests.benchmarks.halves import halves

VALUE = {"asserted": 0.9, "planned": -0.7, "alleged": 0.6, "possible": 0.2}
"""How sure a reader is that something happened: about the means of the training part, where what is
still to come has not happened."""
BARE = -0.5
"""The same of an infinitive that may happen."""


def predict(source: Path, target: Path, pipeline: str | None) -> None:
    """Write a value for each predicate of each sentence."""
    nlp, ontology = kg.language.load(pipeline), load()
    with target.open("w", encoding="utf-8") as out:
        for row in rows(source):
            (doc,) = kg.language.parse(nlp, [row["text"]])
            view = View(doc, 0, ontology, None)
            starts = offsets(row["text"], row["tokens"])
            values = {}
            for place in (p["token"] for p in row["predicates"]):
                token = next((t for t in doc if t.idx <= starts[place] < t.idx + len(t)), None)
                if token is not None:
                    state = content(factuality(view, token), sources(view, token))
                    values[str(place)] = value(state, bare=token.tag_ == "VB")
            out.write(json.dumps({"id": row["id"], "values": values}) + "\n")


def offsets(text: str, tokens: list[str]) -> list[int]:
    """Return where each token begins in the text."""
    starts, position = [], 0
    for token in tokens:
        found = text.find(token, position)
        starts.append(position if found < 0 else found)
        position = starts[-1] + (0 if found < 0 else len(token))
    return starts


def value(state: Factuality, bare: bool) -> float:
    """Return a number between -1 (surely not) and 1 (surely so)."""
    if state.polarity == "negative":
        return -0.9
    return BARE if bare and state.modality == "possible" else VALUE[state.modality]


def score(predicted: Path, gold: Path) -> dict[str, float]:
    """Return sign accuracy and F1 of the negative class in per cent, and Pearson's r; no value is 0."""
    ours: dict[str, dict[str, Any]] = {row["id"]: row["values"] for row in rows(predicted)}
    pairs = [
        (float(p["value"]), float(ours.get(row["id"], {}).get(str(p["token"]), 0.0)))
        for row in rows(gold)
        for p in row["predicates"]
    ]
    both = sum(a < 0 and b < 0 for a, b in pairs)
    either = sum(a < 0 for a, _ in pairs) + sum(b < 0 for _, b in pairs)
    true, said = zip(*pairs, strict=True)
    return {
        "sign": 100 * sum((a > 0) == (b > 0) for a, b in pairs) / len(pairs),
        "did not": 200 * both / max(1, either),
        "pearson": correlation(true, said) if len(set(true)) > 1 and len(set(said)) > 1 else 0.0,
    }


def main() -> None:
    """Run one half."""
    parser, *_ = halves("factuality", __doc__)
    options = parser.parse_args()
    if options.half == "predict":
        predict(options.source, options.target, options.pipeline)
        return
    for name, figure in score(options.predicted, options.gold).items():
        print(f"{name:10}{figure:8.3f}" if name == "pearson" else f"{name:10}{figure:6.1f}")


if __name__ == "__main__":
    main()
