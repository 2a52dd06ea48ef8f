"""Attributions (source, cue, content) as in PolNeAR.

    python -m tests.benchmarks.attribution predict IN.jsonl OUT.jsonl [--pipeline NAME]
    python -m tests.benchmarks.attribution score OUT.jsonl GOLD.jsonl

IN and GOLD: lines with `id`, `text` and (GOLD) `attributions`, each `source`, `cue` and `content` as lists of
[start, end]. `score` counts the characters covered by each role, and pairs attributions that share at least
half of their content's characters (Jaccard); of a pair the source is right where it overlaps by half.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import kg.language
from kg.extract import views
from kg.extract.acts import source_mention
from kg.extract.attribution import attributions
from kg.extract.quotes import last_quoted
from kg.model import Article, Block
from kg.ontology import load
from tests.benchmarks.entities import rows
from tests.benchmarks.halves import halves

Spans = list[list[int]]
ROLES = ("source", "cue", "content")


def predict(source: Path, target: Path, pipeline: str | None) -> None:
    """Write the attributions of each text; a line break ends a paragraph."""
    nlp, ontology = kg.language.load(pipeline), load()
    with target.open("w", encoding="utf-8") as out:
        for row in rows(source):
            parts = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", row["text"])]
            found: list[dict[str, Spans]] = []
            carried = None
            docs = kg.language.parse(nlp, [text for _, text in parts])
            blocks = tuple(Block("paragraph", text, ((0, start),)) for start, text in parts)
            article = Article(row["id"], "", row["text"], blocks=blocks)
            for (start, _), view in zip(parts, views(article, docs, ontology), strict=True):
                assert view is not None
                view.carried = carried
                for one in attributions(view):
                    spans = [_spans(view.doc, tokens) for tokens in (one.source, one.cue, one.content)]
                    found.append(
                        {r: [[start + a, start + b] for a, b in s] for r, s in zip(ROLES, spans, strict=True)}
                    )
                last = last_quoted(view)
                carried = source_mention(view, last) if last is not None else None
            out.write(json.dumps({"id": row["id"], "attributions": found}) + "\n")


def _spans(doc: Any, tokens: Iterable[int]) -> Spans:
    """Return the character spans of runs of tokens, in order."""
    spans: Spans = []
    last = -2
    for i in sorted(tokens):
        end = doc[i].idx + len(doc[i])
        if i == last + 1 and spans:
            spans[-1][1] = end
        else:
            spans.append([doc[i].idx, end])
        last = i
    return spans


def score(predicted: Path, gold: Path) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of characters by role, of attributions, and of those with source."""
    ours = {row["id"]: row["attributions"] for row in rows(predicted)}
    counts = {name: [0, 0, 0] for name in (*ROLES, "paired", "with source")}
    for row in rows(gold):
        true, said = row["attributions"], ours.get(row["id"], [])
        for role in ROLES:
            a, b = (set().union(*(_characters(x.get(role)) for x in part)) for part in (said, true))
            _add(counts[role], len(a & b), len(a), len(b))
        pairs = _paired([_characters(x["content"]) for x in said], [_characters(x["content"]) for x in true])
        right = sum(
            _same_source(_characters(said[i]["source"]), _characters(true[j]["source"])) for i, j in pairs
        )
        _add(counts["paired"], len(pairs), len(said), len(true))
        _add(counts["with source"], right, len(said), len(true))
    return {
        name: (hit / max(1, said), hit / max(1, true), 2 * hit / max(1, said + true))
        for name, (hit, said, true) in counts.items()
    }


def _add(count: list[int], *more: int) -> None:
    for i, number in enumerate(more):
        count[i] += number


def _characters(spans: Spans | None) -> set[int]:
    return {i for a, b in spans or () for i in range(a, b)}


def _paired(said: list[set[int]], true: list[set[int]]) -> list[tuple[int, int]]:
    """Pair greedily by shared content."""
    shares = [
        (len(a & b) / len(a | b), i, j) for i, a in enumerate(said) for j, b in enumerate(true) if a & b
    ]
    pairs: list[tuple[int, int]] = []
    for share, i, j in sorted(shares, key=lambda s: (-s[0], s[1], s[2])):
        if share >= 0.5 and all(i != x and j != y for x, y in pairs):
            pairs.append((i, j))
    return pairs


def _same_source(ours: set[int], theirs: set[int]) -> bool:
    if not ours and not theirs:
        return True
    return len(ours & theirs) >= 0.5 * max(len(ours), len(theirs))


def main() -> None:
    """Run one half."""
    parser, *_ = halves("attribution", __doc__)
    options = parser.parse_args()
    if options.half == "predict":
        predict(options.source, options.target, options.pipeline)
        return
    for name, figures in score(options.predicted, options.gold).items():
        print(f"{name:12}" + "".join(f"{100 * f:7.1f}" for f in figures))


if __name__ == "__main__":
    main()
