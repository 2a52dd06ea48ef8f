"""The raw rows of office-holders as terms: who, which office of which state, from when, seen until when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.resolve.gazetteer.make.book import Book, Draft
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.make.spelling import Cleaner, Name
from kg.resolve.gazetteer.names import key

EXPORTED = {"wikidata-2022": "2022-10", "wikidata-2023": "2023-01"}
"""When the exports were made: who had no end then was in office then, and no later day is known."""
AS_OF = "2026-05"
"""The month of the newest source."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row: a person in one office. `kind` is the kind of office, `relation` the ontology's.

    `end` is set only where a source has it, `first` and `seen` are the first and last
    date for which one names the holder.
    """

    name: Name
    state: Draft
    relation: str
    kind: str
    start: str
    end: str | None
    seen: str
    source: str
    first: str = ""
    wikidata: str | None = None
    party: str | None = None
    title: str | None = None


def read_terms(book: Book, sources: Sources) -> list[Term]:
    """Return the terms of all leaders, those corrected and added by hand with them."""
    cleaner, namer = Cleaner(sources), _States(book, sources)
    offices = Offices(sources)
    overrides = sources.written("overrides")
    terms: list[Term] = []
    for read in [*sources.raw("leaders"), *_present(sources)]:
        row = _overridden(read, overrides)
        state = namer.state(row) if row else None
        if row is None or state is None or not row["start"] or re.fullmatch(r"Q\d+", row["name"]):
            continue
        name = cleaner.clean(row["name"], row.get("family_name") or "")
        if (
            row.get("wikidata")
            and row["source"].startswith("wikidata")
            and not re.search(r'[,("]|^\w+\. ', row["name"])
        ):
            name = replace(name, spelt=row["name"], others=(name.spelt,) if name.spelt != row["name"] else ())
        name = replace(name, listed=tuple(cleaner.clean(n).spelt for n in row.get("other_names", [])))
        for relation, kind in offices.of(row["role"], row["office"]):
            terms.append(_term(row, name, state, relation, kind))
    return [*_succeeded(_without_misplaced(terms)), *_added(book, sources, cleaner)]


def _term(row: Raw, name: Name, state: Draft, relation: str, kind: str) -> Term:
    source = row["source"]
    trusted = source != "factbook-archive" and row["end"] and row["end"] <= AS_OF
    seen = row["end"] if trusted else EXPORTED.get(source)
    seen = seen or (str(row["editions"][1]) if row.get("editions") else AS_OF)
    return Term(
        name,
        state,
        relation,
        kind,
        row["start"],
        row["end"] if trusted else None,
        AS_OF if seen == "2025" else seen,
        source,
        str(row["editions"][0]) if row.get("editions") else row["start"],
        row.get("wikidata"),
        row.get("party"),
        _title(row["office"]),
    )


def _title(office: str | None) -> str | None:
    """Return a title without what it is of: "President of Belarus" is "president"; None of a scrap."""
    plain = re.sub(r"\s*\(.*|,.*", "", (office or "").casefold())
    plain = re.sub(r"^(the|acting|interim|transitional?) ", "", plain)
    plain = re.split(r" (?:of|for) ", plain)[0].strip(" .")
    plain = re.sub(r"\s+(of|the|and|for)$", "", plain)
    return plain if len(plain) > 3 and plain not in {"chairman", "interim", "prime"} else None


def _present(sources: Sources) -> list[Raw]:
    """Return the leaders of the newest edition, which the countries' rows have, as rows of leaders."""
    roles = {"heads_of_state": "head of state", "heads_of_government": "head of government"}
    return [
        {
            "name": leader["name"],
            "family_name": leader["family_name"],
            "office": leader["title"],
            "role": role,
            "iso3": row["iso3"],
            "country": row["name"],
            "start": leader["since"],
            "end": None,
            "source": "factbook-2026",
            "acting": "acting" in leader,
        }
        for row in sources.raw("countries")
        for field, role in roles.items()
        for leader in row[field]
    ]


def _overridden(row: Raw, overrides: list[Raw]) -> Raw | None:
    """Return a row as the first override that fits it has it; None where that drops it."""
    for change in overrides:
        if "match" not in change or any(row.get(k) != v for k, v in change["match"].items()):
            continue
        return None if change.get("drop") else row | change["set"]
    return row


