"""International organisations and which states belong to them."""

from __future__ import annotations

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact
from kg.resolve.gazetteer.make.sources import Raw, Sources


def add_organisations(book: Book, sources: Sources) -> None:
    """Add the organisations that have a name, and their members among states.

    Members are left out where the source lists troops sent, national societies, or a handful
    of many (`no_members` of the rules, fewer than three).
    """
    changes = {row["acronym"]: row for row in sources.written("organisations")}
    rows = [row for row in sources.raw("organisations") if "drop" not in changes.get(row["acronym"], {})]
    rows.sort(key=lambda row: "into" in changes.get(row["acronym"], {}))
    for row in rows:
        change = changes.get(row["acronym"], {})
        if not (row["name"] or change.get("label")):
            continue
        if "into" in change:
            book.organisations[change["into"]].named([row["acronym"], *row["other_names"]])
            continue
        draft = _organisation(row, change, sources)
        book.organisations[row["acronym"]] = book.add(draft)
        for iso3 in _members(row, draft, sources):
            if iso3 in book.states:
                book.facts.append(DraftFact("memberOf", book.states[iso3], draft, as_of=row["as_of"]))


def _organisation(row: Raw, change: Raw, sources: Sources) -> Draft:
    draft = Draft(
        change.get("label") or row["name"], "IGO", wikidata=change.get("wikidata"), code=row["acronym"]
    )
    acronym = row["acronym"]
    if not change.get("drop_acronym") and (len(acronym) > 2 or acronym in sources.words("short_acronyms")):
        draft.named([acronym])
    draft.named([row["name"] or "", *change.get("names", []), *row["other_names"]])
    return draft


def _members(row: Raw, draft: Draft, sources: Sources) -> list[str]:
    names = " ".join([draft.label, *draft.names]).casefold()
    listed = len(row["members"]) < 3 or any(word in names for word in sources.words("no_members"))
    return [] if listed and row["acronym"] not in ("UN", "C") else row["members"]
