"""Political parties and who leads them."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.make.spelling import Cleaner
from kg.resolve.gazetteer.names import contained, equal, key, words

_SPOILT = re.compile(r"[:)(\[\]]|\bincludes?\b|^(major|minor|the following|Flemish|Francophone)\b|^\d")
_AND = re.compile(r"\s*(?:,| and | or |;|/)\s*")


def add_parties(book: Book, sources: Sources) -> None:
    """Add the parties; two listings of one name in one country are one ("Labour" and "Labor" too)."""
    changes = {(key(row["name"]), row["country"]): row for row in sources.written("parties")}
    for row in sources.raw("parties"):
        country = book.states.get(row["country"])
        name = " ".join(row["name"].split())
        if country is None or _SPOILT.search(name) or len(name) < 2:
            continue
        known = book.parties[country.code]
        draft = next((p for p in known if _same_party(p, name)), None)
        if draft is None:
            change = changes.get((key(name), country.code), {})
            draft = book.add(
                Draft(change.get("label", name), "Party", country=country, wikidata=change.get("wikidata"))
            )
            draft.rank = 0 if row.get("earlier") else 1
            draft.named([name, *change.get("names", [])])
            known.append(draft)
        draft.named(_names(row, name, book))


def _names(row: Raw, name: str, book: Book) -> list[str]:
    """Return the other names of a party: acronym, other names, and remarks that are names, not places."""
    cities = {key(c.label) for c in book.cities[row["country"]]}
    notes = [n for n in row["notes"] if n[:1].isupper() and len(n) < 40 and key(n) not in cities]
    notes = [n for n in notes if not re.search(r"\d|Ireland|coalition|formerly|party of", n)]
    names = [row["acronym"] or "", *row["other_names"], *notes]
    spelt = [re.sub("Labor", "Labour", name), re.sub("Labour", "Labor", name)]
    return [n for n in (*names, *spelt) if len(n) > 1 and not _SPOILT.search(n)]


def _same(one: str, other: str) -> bool:
    return key(one).replace("labour", "labor") == key(other).replace("labour", "labor")


def add_party_leaders(book: Book, sources: Sources) -> dict[str, int]:
    """Add who leads the parties: office-holders already there where the name is theirs, else new people."""
    cleaner, weak = Cleaner(sources), sources.words("weak")
    people: dict[str, list[Draft]] = defaultdict(list)
    for draft in book.drafts:
        if draft.type == "Person" and draft.country is not None:
            people[draft.country.code].append(draft)
    elsewhere = {
        (row["leader"], row["of"]): row["is"] for row in sources.written("overrides") if "leader" in row
    }
    known = new = 0
    for row in sources.raw("parties"):
        party = next((p for p in book.parties[row["country"]] if _same_party(p, row["name"])), None)
        if party is None or not row["leader"]:
            continue
        for name in _leaders(row["leader"], cleaner, sources):
            home = str(elsewhere.get((name, row["country"]), row["country"]))
            found = _person(name, people[home], weak)
            known, new = (known + 1, new) if found else (known, new + 1)
            draft = found or Draft(
                name, "Person", country=party.country, families=[_last(name, row, sources)]
            )
            if found is None:
                draft.rank = int((row["leader_as_of"] or "2017")[:4])
                people[row["country"]].append(book.add(draft))
            draft.named([name])
            book.facts.append(DraftFact("leaderOf", draft, party, as_of=row["leader_as_of"]))
    return {"party leaders who held office": known, "party leaders new": new}


def _same_party(party: Draft, name: str) -> bool:
    return any(_same(n, name) for n in (party.label, *party.names[:1]))


def _leaders(text: str, cleaner: Cleaner, sources: Sources) -> list[str]:
    """Return the people that a cell names: "Alice Weidel and Tino Chrupalla", not "collective leadership"."""
    posts, nobody = sources.words("party_posts"), sources.words("not_a_leader")
    found = []
    for part in _AND.split(re.sub(r",?\s+(Jr|Sr)\.?\b", "", text)):
        plain = part.strip(" .") if "(" in part else part.strip(" .)")
        bad = plain.casefold() in posts or nobody & set(plain.casefold().split()) or "known as" in plain
        if bad or not plain[:1].isupper():
            continue
        name = cleaner.clean(plain).spelt
        if 2 <= len(name.split()) <= 6 and name[:1].isupper() and not cleaner.broken(name):
            found.append(_cased(name))
    return found


def _cased(name: str) -> str:
    """Return a name with the capitals that the source lost: "Mcdonald" is "McDonald"."""
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), name)


def _person(name: str, people: list[Draft], weak: frozenset[str]) -> Draft | None:
    one = words(name, weak)
    for draft in people:
        others = [words(n, weak) for n in (draft.label, *draft.names)]
        if any(equal(one, o) or (contained(one, o) and one[0] == o[0]) for o in others if o):
            return draft
    return None


def _last(name: str, row: Raw, sources: Sources) -> str:
    """Return the family name: the last word; the first in `family_first` states, one before in Spanish."""
    tokens = name.split()
    if row["country"] in sources.words("family_first"):
        return tokens[0]
    spanish = len(tokens) > 3 and row["country"] in sources.words("two_families")
    return tokens[-2] if spanish else tokens[-1]
