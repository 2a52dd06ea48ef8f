"""Resolution: an article's readings in, statements about entities out."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Article, Entity, Evidence, Extraction, Reading, Rejection, Statement
from kg.ontology import Ontology
from kg.resolve.actors import Actors
from kg.resolve.entities import Names
from kg.resolve.gazetteer import Gazetteer


class Resolver:
    """Turns words into entities, article by article; holds no state between articles."""

    def __init__(self, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.gazetteer, self.ontology = gazetteer, ontology

    def within(self, article: Article, extraction: Extraction) -> tuple[list[Statement], list[Rejection]]:
        """Return the statements of one article, each with one evidence, and what was refused."""
        names = Names(article, extraction.mentions, self.gazetteer, self.ontology)
        actors = Actors(names, extraction.mentions)
        statements: list[Statement] = []
        refused: list[Rejection] = []
        titles = [r for r in extraction.readings if _is_plain_state(r)]
        for reading in titles:
            self._take(article, actors, reading, statements, refused)
        actors.learn(statements)
        for reading in extraction.readings:
            if not _is_plain_state(reading):
                self._take(article, actors, reading, statements, refused)
        actors.learn_sides(statements)
        sided = [
            replace(s, subjectSide=actors.side(s.subject), objectSide=actors.side(s.object))
            for s in statements
        ]
        return list(dict.fromkeys(sided)), refused

    def _take(
        self,
        article: Article,
        actors: Actors,
        reading: Reading,
        statements: list[Statement],
        refused: list[Rejection],
    ) -> None:
        found = self._statement(article, actors, reading)
        if isinstance(found, Statement):
            statements.append(found)
            return
        start, end = article.blocks[reading.span[0]].raw_span(*reading.span[1:])
        parts = [m.text if m else "–" for m in (reading.subject, reading.object)]
        refused.append(Rejection(article.id, start, end, f"{parts[0]} {reading.relation} {parts[1]}", found))

    def _statement(self, article: Article, actors: Actors, reading: Reading) -> Statement | str:
        """Return the statement, or the reason why there is none."""
        places = self._places(reading)
        subject = self._subject(actors, reading, places[0])
        target = actors.actor(reading.object, place=places[1]) if reading.object else None
        if reading.kind == "state" and reading.object is None and subject is not None:
            target = self._office_known(subject, reading, article.published)
        unfit = self._unresolved(actors, reading, subject, target) or self._unfit(reading, subject, target)
        if unfit:
            return unfit
        relation = reading.relation
        if reading.kind == "state" and subject is not None and target is not None:
            refined = self._refined(reading, subject, target, article.published)
            if refined is None:
                return f"{reading.rule} does not hold towards a {target.type}"
            relation = refined
            wrong = self._violates(relation, subject, target) or _unnamed(actors, subject, target)
            if wrong:
                return wrong
        return Statement(
            reading.kind,
            relation,
            subject,
            target,
            mutual=reading.mutual and subject is not None and target is not None,
            polarity=reading.polarity,
            modality=reading.modality,
            speaker=actors.speaker(reading.speaker) if reading.speaker else None,
            via=tuple(actors.speaker(m) for m in reading.via),
            date=reading.date,
            from_=reading.from_,
            until=reading.until,
            ended=reading.ended,
            location=actors.actor(reading.location, place=True) if reading.location else None,
            mode=reading.mode,
            context=reading.context,
            evidence=(_evidence(article, reading),),
        )

    def _unresolved(
        self, actors: Actors, reading: Reading, subject: Entity | None, target: Entity | None
    ) -> str | None:
        """Return why it is not clear enough who is meant."""
        if reading.kind != "event" and (subject is None or target is None):
            return "an argument could not be resolved"
        if subject is None and target is None:
            return "neither argument could be resolved"
        if reading.subject is not None and subject is None:
            return f"it is not clear who {reading.subject.text!r} is"
        if all(e is None or actors.is_local(e) for e in (subject, target)):
            return "no actor is named"
        return None

    def _unfit(self, reading: Reading, subject: Entity | None, target: Entity | None) -> str | None:
        """Return why these two cannot stand in this relation, whatever it is."""
        acts = subject is None or self.ontology.is_a(subject.type, frozenset({"Actor"}))
        if reading.kind == "event" and subject is not None and not acts:
            return f"{subject.label!r} is a {subject.type} and does nothing"
        if target is not None and self._is_mere_place(reading, target):
            return f"{target.label!r} is a place, not who it is aimed at"
        if subject is not None and target is not None and subject.iri == target.iri:
            return "subject and object are the same"
        return None

    def _subject(self, actors: Actors, reading: Reading, place: bool) -> Entity | None:
        if reading.subject is None:
            return None
        if reading.kind == "event":
            return actors.doer(reading.subject)
        return actors.actor(reading.subject, place=place)

    def _is_mere_place(self, reading: Reading, target: Entity) -> bool:
        """Tell a place that is the target of an act which only force can aim at one: "met Khurul"."""
        known = self.ontology.events.get(reading.relation)
        if known is None or not self.ontology.is_a(target.type, frozenset({"Place"})):
            return False
        return not known.strikes and not self.ontology.is_a(target.type, frozenset({"Actor"}))

    def _places(self, reading: Reading) -> tuple[bool, bool]:
        """Tell which argument is meant as a place: "Minsk is the capital", not "Minsk refused"."""
        known = self.ontology.relations.get(reading.relation) if reading.kind == "state" else None
        if known is None:
            return False, False
        return _is_place(known.domain), _is_place(known.range)

    def _refined(self, reading: Reading, subject: Entity, target: Entity, date: str | None) -> str | None:
        """Return the relation now that it is known what the target is: a party, the state of a leader."""
        cue = self.ontology.roles_by_name.get(reading.rule.partition(":")[0])
        if cue is None:
            return reading.relation
        of = subject if cue.inverse else target
        known = cue.relation(self.ontology.kinds(of.type))
        if known is None and any(m.form == "pronoun" for m in (reading.subject, reading.object) if m):
            return None
        relation = known or reading.relation
        if reading.modality != "asserted" or reading.ended:
            return relation
        return self._office(relation, subject, target, date)

    def _office(self, relation: str, subject: Entity, target: Entity, date: str | None) -> str:
        """Return the office that a country's "leader" holds at that date, as the gazetteer knows it."""
        if relation != self.ontology.leading or not self.ontology.is_a(target.type, frozenset({"Country"})):
            return relation
        held = [f.relation for f in self.gazetteer.offices(subject.iri, date) if f.object == target.iri]
        return next((r for r in sorted(held) if self.ontology.relations[r].acts_for), relation)

    def _office_known(self, subject: Entity, reading: Reading, date: str | None) -> Entity | None:
        """Return the state of whose office the text gives the title alone, as the gazetteer knows it."""
        leads = reading.relation == self.ontology.leading
        facts = self.gazetteer.offices(subject.iri, None if reading.ended else date)
        held = [
            f for f in facts if f.relation == reading.relation or (leads and self._is_one_holder(f.relation))
        ]
        rows = {row.iri: row for f in held if (row := self.gazetteer.get(f.object)) is not None}
        if len(rows) != 1 or (date is None and not reading.ended and len(held) > 1):
            return None
        row = next(iter(rows.values()))
        return Entity(row.iri, row.label, row.type)

    def _is_one_holder(self, relation: str) -> bool:
        return self.ontology.relations[relation].holders_one

    def _violates(self, relation: str, subject: Entity, target: Entity) -> str | None:
        known = self.ontology.relations[relation]
        if relation in self.ontology.possessive.values() and subject.type == "Party":
            return f"{relation} does not hold of a Party"
        if not self.ontology.is_a(subject.type, known.domain):
            return f"{relation} does not hold of a {subject.type}"
        if not self.ontology.is_a(target.type, known.range):
            return f"{relation} does not hold towards a {target.type}"
        return None


def _evidence(article: Article, reading: Reading) -> Evidence:
    block = article.blocks[reading.span[0]]
    start, end = block.raw_span(*reading.span[1:])
    sentence = " ".join(block.text[reading.span[1] : reading.span[2]].split())
    return Evidence(article.id, article.path, start, end, sentence, reading.rule)


def _is_plain_state(reading: Reading) -> bool:
    """Tell states that the text gives in its own voice: they say who holds an office."""
    return reading.kind == "state" and reading.speaker is None


def _is_place(classes: frozenset[str]) -> bool:
    return "Place" in classes and not classes & {"Organisation", "Actor", "Person"}


def _unnamed(actors: Actors, subject: Entity, target: Entity) -> str | None:
    """Return why a state between descriptions is none: "the man is a member of a committee".

    An event may go by its description: "a candidate in the presidential election".
    """
    if target.type == "Event" and not actors.is_local(subject):
        return None
    if actors.is_local(target) or (actors.is_local(subject) and subject.type != "Group"):
        return f"{target.mention if actors.is_local(target) else subject.mention!r} names nobody"
    return None
