"""Cities, their countries, and which of them are capitals."""

from __future__ import annotations

import re

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.names import key

_SPOILT = re.compile(r"\d|\b[b-z]$|[a-z][A-Z]|^[a-z]|[(,]")
"""Names that the source spoilt: numbered ("Lima2"), cut off ("Ciudad de M"), with letters lost."""


def add_places(book: Book, sources: Sources) -> None:
    """Add the cities and the capital of each country."""
    changes = {(key(row["name"]), row["iso3"]): row for row in sources.written("cities")}
    for row in sorted(sources.raw("places"), key=lambda r: -r["population"]):
        iso3 = row["iso3"]
        if iso3 not in book.states or (row["name"].isdigit()):
            continue
        change = changes.get((key(row["name"]), iso3), {})
        known = {d.wikidata for d in book.cities[iso3]}
        draft = _city(row, change, book.states[iso3])
        if draft.wikidata in known:
            draft.wikidata = None
        book.cities[iso3].append(book.add(draft))
    _add_capitals(book, sources)


def _city(row: Raw, change: Raw, country: Draft) -> Draft:
    label = change.get("label") or re.sub(r"-[A-Z][\w-]+$", "", row["name"]) or row["name"]
    draft = Draft(
        label,
        "City",
        country=country,
        wikidata=change.get("wikidata"),
        population=row["population"],
        rank=row["population"],
    )
    draft.named([row["name"]] if not change.get("label") or "names" not in change else [])
    draft.named(change.get("names", []))
    spellings = [row["ascii"], *row["other_names"]]
    draft.named(n for n in spellings if not _SPOILT.search(n) and not draft.answers_to(key(n)))
    return draft


def _add_capitals(book: Book, sources: Sources) -> None:
    changes = {row["iso3"]: row["capital"] for row in sources.written("countries") if "capital" in row}
    for row in sources.raw("countries"):
        name = changes.get(row["iso3"], row["capital"])
        if not name or name in sources.words("not_a_capital"):
            continue
        state, cities = book.states[row["iso3"]], book.cities[row["iso3"]]
        capital = next((c for c in cities if c.answers_to(key(name))), None)
        if capital is None:
            capital = book.add(Draft(name, "City", country=state))
            cities.append(capital)
        capital.named([name] if not capital.answers_to(key(name)) else [])
        state.capital = capital
        book.facts.append(DraftFact("capitalOf", capital, state))
