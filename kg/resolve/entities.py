"""The named entities of one article: its names grouped, typed, and looked up in the gazetteer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.model import Article, Entity, Mention
from kg.ontology import Ontology
from kg.resolve.gazetteer import Gazetteer, Row
from kg.resolve.gazetteer.names import is_acronym, key, slug

BASE = "https://w3id.org/kg/entity/"
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z.]{1,7})\)")


class Names:
    """Every name of one article and the entity it stands for.

    A surname or first name stands for the one full name of the article that has it; an acronym for
    the name before its brackets, or for the one whose initials it is.
    """

    def __init__(
        self, article: Article, mentions: Iterable[Mention], gazetteer: Gazetteer, ontology: Ontology
    ) -> None:
        self.article, self.gazetteer, self.ontology = article, gazetteer, ontology
        named = [m for m in mentions if m.name and m.form == "name" and key(m.name)]
        self._types = self._voted(named)
        self._full = self._full_names(named)
        self._known: dict[str, Entity] = {}

    def entity(self, mention: Mention) -> Entity:
        """Return the entity of a named mention; of a capital or seat the place, not its government."""
        name = mention.name or mention.text
        whole = self._canonical(name) if key(name) else name
        if whole not in self._known:
            self._known[whole] = self._looked_up(whole, mention)
        found = self._known[whole]
        return Entity(found.iri, found.label, found.type, mention.text)

    def type_of(self, name: str) -> str | None:
        """Return the class that most mentions of a name have."""
        return self._types.get(key(name))

    def is_part(self, name: str) -> bool:
        """Tell whether a name is short for a longer one of the article ("Brown" for "Gordon Brown")."""
        return key(self._canonical(name)) != key(name)

    def _voted(self, named: list[Mention]) -> dict[str, str]:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in named:
            if mention.type:
                votes[key(mention.name or "")][mention.type] += 1
        return {k: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for k, c in votes.items()}

    def _full_names(self, named: list[Mention]) -> dict[str, str]:
        """Return the fullest spelling of each name by its key, in order of appearance."""
        full: dict[str, str] = {}
        for mention in sorted(named, key=lambda m: (m.block, m.start)):
            full.setdefault(key(mention.name or ""), mention.name or "")
        return full

    def _canonical(self, name: str) -> str:
        """Return the fullest name of the article that a name stands for."""
        own = key(name)
        if self.gazetteer.countries(name):
            return self._full.get(own, name)
        if is_acronym(name):
            return self._expanded(name) or name
        if len(own.split()) > 1:
            return self._full.get(own, name)
        longer = [
            full
            for k, full in self._full.items()
            if own != k and own in (k.split()[-1], k.split()[0]) and self._types.get(k) == "Person"
        ]
        last = [full for full in longer if key(full).split()[-1] == own]
        if self._types.get(own) not in (None, "Person") and (not last or self.gazetteer.lookup(name)):
            return self._full.get(own, name)
        if len(last or longer) == 1:
            return (last or longer)[0]
        slips = [f for k, f in self._full.items() if len(k.split()) > 1 and _is_slip(own, k.split()[-1])]
        if len(slips) == 1:
            return slips[0]
        return self._full.get(own, name)

    def _expanded(self, acronym: str) -> str | None:
        plain = acronym.replace(".", "")
        for block in self.article.blocks:
            for found in _BRACKETED.finditer(block.text):
                if found[1].replace(".", "") == plain:
                    before = block.text[: found.start()].rstrip()
                    for full in self._full.values():
                        if before.endswith(full) and full != acronym:
                            return full
        fitting = [f for f in self._full.values() if initials(f) == plain and acronym not in f and " " in f]
        return fitting[0] if len(fitting) == 1 else None

    def _looked_up(self, name: str, mention: Mention) -> Entity:
        wanted = self._types.get(key(name)) or mention.type or "Thing"
        row = self._row(name, wanted)
        if row is not None:
            return Entity(row.iri, row.label, row.type)
        return self.minted(name, self._refined(name, wanted))

    def _row(self, name: str, wanted: str) -> Row | None:
        """Return the one row of the gazetteer that fits name, class and date."""
        rows = self.gazetteer.lookup(name)
        countries = [r for r in rows if self.ontology.is_a(r.type, frozenset({"Country"}))]
        if countries and wanted != "Person":
            return countries[0]
        if wanted == "Person":
            return self._person(name, [r for r in rows if r.type == "Person"])
        broad = wanted if wanted in ("Place", "Organisation", "Event") else "Thing"
        fitting = [r for r in rows if self.ontology.is_a(r.type, frozenset({broad}))]
        if broad == "Organisation":
            fitting = [r for r in fitting if self._is_meant(name, r)]
            states = [r for r in fitting if r.type == "IGO"]
            if len(fitting) > 1:
                return states[0] if len(states) == 1 else None
        return fitting[0] if fitting else None

    def _is_meant(self, name: str, row: Row) -> bool:
        """Tell whether a short form may stand for an organisation: the article must name the rest.

        "Security Council" is the United Nations' only where they are named too.
        """
        own, whole = key(name), key(row.label)
        if own == whole or not whole.endswith(f" {own}"):
            return True
        rest = whole.removesuffix(f" {own}")
        return any(
            k == rest or any(key(r.label) == rest for r in self.gazetteer.lookup(full))
            for k, full in self._full.items()
        )

    def _person(self, name: str, rows: list[Row]) -> Row | None:
        """Return a leader by full name, or by surname where one held office at the article's date."""
        date = self.article.published
        if len(key(name).split()) > 1:
            if len(rows) > 1 and date:
                rows = [r for r in rows if self.gazetteer.offices(r.iri, date)] or rows
            return rows[0] if len(rows) == 1 else None
        if date is None:
            return None
        holders = self.gazetteer.by_family_name(name, date)
        return holders[0] if len(holders) == 1 else None

    def _refined(self, name: str, wanted: str) -> str:
        """Return a narrower class where the name's last or first word tells it ("… Party")."""
        if wanted != "Organisation":
            return wanted
        words = key(name).split()
        for word in (words[-1:] + words[:1]) if words else []:
            cls = self.ontology.noun_class(word)
            if cls and self.ontology.is_a(cls, frozenset({wanted})):
                return cls
        return wanted

    def minted(self, label: str, type_: str, local: str = "") -> Entity:
        """Return an entity of our own: its IRI from name and broad class, so that articles agree.

        `local`: the article's id for descriptions ("33 Russians") that another article may use of others.
        """
        broad = ("Person", "Group", "Country", "Place", "Event", "Agreement", "Organisation")
        kind = next((b.lower() for b in broad if self.ontology.is_a(type_, frozenset({b}))), "thing")
        suffix = f"-{slug(local)}" if local else ""
        return Entity(f"{BASE}{slug(label)}-{kind}{suffix}", label, type_)


def initials(name: str) -> str:
    """Return the first letters of the capitalised words of a name, as its acronym would have them."""
    return "".join(w[0] for w in re.split(r"[\s\-]+", name) if w and w[0].isupper())


def _is_slip(one: str, other: str) -> bool:
    """Tell a name with two letters changed about: "Zhirinovksy"."""
    return len(one) >= 7 and one != other and one[0] == other[0] and sorted(one) == sorted(other)