def _added(book: Book, sources: Sources, cleaner: Cleaner) -> list[Term]:
    """Return the terms that the hand-written rows add."""
    terms = []
    for row in sources.written("terms"):
        state = book.states[row["country"]]
        for relation in [row["relation"]] if isinstance(row["relation"], str) else row["relation"]:
            kind = {"headOfGovernment": "premier", "ministerOf": "minister"}.get(relation, "president")
            kind = row.get("kind", kind)
            name, start, until = cleaner.clean(row["name"]), row["from"], row["until"]
            term = Term(name, state, relation, kind, start, until, until or AS_OF, "hand", first=start)
            terms.append(replace(term, wikidata=row.get("wikidata"), title=row.get("title")))
    return terms


def _without_misplaced(terms: list[Term]) -> list[Term]:
    """Return the terms without those that slipped into another state's text: same name and first day.

    Monarchs and presidents may head several states; a prime minister heads one: of two, the one
    who was seen there longer stays.
    """
    best: dict[tuple[str, str], Term] = {}
    for term in terms:
        if term.kind == "premier" and len(term.start) == 10:
            one = (key(term.name.spelt), term.start)
            if one not in best or _weight(term) > _weight(best[one]):
                best[one] = term
    kept = {(one, term.state.code) for one, term in best.items()}
    return [
        t
        for t in terms
        if t.kind != "premier" or len(t.start) < 10 or ((key(t.name.spelt), t.start), t.state.code) in kept
    ]


def _succeeded(terms: list[Term]) -> list[Term]:
    """Return the terms, those of the export ended that it left open though it has a successor."""
    starts: dict[tuple[str, str, str], list[str]] = {}
    for t in terms:
        if t.source == "wikidata-2022" and not t.end and t.kind != "monarch":
            starts.setdefault((t.state.code, t.relation, t.kind), []).append(t.start)
    ended = []
    for t in terms:
        group = starts.get((t.state.code, t.relation, t.kind), []) if t.source == "wikidata-2022" else []
        later = min((s for s in group if s > t.start and not t.end), default=None)
        ended.append(replace(t, end=later, seen=later) if later else t)
    return ended


def _weight(term: Term) -> tuple[bool, str]:
    return term.source != "factbook-archive", term.seen


class Offices:
    """Which relation and kind of office a title is."""

    def __init__(self, sources: Sources) -> None:
        self.premiers, self.governors, self.monarchs = (
            re.compile(
                r"\b(" + "|".join(map(re.escape, sorted(sources.rules[n], key=len, reverse=True))) + r")\b"
            )
            for n in ("premiers", "governors", "monarchs")
        )

    def of(self, role: str, office: str | None) -> list[tuple[str, str]]:
        """Return the relations and kinds of a source's role and title.

        A president who is "head of government" is one; where others head it, `people` drops it.
        """
        title = (office or "").strip().casefold()
        if title.startswith("crown prince") and "prime minister" not in title:
            return []
        if role == "foreign minister":
            return [("ministerOf", "minister")]
        if role == "vice president":
            return [("officialOf", "vice president")]
        if role == "head of state and government":
            return [("headOfState", "president"), ("headOfGovernment", "president")]
        if self.governors.match(re.sub(r"^(acting|the) ", "", title)):
            return [("officialOf", "governor")]
        monarch, premier = self.monarchs.match(title), self.premiers.search(title)
        if monarch or (role == "head of state" and not self.premiers.match(title)):
            kind = "monarch" if self.monarchs.search(title) else "president"
            return [("headOfGovernment" if role == "head of government" else "headOfState", kind)]
        if premier:
            return [("headOfGovernment", "premier")]
        if role == "head of government":
            return [("headOfGovernment", "president")]
        return [("headOfState", "monarch" if self.monarchs.search(title) else "president")]


class _States:
    """Which entity a source's country is."""

    def __init__(self, book: Book, sources: Sources) -> None:
        self.book, self.skipped = book, sources.words("skip_countries")
        self.named = {n: book.states[r["code"]] for r in sources.written("states") for n in r["countries"]}
        self.territories = {key(d.label): d for d in book.states.values() if d.type == "Territory"}
        self.territories[key("Man, Isle of")] = book.states["IMN"]

    def state(self, row: Raw) -> Draft | None:
        """Return the state by the name in the row if that is a territory or former state, else by code."""
        name = row["country"]
        if name in self.skipped:
            return None
        found = self.named.get(name) or self.territories.get(key(name))
        return found or self.book.states.get(row["iso3"] or "")
