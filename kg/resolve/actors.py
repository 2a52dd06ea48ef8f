"""Who an argument is: names, metonyms, nationalities, roles, descriptions and pronouns.

What is unsure stays open: a pronoun or role with two candidates gets no entity.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.model import Entity, Mention, Statement
from kg.ontology import RoleCue
from kg.resolve.entities import Names
from kg.resolve.gazetteer import Row
from kg.resolve.gazetteer.names import key, slug

_COUNTRY = frozenset({"Country"})
_DETERMINERS = frozenset({"the", "a", "an", "some", "his", "her", "its", "their", "this", "these", "those"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the article and the state the text gives them: "Lukashenko, headOfState, Belarus"."""

    person: Entity
    relation: str
    of: Entity
    cue: RoleCue


class Actors:
    """Resolves the arguments of one article's readings."""

    def __init__(self, names: Names, mentions: tuple[Mention, ...]) -> None:
        self.names = names
        self.gazetteer, self.ontology = names.gazetteer, names.ontology
        self.article = names.article
        self._order = sorted(
            (m for m in mentions if m.form == "name" and m.type and not m.plural),
            key=lambda m: (m.block, m.start),
        )
        self._named_mentions = [m for m in mentions if m.form == "name"]
        self.holders: list[Holder] = []
        self._sides: dict[str, Entity] = {}

    def learn(self, statements: list[Statement]) -> None:
        """Remember who holds what office in this article."""
        for s in statements:
            if s.kind == "state" and s.subject and s.object and not s.ended and s.polarity == "positive":
                cue = self.ontology.roles_by_name.get(s.evidence[0].rule.partition(":")[0])
                if s.subject.type == "Person" and s.modality == "asserted" and cue is not None and cue.office:
                    self.holders.append(Holder(s.subject, s.relation, s.object, cue))

    def learn_sides(self, statements: list[Statement]) -> None:
        """Remember whom people and bodies act for, from the article's states; bodies first."""
        told = [
            s
            for s in statements
            if s.kind == "state"
            and s.polarity == "positive"
            and s.modality == "asserted"
            and not s.ended
            and self.ontology.relations[s.relation].acts_for
        ]
        for _ in range(2):
            for s in told:
                if s.subject and s.object and (side := self.side(s.object)) is not None:
                    self._sides.setdefault(s.subject.iri, side)

    def side(self, entity: Entity | None) -> Entity | None:
        """Return the state or international organisation that an entity is or acts for."""
        if entity is None:
            return None
        if self.ontology.is_a(entity.type, frozenset({"Country", "IGO"})):
            return Entity(entity.iri, entity.label, entity.type, entity.mention)
        known = self._sides.get(entity.iri)
        if known is not None:
            return known
        row = self.gazetteer.side(entity.iri, self.article.published)
        return Entity(row.iri, row.label, row.type) if row is not None else None

    def doer(self, mention: Mention) -> Entity | None:
        """Return who acts or speaks: for an unnamed official or spokesman whom they act for."""
        if mention.form == "nominal":
            served = self._served(mention)
            if served is not None:
                return served
        return self.actor(mention)

    def actor(self, mention: Mention, *, place: bool = False) -> Entity | None:
        """Return the entity that a mention stands for as an actor, or as a place where `place`."""
        if mention.form == "name":
            return self._named(mention, place)
        if mention.form == "adjective":
            return self.country(mention)
        if mention.form == "pronoun":
            return self._pronoun(mention)
        return self._described(mention)

    def speaker(self, mention: Mention) -> Entity:
        """Return who says something; one that cannot be named is still somebody, not the article."""
        found = self.doer(mention)
        if found is not None:
            return found
        label = f"unnamed ({mention.text.lower()})" if mention.form == "pronoun" else bare(mention.text)
        return self.names.minted(label, mention.type or "Thing", local=self.article.id)

    def country(self, mention: Mention) -> Entity | None:
        """Return the country of a name, adjective of nationality or metonym, if it is one."""
        if mention.form == "pronoun":
            owner = self._pronoun(mention)
            return self._side_of(owner) if owner is not None else None
        name = mention.name or mention.text
        rows = self.gazetteer.countries(name)
        if not rows and mention.form in ("adjective", "nominal"):
            rows = self.gazetteer.by_form(name)
        if len(rows) == 1:
            return Entity(rows[0].iri, rows[0].label, rows[0].type, mention.text)
        if mention.form == "name" and (row := self._metonym(name)) is not None:
            return Entity(row.iri, row.label, row.type, mention.text)
        if mention.lemma in self.ontology.word("governmentNouns"):
            return self._government(mention)
        return None

    def _side_of(self, entity: Entity) -> Entity | None:
        if self.ontology.is_a(entity.type, _COUNTRY):
            return entity
        found = {h.of.iri: h.of for h in self.holders if h.person.iri == entity.iri and self._acts(h)}
        if len(found) == 1:
            return next(iter(found.values()))
        return self.side(entity)

    def _acts(self, holder: Holder) -> bool:
        acts = self.ontology.relations[holder.relation].acts_for
        return acts and self.ontology.is_a(holder.of.type, _COUNTRY)

    def _named(self, mention: Mention, place: bool) -> Entity | None:
        name = mention.name or mention.text
        row = None if place or self.names.is_part(name) else self._metonym(name)
        if row is not None:
            return Entity(row.iri, row.label, row.type, mention.text)
        if mention.plural and self.gazetteer.by_form(name) and not self.gazetteer.countries(name):
            return self._local(mention, "Group")
        entity = self.names.entity(mention)
        if self.ontology.is_a(entity.type, frozenset({"Organisation"})):
            return self._body(mention, entity) or entity
        return entity

    def _metonym(self, name: str) -> Row | None:
        """Return the state that a capital or seat of power stands for, or the body that a name is of."""
        found = self.gazetteer.metonym(name)
        if found is None:
            return None
        return found.body or found.entity

    def _body(self, mention: Mention, entity: Entity) -> Entity | None:
        """Return a body under a name that says whose it is: "Russian Foreign Ministry".

        A name that any state may use stands for one body only where the article says whose.
        """
        name = entity.label
        generic = self.ontology.is_generic_body(name)
        if not entity.iri.endswith("-organisation") or not (generic or entity.type == "StateBody"):
            return None
        country = self._owners.get(key(name))
        if country is None:
            return self._local(mention, entity.type) if generic else None
        adjective = self.gazetteer.adjective(country.iri) or country.label
        plain = bare(name)
        if key(plain).startswith(key(adjective)) or len(key(plain)) <= 4:
            return None
        made = self.names.minted(f"{adjective} {plain}", "StateBody")
        return Entity(made.iri, made.label, made.type, mention.text)

    @cached_property
    def _owners(self) -> dict[str, Entity]:
        """The one country that the article gives each name of a body to, by the name's key."""
        found: dict[str, dict[str, Entity]] = {}
        for mention in self._named_mentions:
            if mention.owner is not None and (country := self.country(mention.owner)) is not None:
                found.setdefault(key(self.names.entity(mention).label), {})[country.iri] = country
        return {name: next(iter(c.values())) for name, c in found.items() if len(c) == 1}

    def _described(self, mention: Mention) -> Entity | None:
        """Return who a description stands for: a government, an office's holder, a body, a group."""
        if mention.lemma in self.ontology.word("governmentNouns"):
            return self._government(mention)
        if mention.name and mention.type == "Group":
            return self._local(mention, "Group") if mention.plural else None
        office = self._office(mention)
        if office is not None:
            return self._holder(mention, office)
        if mention.type is None or self.ontology.is_a(mention.type, frozenset({"Place", "Country"})):
            return None
        if mention.type == "StateBody" and mention.owner is not None and mention.owner.type != "Place":
            country = self.country(mention.owner)
            if country is not None:
                adjective = self.gazetteer.adjective(country.iri) or country.label
                head = _head(mention, self.ontology.word("quantifiers"), self.ontology.word("prepositions"))
                made = self.names.minted(f"{adjective} {head}", "StateBody")
                return Entity(made.iri, made.label, made.type, mention.text)
        type_ = "Group" if mention.plural and mention.type == "Person" else mention.type
        return self._local(mention, type_)

    def _served(self, mention: Mention) -> Entity | None:
        """Return whom an unnamed official or spokesman acts for: the state or body is then the actor."""
        cue = self.ontology.roles_by_noun.get(mention.role or "")
        if cue is None or mention.owner is None or cue.office or "Person" not in cue.bearer:
            return None
        owner = self.country(mention.owner) or self.actor(mention.owner)
        relation = cue.relation(self.ontology.kinds(owner.type)) if owner is not None else None
        if owner is None or relation is None or not self.ontology.relations[relation].acts_for:
            return None
        return Entity(owner.iri, owner.label, owner.type, mention.text)

    def is_local(self, entity: Entity) -> bool:
        """Tell an entity that is only described, and so means nothing outside its article."""
        return entity.iri.endswith(f"-{slug(self.article.id)}")

    def _local(self, mention: Mention, type_: str) -> Entity:
        made = self.names.minted(bare(mention.text), type_, local=self.article.id)
        return Entity(made.iri, made.label, made.type, mention.text)

    def _government(self, mention: Mention) -> Entity | None:
        """Return the state whose government, authorities or leadership is meant."""
        if mention.owner is None:
            return None
        found = self.country(mention.owner)
        return Entity(found.iri, found.label, found.type, mention.text) if found else None

    def _office(self, mention: Mention) -> RoleCue | None:
        """Return the office that a description names: "the Belarusian leader"."""
        cue = self.ontology.roles_by_noun.get(mention.role or "")
        return cue if cue is not None and cue.office and not mention.plural else None

    def _holder(self, mention: Mention, office: RoleCue) -> Entity | None:
        """Return the holder of an office: "the Belarusian leader" as the article or the gazetteer knows."""
        country = self.country(mention.owner) if mention.owner is not None else None
        if mention.owner is not None and country is None:
            return None
        told = {
            h.person.iri: h.person
            for h in self.holders
            if (
                h.cue == office
                or (country is not None and h.relation in self.ontology.office_relations(office))
            )
            and (h.of.iri == country.iri if country is not None else self._is_before(h.person, mention))
        }
        if len(told) == 1:
            person = next(iter(told.values()))
            return Entity(person.iri, person.label, person.type, mention.text)
        if country is None or told or not self.article.published:
            return None
        return self._known_holder(mention, office, country)

    def _known_holder(self, mention: Mention, office: RoleCue, country: Entity) -> Entity | None:
        """Return who the gazetteer says held the office; of two leaders the one whom the article names."""
        date = self.article.published
        leads = office.relations.get("Country") == self.ontology.leading
        title = None if leads else mention.role
        rows = {
            row.iri: row
            for relation in self.ontology.office_relations(office)
            for row in self.gazetteer.holders(country.iri, relation, date, title)
        }
        if len(rows) > 1:
            named = {self.names.entity(m).iri for m in self._order if m.type == "Person"}
            rows = {iri: row for iri, row in rows.items() if iri in named}
        return next(iter(rows.values())).entity(mention.text) if len(rows) == 1 else None

    def _is_before(self, person: Entity, mention: Mention) -> bool:
        """Tell whether the article has named a person before it describes somebody."""
        return any(
            self.names.entity(m).iri == person.iri
            for m in self._order
            if (m.block, m.start) < (mention.block, mention.start)
        )

    def _pronoun(self, mention: Mention) -> Entity | None:
        """Return the one person (for "he") or the one actor (for "it") that is near enough."""
        word = mention.text.lower()
        lists = self.ontology.word
        if word in lists("masculinePronouns") or word in lists("femininePronouns"):
            return self._nearest(mention, person=True)
        if word in lists("neuterPronouns"):
            return self._nearest(mention, person=False)
        return None

    def _nearest(self, mention: Mention, person: bool) -> Entity | None:
        before = [m for m in self._order if (m.block, m.start) < (mention.block, mention.start)]
        fitting = [m for m in before if self._fits(m, person)]
        same = [m for m in fitting if m.block == mention.block and m.sentence == mention.sentence]
        block = [m for m in fitting if m.block == mention.block and m.sentence < mention.sentence]
        latest = max((m.sentence for m in block), default=-1)
        previous = [m for m in block if m.sentence == latest]
        if not previous and not same:
            earlier = [m for m in fitting if m.block == mention.block - 1]
            last = max((m.sentence for m in earlier), default=-1)
            previous = [m for m in earlier if m.sentence == last]
        if person and previous and same and not any(m.subject for m in same):
            same = [*same, *previous]
        for group in (same, previous):
            found = self._single(group if person else [m for m in group if m.subject])
            if found is not None:
                return Entity(found.iri, found.label, found.type, mention.text)
            if group:
                return None
        return None

    def _fits(self, mention: Mention, person: bool) -> bool:
        type_ = self.names.type_of(mention.name or "") or mention.type or ""
        if person:
            return type_ == "Person"
        return self.ontology.is_a(type_, frozenset({"Organisation", "Country"}))

    def _single(self, group: list[Mention]) -> Entity | None:
        """Return the one entity of a group, or its one subject."""
        for chosen in (group, [m for m in group if m.subject]):
            found = {e.iri: e for m in chosen if (e := self._named(m, place=False)) is not None}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


def bare(text: str) -> str:
    """Return a description without its article: "the security services" → "security services"."""
    first, _, rest = " ".join(text.split()).partition(" ")
    return rest if first.lower() in _DETERMINERS and rest else text


def _head(mention: Mention, quantifiers: frozenset[str], prepositions: frozenset[str]) -> str:
    """Return a body's words without whose or how many: "Russia's foreign ministry" → "foreign ministry"."""
    text = bare(mention.text)
    owner = mention.owner
    if owner is not None and owner.start < mention.end:
        own = owner.text.split()
        text = " ".join(w for w in text.split() if w not in own and w.rstrip("'’s") not in own)
    text = text.partition(" of ")[0].replace(" 's", "").replace("'s ", "")
    words: list[str] = []
    for word in text.split():
        words = [] if word.lower() in prepositions else [*words, word]
    words = [w for w in words if w.lower() not in quantifiers and not w[0].isdigit()]
    return " ".join(words) or mention.lemma
