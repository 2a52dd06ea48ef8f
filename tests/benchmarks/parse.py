"""Scores the parse as the CoNLL 2018 shared task does, from raw text.

    python -m tests.benchmarks.parse predict IN.conllu OUT.conllu [--pipeline NAME]
    python -m tests.benchmarks.parse score OUT.conllu GOLD.conllu

`predict` reads only the raw text of IN: each document's sentences joined by spaces. `score` aligns
words by their characters (Zeman et al., "CoNLL 2018 Shared Task", section 4; relations without
their subtypes) and prints F1 in per cent.
"""

from __future__ import annotations

from pathlib import Path

import kg.language
from kg.language import conllu
from tests.benchmarks.halves import halves


def predict(source: Path, target: Path, pipeline: str | None) -> None:
    """Parse the raw text of a CoNLL-U file's documents and write what the pipeline says."""
    nlp = kg.language.load(pipeline)
    with target.open("w", encoding="utf-8") as out:
        for number, sentences in enumerate(conllu.read(source), 1):
            text = " ".join(s.text for s in sentences)
            (doc,) = kg.language.parse(nlp, [text])
            out.writelines(f"{line}\n" for line in conllu.lines(doc, f"d{number}"))


def score(predicted: Path, gold: Path) -> dict[str, float]:
    """Return F1 in per cent of tokens, sentences, UPOS, UAS and LAS."""
    ours, theirs = _flat(predicted), _flat(gold)
    if ours[2] != theirs[2]:
        raise SystemExit(f"{predicted} and {gold} do not hold the same text")
    both = {span: (a, theirs[0][span]) for span, a in ours[0].items() if span in theirs[0]}
    hits = {
        "tokens": len(both),
        "UPOS": sum(a[0] == b[0] for a, b in both.values()),
        "UAS": sum(a[1] == b[1] for a, b in both.values()),
        "LAS": sum(a[1:] == b[1:] for a, b in both.values()),
    }
    figures = {name: 200 * hit / (len(ours[0]) + len(theirs[0])) for name, hit in hits.items()}
    figures["sentences"] = 200 * len(ours[1] & theirs[1]) / (len(ours[1]) + len(theirs[1]))
    return figures


Span = tuple[int, int, int]


def _flat(path: Path) -> tuple[dict[Span, tuple[str, Span | None, str]], set[tuple[int, int]], str]:
    """Return words by span (offsets that count no white space), sentences' spans and the text.

    A word is (UPOS, its head's span, relation); words of one span are told apart by a number.
    """
    words: dict[Span, tuple[str, Span | None, str]] = {}
    sentences, text, shift = set(), [], 0
    for document in conllu.read(path):
        for sentence in document:
            place = [shift]
            for character in sentence.text:
                place.append(place[-1] + (not character.isspace()))
            spans: list[Span] = []
            for w in sentence.words:
                start, end = place[w.start], place[w.end]
                spans.append((start, end, sum(s[:2] == (start, end) for s in spans)))
            for w, span in zip(sentence.words, spans, strict=True):
                head = spans[w.head - 1] if w.head else None
                words[span] = (w.upos, head, w.deprel.partition(":")[0])
            sentences.add((shift, place[-1]))
            shift = place[-1]
            text.append("".join(sentence.text.split()))
    return words, sentences, "".join(text)


def main() -> None:
    """Run one half."""
    parser, *_ = halves("parse", __doc__)
    options = parser.parse_args()
    if options.half == "predict":
        predict(options.source, options.target, options.pipeline)
    else:
        for name, figure in score(options.predicted, options.gold).items():
            print(f"{name:10}{figure:6.1f}")


if __name__ == "__main__":
    main()
