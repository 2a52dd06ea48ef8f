"""Event types when the actors are given, as in the PLOVER typing set of Hu et al. (ZSP, EMNLP 2024).

    python -m tests.benchmarks.events predict IN.jsonl OUT.jsonl [--pipeline NAME]
    python -m tests.benchmarks.events score OUT.jsonl GOLD.jsonl

IN and GOLD: lines with `id`, `text`, `source` and `target` (spans of the text in words) and (GOLD) `root`
and `quad`. The set's YIELD is CONCEDE or RETREAT here. `score` prints the accuracy of root and quadrant, and
F1 by root.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

import kg.language
from kg.extract.acts import acts
from kg.extract.clauses import clauses
from kg.extract.view import View
from kg.model import Mention
from kg.ontology import Ontology, load
from tests.benchmarks.entities import rows
from tests.benchmarks.halves import halves

QUADS = {"verbalCooperation": 1, "materialCooperation": 2, "verbalConflict": 3, "materialConflict": 4}
YIELD = ("CONCEDE", "RETREAT")


def predict(source: Path, target: Path, pipeline: str | None) -> None:
    """Write the type of what the one actor does to the other; nothing where no cue is found."""
    nlp, ontology = kg.language.load(pipeline), load()
    with target.open("w", encoding="utf-8") as out:
        for row in rows(source):
            (doc,) = kg.language.parse(nlp, [row["text"]])
            found = best(doc, ontology, row["source"], row["target"])
            if found is not None:
                line = {"id": row["id"], "root": found, "quad": QUADS[ontology.events[found].quadrant]}
                out.write(json.dumps(line) + "\n")


def best(doc: Doc, ontology: Ontology, source: str, target: str) -> str | None:
    """Return the type of the event that fits the two actors best, the earlier one of two that fit alike."""
    view = View(doc, 0, ontology, None)
    actors = [(doc.text.find(words), doc.text.find(words) + len(words)) for words in (source, target)]
    found = [r for c in clauses(view) for r in acts(view, c) if r.kind == "event"]
    fit = [sum(_meets(m, span) for m, span in zip((r.subject, r.object), actors, strict=True)) for r in found]
    if not found:
        return None
    return found[fit.index(max(fit))].relation


def _meets(mention: Mention | None, span: tuple[int, int]) -> bool:
    return mention is not None and mention.start < span[1] and mention.end > span[0]


def score(predicted: Path, gold: Path) -> dict[str, float]:
    """Return the accuracy of root and quadrant, and F1 of each root, in per cent; no prediction is wrong."""
    ours = {row["id"]: row for row in rows(predicted)}
    hits, said, true = Counter[str](), Counter[str](), Counter[str]()
    right = {"root": 0, "quad": 0}
    total = 0
    for row in rows(gold):
        total += 1
        answer = ours.get(row["id"], {})
        root = "YIELD" if answer.get("root") in YIELD else str(answer.get("root", ""))
        same_quad = answer.get("quad") == row["quad"] or (
            root == row["root"] == "YIELD" and answer.get("quad") in (1, 2)
        )
        right["quad"] += same_quad
        right["root"] += root == row["root"]
        true[row["root"]] += 1
        said[root] += bool(root)
        hits[root] += root == row["root"]
    figures = {name: 100 * count / max(1, total) for name, count in right.items()}
    return figures | {r: 200 * hits[r] / (said[r] + true[r]) for r in sorted(true)}


def main() -> None:
    """Run one half."""
    parser, *_ = halves("events", __doc__)
    options = parser.parse_args()
    if options.half == "predict":
        predict(options.source, options.target, options.pipeline)
        return
    for name, figure in score(options.predicted, options.gold).items():
        print(f"{name:12}{figure:6.1f}")


if __name__ == "__main__":
    main()
