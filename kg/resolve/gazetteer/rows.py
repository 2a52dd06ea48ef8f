"""What a line of the gazetteer's files holds: entities, facts and forms, all frozen."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Row:
    """An entity of the gazetteer; equality is by its values.

    `names` are all names it goes by, the label first. `capital` and `country` are IRIs: of a
    country's capital; of the country of a person, party, body or place. `families` is what a person
    is called by alone ("Lukashenko", "Lukashenka"). `rank` orders namesakes: people by the year they
    last held office, places by population.
    """

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: str | None = None
    country: str | None = None
    wikidata: str | None = None
    families: tuple[str, ...] = ()
    population: int = 0
    rank: int = 0

    def entity(self, mention: str = "") -> Entity:
        """Return the row as a node of the graph, with the words that named it."""
        return Entity(self.iri, self.label, self.type, mention)


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated state between two entities, by IRI.

    Dates are `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; `until` may be `A/B`: ended at some day from A to B.
    `as_of` is the day for which the source says so, where it gives no dates. `title` is an
    office's: "president", "supreme leader", "prime minister".
    """

    relation: str
    subject: str
    object: str
    from_: str | None = None
    until: str | None = None
    as_of: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A word that leads to a country or organisation: an adjective, a demonym or a metonym.

    `entity` is the state or organisation it stands for, `body` the body it names, if one.
    """

    form: str
    kind: str
    entity: str
    body: str | None = None


def holds(fact: Fact, date: str | None) -> bool:
    """Tell whether a fact held at some day of a date (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `A/B`, None: ever).

    Where the source only knows when it was last so (`until` is `A/B`), it holds until A; where it only
    says when it saw so (`as_of`), for the year before and after.
    """
    if date is None:
        return True
    first, _, last = date.partition("/")
    last = last or first
    if fact.as_of and not fact.from_ and not fact.until:
        return int(first[:4]) - 1 <= int(fact.as_of[:4]) <= int(last[:4]) + 1
    if fact.from_ and _first(fact.from_) > _last(last):
        return False
    if not fact.until:
        return True
    until = fact.until.partition("/")[0]
    whole_day = len(until) == 10 and len(first) == 10 and fact.until == until
    return _first(first) < until if whole_day else _first(first) <= _last(until)


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) in {4, 7} else date


def _last(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :] if len(date) in {4, 7} else date
