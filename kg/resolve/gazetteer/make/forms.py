"""Metonyms: capitals and seats that stand for a government, and the bodies that sit there."""

from __future__ import annotations

import re

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact, DraftForm
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.names import key

_PARTS = re.compile(r"^the ", re.IGNORECASE)


def add_forms(book: Book, sources: Sources) -> None:
    """Add the metonyms and their bodies; where a capital is also a seat, the likelier reading first."""
    bodies = _add_bodies(book, sources)
    rows = [r for r in sources.raw("demonyms_metonyms") if r["kind"] not in ("demonym", "adjective")]
    rows += [r for r in sources.written("forms") if r["kind"] not in ("demonym", "adjective") or "org" in r]
    preferred, bad = sources.words("prefer_seat"), sources.words("not_a_capital")
    rows.sort(key=lambda r: r["form"] not in preferred or r["kind"] == "capital-for-government")
    for row in rows:
        entity = book.states.get(row.get("iso3") or "") or book.organisations.get(row.get("org") or "")
        if entity is None or row["form"] in bad or " in " in row["form"]:
            continue
        body = bodies.get((entity.code, key(row.get("stands_for") or "")))
        body = body or bodies.get((entity.code, key(row["form"])))
        book.forms.append(DraftForm(_PARTS.sub("", row["form"]), row["kind"], entity, body))
    for state in book.states.values():
        _add_capital(book, state)


def _add_capital(book: Book, state: Draft) -> None:
    """Let each name of the capital stand for the government, unless it is the state's own name."""
    if state.capital is None or state.type != "Country":
        return
    for name in (state.capital.label, *state.capital.names):
        if not state.answers_to(key(name)):
            book.forms.append(DraftForm(name, "capital-for-government", state))


def _add_bodies(book: Book, sources: Sources) -> dict[tuple[str, str], Draft]:
    """Add the state bodies, and return them by state and each of their names."""
    bodies: dict[tuple[str, str], Draft] = {}
    for row in sources.written("bodies"):
        owner = book.organisations[row["org"]] if "org" in row else book.states[row["country"]]
        draft = Draft(
            row["label"], "IGO" if "org" in row else "StateBody", country=owner, wikidata=row.get("wikidata")
        )
        draft.named(row.get("names", []))
        book.add(draft)
        relation = "partOf" if "org" in row else "stateBodyOf"
        book.facts.append(DraftFact(relation, draft, owner))
        for name in (draft.label, *draft.names, *_described(row)):
            bodies[owner.code, key(name)] = draft
    commission = book.organisations.get("EC")
    if commission is not None:
        bodies["EU", key(commission.label)] = commission
        book.facts.append(DraftFact("partOf", commission, book.organisations["EU"]))
    return bodies


def _described(row: Raw) -> list[str]:
    return [row["stands_for"]] if "stands_for" in row else []
