"""Look-ups in the gazetteer: by name, adjective, metonym, office, date and family name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.model import Evidence, Statement
from kg.ontology import folder
from kg.resolve.gazetteer.indexes import grouped, index, label, read_fact, read_row, sounds, spelt_out
from kg.resolve.gazetteer.names import equal, is_acronym, key, may_be_acronym, sound, words
from kg.resolve.gazetteer.rows import Fact, Form, Row, holds

OFFICES = ("headOfState", "headOfGovernment", "ministerOf", "officialOf", "leaderOf")
"""The relations that `offices` and `by_family_name` look at."""
_ACTING = frozenset({"headOfState", "headOfGovernment", "ministerOf", "officialOf", "stateBodyOf"})
_MUTUAL = frozenset({"borders"})
_LYING = {"City": "locatedIn", "Party": "basedIn"}
_STATES = frozenset({"Country", "Territory"})
_WORDS = frozenset({"demonym", "adjective"})


class Metonym(NamedTuple):
    """What a seat or capital stands for: the state or organisation, and the body that it names, if one."""

    entity: Row
    body: Row | None
    kind: str


class Gazetteer:
    """The rows, facts and forms of a gazetteer's folder, each read when first asked for.

    Make one with `load`, which returns the same for the same folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @staticmethod
    def load(path: Path | None = None) -> Gazetteer:
        """Return the gazetteer of a folder, by default the one that is installed."""
        return _load(path or folder() / "gazetteer")

    @cached_property
    def rows(self) -> dict[str, Row]:
        """All entities by IRI."""
        return {row.iri: row for row in map(read_row, self._lines("entities.jsonl"))}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts: those of the file, then for each city and party the country it is in."""
        placed = [r for r in self.rows.values() if r.country and r.type in _LYING]
        lying = (Fact(_LYING[r.type], r.iri, r.country or "") for r in placed)
        return (*map(read_fact, self._lines("facts.jsonl")), *lying)

    @cached_property
    def all_forms(self) -> tuple[Form, ...]:
        """All adjectives, demonyms and metonyms."""
        return tuple(Form(**line) for line in self._lines("forms.jsonl"))

    def get(self, iri: str) -> Row | None:
        """Return the row of an IRI."""
        return self.rows.get(iri)

    def lookup(self, name: str) -> tuple[Row, ...]:
        """Return every entity of that name, the likeliest first (states, organisations, big cities …).

        Case, accents, punctuation and "the" do not matter; but what stands for an acronym must be
        written like one: "US", "U.S.", "Nato", not "us". People are also found by a spelling that
        sounds the same ("Dmitry Medvedev", "Dmitriy Medvedev").
        """
        found = self._named.get(key(name), ())
        if not may_be_acronym(name):
            found = tuple(row for row in found if spelt_out(row, key(name)))
        return found or self._sounding.get(sounds(name), ()) or self._respelt(name)

    def countries(self, name: str) -> tuple[Row, ...]:
        """Return the countries and territories of that name."""
        return tuple(row for row in self.lookup(name) if row.type in _STATES)

    def forms(self, form: str) -> tuple[Form, ...]:
        """Return what an adjective, demonym or metonym may stand for; it must be written with a capital."""
        if not form[:1].isupper() and not key(form)[:1].isdigit() and not form.casefold().startswith("the "):
            return ()
        found = self._forms.get(key(form), ())
        if may_be_acronym(form) or (len(form) > 3 and form[0].isupper()):
            return found
        return tuple(f for f in found if not is_acronym(f.form))

    def by_form(self, form: str) -> tuple[Row, ...]:
        """Return the countries an adjective or demonym may belong to: "Congolese" has two."""
        iris = dict.fromkeys(f.entity for f in self.forms(form) if f.kind in _WORDS)
        return tuple(self.rows[iri] for iri in iris)

    def adjective(self, country: str) -> str | None:
        """Return the usual adjective of a country: "Russian"."""
        row = self.rows.get(country)
        return row.adjectives[0] if row and row.adjectives else None

    def metonyms(self, form: str) -> tuple[Metonym, ...]:
        """Return all that a capital, seat or body may stand for, the likeliest first."""
        return tuple(
            Metonym(self.rows[f.entity], self.rows[f.body] if f.body else None, f.kind)
            for f in self.forms(form)
            if f.kind not in _WORDS
        )

    def metonym(self, form: str) -> Metonym | None:
        """Return what a capital, seat or body most likely stands for: Kremlin (Russia), Brussels (EU)."""
        found = self.metonyms(form)
        return found[0] if found else None

    def holders(
        self, country: str, relation: str, date: str | None = None, title: str | None = None
    ) -> tuple[Row, ...]:
        """Return who held an office at a date, in order of taking it; without a date, all of them ever.

        A partial date ("2010") or one of a change may give several. With a title, only who is known by it:
        Iran's president is head of government, its "supreme leader" head of state.
        """
        facts = [f for f in self._by_object.get(country, ()) if f.relation == relation and holds(f, date)]
        if title is not None:
            facts = [f for f in facts if f.title is None or title.casefold() in f.title]
        facts.sort(key=lambda f: f.from_ or f.as_of or "")
        return tuple(self.rows[iri] for iri in dict.fromkeys(f.subject for f in facts))

    def offices(self, person: str, date: str | None = None) -> tuple[Fact, ...]:
        """Return the offices that a person held at a date; without a date, all."""
        facts = self._by_subject.get(person, ())
        return tuple(f for f in facts if f.relation in OFFICES and holds(f, date))

    def facts_about(self, iri: str) -> tuple[Fact, ...]:
        """Return the facts with this entity as subject, then those with it as object."""
        return self._by_subject.get(iri, ()) + self._by_object.get(iri, ())

    def members(self, organisation: str) -> tuple[Row, ...]:
        """Return the members of an organisation, by label."""
        facts = self._by_object.get(organisation, ())
        return tuple(sorted((self.rows[f.subject] for f in facts if f.relation == "memberOf"), key=label))

    def side(self, iri: str, date: str | None = None) -> Row | None:
        """Return the state or organisation that an entity is, or acts for at a date by its office.

        Of who heads several states (a monarch) that is the one of its own; None for who holds no office
        then, for several such without one of its own, and for parties.
        """
        row = self.rows.get(iri)
        if row is None or row.type in _STATES or row.type == "IGO":
            return row
        served = {f.object for f in self._by_subject.get(iri, ()) if f.relation in _ACTING and holds(f, date)}
        if row.country in served:
            return self.rows[row.country]
        return self.rows[served.pop()] if len(served) == 1 else None

    def by_family_name(self, name: str, date: str | None = None) -> tuple[Row, ...]:
        """Return the people of a family name; with a date only those who held an office then.

        Those who held office last come first.
        """
        loose = "~" + sound(name.rpartition("-")[2])
        found = self._families.get(key(name)) or self._families.get(loose) or ()
        return tuple(row for row in found if date is None or self.offices(row.iri, date))

    def statements(self, relations: Iterable[str] | None = None) -> Iterator[Statement]:
        """Return the facts as statements: positive, asserted, in no article's voice, rule "gazetteer"."""
        wanted = None if relations is None else frozenset(relations)
        return (self.statement(f) for f in self.facts if wanted is None or f.relation in wanted)

    def statement(self, fact: Fact) -> Statement:
        """Return a fact as a statement, with the states that its two sides are or act for."""
        subject, thing = self.rows[fact.subject], self.rows[fact.object]
        side = thing if fact.relation in _ACTING else subject
        evidence = Evidence("gazetteer", "ontology/gazetteer/facts.jsonl", 0, 0, "", "gazetteer")
        return Statement(
            "state",
            fact.relation,
            subject.entity(subject.label),
            thing.entity(thing.label),
            subjectSide=side.entity(side.label) if side.type in _STATES or side.type == "IGO" else None,
            objectSide=thing.entity(thing.label) if thing.type in _STATES or thing.type == "IGO" else None,
            mutual=fact.relation in _MUTUAL,
            from_=fact.from_,
            until=fact.until,
            ended=fact.until is not None,
            belief=1.0,
            evidence=(evidence,),
        )

    def _respelt(self, name: str) -> tuple[Row, ...]:
        """Return the people of that family name with other names spelt alike: "Alyaksandr Lukashenko"."""
        wanted = words(name)
        if len(wanted) < 2:
            return ()
        family = self._families.get(wanted[-1], ()) + self._families.get(wanted[0], ())
        return tuple(row for row in dict.fromkeys(family) if any(equal(wanted, words(n)) for n in row.names))

    @cached_property
    def _named(self) -> dict[str, tuple[Row, ...]]:
        return index(self.rows.values(), lambda row: map(key, row.names))

    @cached_property
    def _sounding(self) -> dict[str, tuple[Row, ...]]:
        people = [row for row in self.rows.values() if row.type == "Person"]
        return index(people, lambda row: (sounds(n) for n in row.names if " " in n))

    @cached_property
    def _families(self) -> dict[str, tuple[Row, ...]]:
        people = [row for row in self.rows.values() if row.families]
        exact = index(people, lambda row: (k for f in row.families for k in (key(f), key(f).split()[-1])))
        loose = index(people, lambda row: ("~" + sound(f.rpartition("-")[2]) for f in row.families))
        return exact | loose

    @cached_property
    def _forms(self) -> dict[str, tuple[Form, ...]]:
        index: dict[str, list[Form]] = defaultdict(list)
        for form in self.all_forms:
            index[key(form.form)].append(form)
        return {k: tuple(v) for k, v in index.items()}

    @cached_property
    def _by_subject(self) -> dict[str, tuple[Fact, ...]]:
        return grouped(self.facts, lambda f: f.subject)

    @cached_property
    def _by_object(self) -> dict[str, tuple[Fact, ...]]:
        return grouped(self.facts, lambda f: f.object)

    def _lines(self, name: str) -> list[dict[str, Any]]:
        file = self.path / name
        try:
            text = file.read_text(encoding="utf-8")
            lines: list[dict[str, Any]] = json.loads("[" + ",".join(text.splitlines()) + "]")
        except OSError as error:
            raise InputError(f"{file}: no gazetteer there ({error.strerror}): name another folder") from error
        except ValueError as error:
            raise InputError(f"{file}: not JSON Lines: {error}; make it again") from error
        return lines


@cache
def _load(path: Path) -> Gazetteer:
    return Gazetteer(path)
