"""Countries and territories, present and former, with their adjectives, demonyms and borders."""

from __future__ import annotations

import re

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact, DraftForm
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.names import key

_NOT_SOVEREIGN = re.compile(r"^(Territor|Part of|Crown|Commonwealth of|International)")


def add_countries(book: Book, sources: Sources) -> None:
    """Add one entity for each row of the data and each hand-written former or unrecognised state."""
    changes = {row["iso3"]: row for row in sources.written("countries")}
    raw = sources.raw("countries")
    for row in raw:
        book.states[row["iso3"]] = book.add(_country(row, changes.get(row["iso3"], {})))
    for row in sources.written("states"):
        draft = Draft(row["label"], row["type"], wikidata=row["wikidata"], code=row["code"])
        draft.named(row.get("names", []))
        book.states[row["code"]] = book.add(draft)
        if "located" in row:
            draft.country = book.states[row["located"]]
            book.facts.append(DraftFact("partOf", draft, draft.country))
        draft.adjectives, draft.demonyms = row.get("adjectives", []), row.get("demonyms", [])
        for kind in ("adjective", "demonym"):
            book.forms += [DraftForm(f, kind, draft) for f in row.get(f"{kind}s", [])]
    _add_former_names(book, raw)
    _add_borders(book, raw)
    add_adjectives(book, sources)


def _country(row: Raw, change: Raw) -> Draft:
    sovereign = not _NOT_SOVEREIGN.match(row["independent"] or "")
    label = change.get("label") or _spelt_out(row["name"])
    draft = Draft(label, "Country" if sovereign else "Territory", wikidata=row["wikidata"], code=row["iso3"])
    dropped = set(change.get("drop", []))
    names = [row["name"], _spelt_out(row["name"]), *change.get("names", []), *row["other_names"]]
    draft.named(n for n in names if n not in dropped and "*" not in n and "(" not in n)
    return draft


def _spelt_out(name: str) -> str:
    """Return a name with "&" and "St." written out."""
    return re.sub(r"^St\. ", "Saint ", name.replace(" & ", " and "))


def _add_former_names(book: Book, raw: list[Raw]) -> None:
    """Add former names that lead to one country only and are no other country's present name."""
    found: dict[str, list[tuple[str, Draft]]] = {}
    present = {key(n) for d in book.states.values() for n in (d.label, *d.names)}
    for row in raw:
        for text in row.get("former_names", []):
            for name in re.split(r"\s*,\s*", text):
                if re.fullmatch(r"[A-Z][^()\[\]]{3,60}", name) and " is " not in name:
                    found.setdefault(key(name), []).append((name.strip(), book.states[row["iso3"]]))
    for one, uses in found.items():
        if len({id(d) for _, d in uses}) == 1 and one not in present and "sometimes" not in one:
            uses[0][1].named([uses[0][0]])


def _add_borders(book: Book, raw: list[Raw]) -> None:
    for row in raw:
        for other in row["borders"]:
            if other in book.states and row["iso3"] < other:
                book.facts.append(DraftFact("borders", book.states[row["iso3"]], book.states[other]))


def add_adjectives(book: Book, sources: Sources) -> None:
    """Add adjectives and demonyms to their countries and as forms.

    A territory's form that is also a sovereign state's ("Chinese" of Hong Kong) goes; a plural is a
    demonym whatever the source calls it ("Belarussians").
    """
    rows = [r for r in sources.raw("demonyms_metonyms") if r["kind"] in ("demonym", "adjective")]
    rows += [r for r in sources.written("forms") if r["kind"] in ("demonym", "adjective") and "iso3" in r]
    states = {code: d for code, d in book.states.items() if d.type == "Country"}
    sovereign = {r["form"] for r in rows if r["iso3"] in states}
    singular = {(r["iso3"], r["form"]) for r in rows}
    for row in rows:
        draft, form, kind = book.states[row["iso3"]], row["form"], row["kind"]
        if form == "NA" or (kind == "demonym" and draft.answers_to(key(form))):
            continue
        if draft.type == "Territory" and form in sovereign:
            continue
        if kind == "adjective" and form.endswith("s") and (row["iso3"], form[:-1]) in singular:
            kind = "demonym"
        forms = draft.adjectives if kind == "adjective" else draft.demonyms
        if form not in forms:
            forms.append(form)
            book.forms.append(DraftForm(form, kind, draft))
    for row in sources.written("countries"):
        if "adjective" in row:
            adjectives = book.states[row["iso3"]].adjectives
            adjectives.sort(key=row["adjective"].__ne__)
