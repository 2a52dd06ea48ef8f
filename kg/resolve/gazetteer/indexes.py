"""Rows and facts read from lines, and the indexes that look-ups go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from kg.resolve.gazetteer.names import is_acronym, key, sound
from kg.resolve.gazetteer.rows import Fact, Row

_ORDER = {"Country": 0, "Territory": 1, "IGO": 2, "StateBody": 4, "Person": 5, "City": 6, "Party": 7}
_LARGE = 1_000_000
"""Inhabitants from which a city comes before bodies and people of its name."""
_TUPLES = ("names", "demonyms", "adjectives", "families")


def read_row(line: dict[str, Any]) -> Row:
    """Return the entity of a line; its label is the first of its names."""
    for name in _TUPLES:
        if name in line:
            line[name] = tuple(line[name])
    line["names"] = (line["label"], *line.get("names", ()))
    return Row(**line)


def read_fact(line: dict[str, Any]) -> Fact:
    """Return the fact of a line."""
    return Fact(
        line["relation"],
        line["subject"],
        line["object"],
        line.get("from"),
        line.get("until"),
        line.get("as_of"),
        line.get("title"),
    )


def index(rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]) -> dict[str, tuple[Row, ...]]:
    """Return the rows by each of their keys, the likeliest first."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        for one in keys(row):
            found[one][row.iri] = row
    return {
        k: tuple(sorted(v.values(), key=_likely)) if len(v) > 1 else tuple(v.values())
        for k, v in found.items()
    }


def grouped(facts: tuple[Fact, ...], by: Callable[[Fact], str]) -> dict[str, tuple[Fact, ...]]:
    """Return the facts by a key, in their order."""
    index: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        index[by(fact)].append(fact)
    return {k: tuple(v) for k, v in index.items()}


def _likely(row: Row) -> tuple[int, bool, int, str]:
    order = 3 if row.type == "City" and row.population >= _LARGE else _ORDER.get(row.type, 9)
    return order, row.wikidata is None, -row.rank, row.iri


def label(row: Row) -> str:
    """Return a row's label, to sort by."""
    return row.label


def sounds(name: str) -> str:
    """Return how a name of several words sounds."""
    return " ".join(map(sound, name.replace("-", " ").split()))


def spelt_out(row: Row, wanted: str) -> bool:
    """Tell whether a name with this key is one of the row's, and no acronym."""
    return any(key(n) == wanted and not is_acronym(n) for n in row.names)
