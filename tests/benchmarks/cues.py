"""Lists the cue words that no news text has and no reader has vouched for.

    python -m tests.benchmarks.cues --news DIR [--vouched FILE]

DIR holds `*.jsonl.gz` with a `text` in each line. A verb counts as seen in any inflected form. FILE
(by default `vouched.txt` beside this file) has the kind and word of each cue that a reader who had
not seen the texts called ordinary news English.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

import lemminflect

from kg.ontology import load


def seen(folder: Path) -> str:
    """Return all texts of a folder as one lower-case string of words parted by single spaces."""
    words: list[str] = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            words += (re.sub(r"[^\w'’-]+", " ", json.loads(line)["text"].lower()) for line in lines)
    return f" {' '.join(words)} "


def forms(phrase: str, upos: str) -> set[str]:
    """Return the inflected forms of a phrase, its last word changed."""
    before, _, last = phrase.rpartition(" ")
    inflected = lemminflect.getAllInflections(last, upos=upos).values()
    return {f"{before} {form}".strip() for forms in inflected for form in forms} | {phrase}


def missing(text: str) -> list[tuple[str, str]]:
    """Return the kind and word of each cue that a text has in no form."""
    ontology = load()
    cues = {("verb", v) for c in ontology.verbs for v in c.verbs}
    cues |= {("object", o) for c in ontology.verbs for o in c.objects}
    cues |= {("role", n) for r in ontology.roles for n in r.nouns}
    cues |= {(f"operator {o.kind}", w) for o in ontology.operators for w in o.words}
    cues |= {(f"report {r.kind}", w) for r in ontology.reports for w in r.words}
    verbal = ("verb", "operator verb", "operator passive", "report verb")
    return [
        (kind, word)
        for kind, word in sorted(cues)
        if not any(
            f" {form.replace('.', '')} " in text for form in forms(word, "VERB" if kind in verbal else "NOUN")
        )
    ]


def main() -> None:
    """Print the words, one a line with its kind."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cues", description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--vouched", type=Path, default=Path(__file__).with_name("vouched.txt"))
    options = parser.parse_args()
    known = options.vouched.read_text(encoding="utf-8") if options.vouched.exists() else ""
    vouched = set(known.splitlines())
    lines = [f"{kind}\t{word}" for kind, word in missing(seen(options.news))]
    print("\n".join(line for line in lines if line not in vouched))


if __name__ == "__main__":
    main()
