"""The command line that benchmarks share: a half that predicts, a half that scores."""

from __future__ import annotations

import argparse
from pathlib import Path


def halves(name: str, description: str | None) -> tuple[argparse.ArgumentParser, ...]:
    """Return the parser of a benchmark's command line, and those of its two halves for options of its own."""
    parser = argparse.ArgumentParser(
        prog=f"python -m tests.benchmarks.{name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(required=True, dest="half")
    first = parts.add_parser("predict")
    first.add_argument("source", type=Path)
    first.add_argument("target", type=Path)
    first.add_argument("--pipeline")
    second = parts.add_parser("score")
    second.add_argument("predicted", type=Path)
    second.add_argument("gold", type=Path)
    return parser, first, second
