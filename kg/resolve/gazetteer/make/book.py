"""What is being made: entities that have no IRI yet, facts and forms about them, and their writing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.resolve.gazetteer.names import key, slug

WIKIDATA = "http://www.wikidata.org/entity/"
MINTED = "https://w3id.org/kg/entity/"


@dataclass(eq=False, slots=True)
class Draft:
    """An entity in the making; compared by identity. `code` is an ISO code or acronym, for discriminators."""

    label: str
    type: str
    names: list[str] = field(default_factory=list)
    country: Draft | None = None
    wikidata: str | None = None
    code: str = ""
    demonyms: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    capital: Draft | None = None
    families: list[str] = field(default_factory=list)
    population: int = 0
    rank: int = 0
    iri: str = ""

    def named(self, names: Iterable[str]) -> None:
        """Add names, the label and those already there left out."""
        known = {self.label, *self.names}
        for name in names:
            plain = " ".join(name.split())
            if plain and plain not in known:
                known.add(plain)
                self.names.append(plain)

    def answers_to(self, wanted: str) -> bool:
        """Tell whether one of the names has this key."""
        return any(key(n) == wanted for n in (self.label, *self.names))


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A dated state between two entities in the making."""

    relation: str
    subject: Draft
    object: Draft
    from_: str | None = None
    until: str | None = None
    as_of: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form that leads to an entity in the making."""

    form: str
    kind: str
    entity: Draft
    body: Draft | None = None


class Book:
    """All that has been made so far; `write` gives it names and files."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.facts: list[DraftFact] = []
        self.forms: list[DraftForm] = []
        self.states: dict[str, Draft] = {}
        self.cities: dict[str, list[Draft]] = defaultdict(list)
        self.organisations: dict[str, Draft] = {}
        self.parties: dict[str, list[Draft]] = defaultdict(list)

    def add(self, draft: Draft) -> Draft:
        """Add an entity and return it."""
        self.drafts.append(draft)
        return draft

    def write(self, out: Path) -> dict[str, int]:
        """Mint the IRIs, write the three files sorted, and return how many lines each has."""
        mint(self.drafts)
        entities = [_line(d) for d in sorted(self.drafts, key=lambda d: (d.type, d.iri))]
        facts = sorted({_fact_line(f) for f in self.facts})
        forms = [_form_line(f) for f in _unique(self.forms)]
        out.mkdir(parents=True, exist_ok=True)
        counts = {}
        for name, lines in (("entities", entities), ("facts", facts), ("forms", forms)):
            file = out / f"{name}.jsonl"
            file.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")
            counts[name] = len(lines)
        return counts


def mint(drafts: list[Draft]) -> None:
    """Give every entity its IRI: Wikidata's, else of its label, with country, type, number if shared."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.wikidata:
            draft.iri = WIKIDATA + draft.wikidata
        else:
            groups[slug(draft.label)].append(draft)
    for base, group in groups.items():
        taken: set[str] = set()
        for draft in sorted(group, key=lambda d: (d.type, _code(d), -d.population, d.rank, sorted(d.names))):
            name = base
            for more in ("", _code(draft), draft.type.lower()):
                name = f"{name}-{more}" if more and len(group) > 1 else name
                if more and name not in taken and not _shared(draft, group, more):
                    break
            number = 2
            while len(group) > 1 and name in taken:
                name = f"{name.removesuffix(f'-{number - 1}')}-{number}"
                number += 1
            taken.add(name)
            draft.iri = MINTED + name


def _shared(draft: Draft, group: list[Draft], more: str) -> bool:
    return more == _code(draft) and sum(_code(d) == more for d in group) > 1


def _code(draft: Draft) -> str:
    return (draft.country.code if draft.country else draft.code).lower()


def _line(draft: Draft) -> str:
    line: dict[str, Any] = {"iri": draft.iri, "label": draft.label, "type": draft.type}
    optional = {
        "names": draft.names,
        "demonyms": draft.demonyms,
        "adjectives": draft.adjectives,
        "capital": draft.capital.iri if draft.capital else None,
        "country": draft.country.iri if draft.country else None,
        "wikidata": draft.wikidata,
        "families": draft.families,
        "population": draft.population,
        "rank": draft.rank,
    }
    return _json(line | {k: v for k, v in optional.items() if v})


def _fact_line(fact: DraftFact) -> str:
    line = {
        "relation": fact.relation,
        "subject": fact.subject.iri,
        "object": fact.object.iri,
        "from": fact.from_,
        "until": fact.until,
        "as_of": fact.as_of,
        "title": fact.title,
    }
    return _json({k: v for k, v in line.items() if v})


def _form_line(form: DraftForm) -> str:
    line = {"form": form.form, "kind": form.kind, "entity": form.entity.iri}
    return _json(line | ({"body": form.body.iri} if form.body else {}))


def _unique(forms: list[DraftForm]) -> list[DraftForm]:
    first: dict[tuple[str, str, str], DraftForm] = {}
    for form in forms:
        first.setdefault((form.form, form.kind, form.entity.iri), form)
    return list(first.values())


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))
