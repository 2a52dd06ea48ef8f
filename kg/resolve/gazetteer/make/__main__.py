"""Make the gazetteer: `python -m kg.resolve.gazetteer.make --data DIR [--out ontology/gazetteer]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.ontology import folder
from kg.resolve.gazetteer.make.book import Book
from kg.resolve.gazetteer.make.countries import add_countries
from kg.resolve.gazetteer.make.forms import add_forms
from kg.resolve.gazetteer.make.organisations import add_organisations
from kg.resolve.gazetteer.make.parties import add_parties, add_party_leaders
from kg.resolve.gazetteer.make.people import add_people
from kg.resolve.gazetteer.make.places import add_places
from kg.resolve.gazetteer.make.sources import Sources


def make(data: Path, out: Path, hand: Path) -> dict[str, int]:
    """Make the three files of the gazetteer and return the counts of what came in and went out."""
    sources, book = Sources(data, hand), Book()
    add_countries(book, sources)
    add_places(book, sources)
    add_organisations(book, sources)
    add_forms(book, sources)
    add_parties(book, sources)
    counts = add_people(book, sources)
    counts |= add_party_leaders(book, sources)
    return counts | book.write(out)


def main() -> int:
    """Read the command line, make the files, print the counts."""
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.gazetteer.make", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with countries.jsonl, leaders.jsonl …"
    )
    parser.add_argument("--out", type=Path, default=folder() / "gazetteer", help="where the files go")
    arguments = parser.parse_args()
    hand = folder() / "gazetteer" / "hand"
    for name, count in make(arguments.data, arguments.out, hand).items():
        sys.stderr.write(f"{name}: {count}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
