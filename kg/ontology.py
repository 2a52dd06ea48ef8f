"""The vocabulary: classes, relations, event types and cues, read from the Turtle files of `ontology/`.

Python holds no relation, cue word, title or demonym: a new one is a change in `ontology/` alone.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.cues import EventType as EventType
from kg.cues import NounCue as NounCue
from kg.cues import Operator as Operator
from kg.cues import Relation as Relation
from kg.cues import ReportCue as ReportCue
from kg.cues import RoleCue as RoleCue
from kg.cues import TimeCue as TimeCue
from kg.cues import VerbCue as VerbCue
from kg.errors import OntologyError

KG = Namespace("https://w3id.org/kg/ontology#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def folder() -> Path:
    """Return the ontology's folder: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    for path in (package / "ontology_data", package.parent / "ontology"):
        if path.is_dir():
            return path
    raise OntologyError(f"no ontology beside {package}: install the package again")


class Ontology:
    """Everything the Turtle files say, as values; made once by `load`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.graph = Graph()
        for file in sorted([*path.glob("*.ttl"), *path.glob("lexicon/*.ttl")]):
            if file.name == "shapes.ttl":
                continue
            try:
                self.graph.parse(file, format="turtle")
            except Exception as error:  # rdflib raises plain SyntaxError subclasses of many kinds
                raise OntologyError(f"{file}: not valid Turtle: {error}") from error

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """State relations by name."""
        return {name(s): self._relation(s) for s in self._instances(KG.StateRelation)}

    @cached_property
    def events(self) -> dict[str, EventType]:
        """Event types by name."""
        return {name(s): self._event(s) for s in self._instances(KG.EventType)}

    @cached_property
    def verbs(self) -> tuple[VerbCue, ...]:
        """Verb cues, those with more conditions first, then by name."""
        cues = [self._verb(s) for s in self._instances(KG.VerbCue)]
        return tuple(
            sorted(
                cues, key=lambda c: (-sum(map(bool, (c.objects, c.particle, c.requires, c.phrases))), c.name)
            )
        )

    @cached_property
    def nouns(self) -> tuple[NounCue, ...]:
        """Nouns that name an act, by name."""
        return tuple(self._noun(s) for s in self._instances(KG.NounCue))

    @cached_property
    def nouns_by_lemma(self) -> dict[str, NounCue]:
        """The cue of each noun that names an act, of one or several words."""
        return {noun: cue for cue in self.nouns for noun in cue.nouns}

    @cached_property
    def roles(self) -> tuple[RoleCue, ...]:
        """Role nouns, by name."""
        return tuple(self._role(s) for s in self._instances(KG.RoleCue))

    @cached_property
    def operators(self) -> tuple[Operator, ...]:
        """Factuality operators, by name."""
        return tuple(
            Operator(
                name(s),
                self._one(s, KG.kind) or "verb",
                self._words(s, KG.word),
                self._one(s, KG.polarity) or "same",
                self._one(s, KG.modality),
                self._one(s, KG.ended) == "true",
            )
            for s in self._instances(KG.Operator)
        )

    @cached_property
    def reports(self) -> tuple[ReportCue, ...]:
        """Reporting cues, by name."""
        return tuple(
            ReportCue(
                name(s),
                self._one(s, KG.kind) or "verb",
                self._words(s, KG.word),
                self._one(s, KG.modality),
                self._one(s, KG.polarity) or "same",
            )
            for s in self._instances(KG.ReportCue)
        )

    @cached_property
    def _operators(self) -> dict[tuple[str, str], Operator]:
        return {(word, o.kind): o for o in self.operators for word in o.words}

    def operator(self, word: str, kind: str) -> Operator | None:
        """Return the operator of a kind that a word is, if any."""
        return self._operators.get((word, kind))

    @cached_property
    def _reports(self) -> dict[tuple[str, str], ReportCue]:
        return {(word, r.kind): r for r in self.reports for word in r.words}

    def report(self, word: str, kind: str) -> ReportCue | None:
        """Return the reporting cue of a kind that a word is, if any."""
        return self._reports.get((word, kind))

    @cached_property
    def _times(self) -> dict[str, str]:
        return {word: t.when for t in self.times for word in t.words}

    def when(self, word: str) -> str | None:
        """Return `ended` or `planned` for a word such as "former" or "incoming"."""
        return self._times.get(word)

    @cached_property
    def verbs_by_lemma(self) -> dict[str, tuple[VerbCue, ...]]:
        """Verb cues of each verb, in the order they are tried."""
        found: dict[str, tuple[VerbCue, ...]] = {}
        for cue in self.verbs:
            for verb in cue.verbs:
                found[verb] = (*found.get(verb, ()), cue)
        return found

    @cached_property
    def times(self) -> tuple[TimeCue, ...]:
        """Words for over and to come, by name."""
        return tuple(
            TimeCue(name(s), self._words(s, KG.word), self._one(s, KG.when) or "ended")
            for s in self._instances(KG.TimeCue)
        )

    @cached_property
    def word_lists(self) -> dict[str, frozenset[str]]:
        """Further closed lists of words ("titles", "furniture" …) by name."""
        return {name(s): self._words(s, KG.word) for s in self._instances(KG.WordList)}

    @cached_property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """Each class's name with itself and its superclasses, nearest first."""
        chains = {}
        for cls in self._instances(OWL.Class):
            chain, todo = [], [cls]
            while todo:
                node = todo.pop(0)
                if name(node) not in chain:
                    chain.append(name(node))
                    todo += sorted(
                        o for o in self.graph.objects(node, RDFS.subClassOf) if isinstance(o, URIRef)
                    )
            chains[name(cls)] = tuple(chain)
        return chains

    @cached_property
    def entity_classes(self) -> dict[str, str]:
        """The class that each entity label of the pipeline stands for."""
        return {str(o): name(s) for s, o in self.graph.subject_objects(KG.entityLabel)}

    @cached_property
    def role_nouns(self) -> frozenset[str]:
        """The head words of all role nouns."""
        return frozenset(n.split()[-1] for r in self.roles for n in r.nouns)

    @cached_property
    def roles_by_noun(self) -> dict[str, RoleCue]:
        """Role cues by the whole noun phrase."""
        return {noun: cue for cue in self.roles for noun in cue.nouns}

    def office_relations(self, cue: RoleCue) -> tuple[str, ...]:
        """Return the relations to a country that an office may mean: of a "leader", any of one holder."""
        relation = cue.relations.get("Country")
        if relation == self.leading:
            return tuple(sorted(n for n, r in self.relations.items() if r.holders_one and r.acts_for))
        return (relation,) if relation and self.relations[relation].holders_one else ()

    @cached_property
    def leading(self) -> str:
        """The relation of someone who leads, in whatever office: refined where the office is known."""
        found = self.graph.value(KG.Country, KG.leading)
        return name(found) if found is not None else ""

    @cached_property
    def roles_by_name(self) -> dict[str, RoleCue]:
        """Role cues by their own name, which their rule shows."""
        return {cue.name: cue for cue in self.roles}

    @cached_property
    def possessive(self) -> dict[str, str]:
        """The relation that a possessive alone expresses between something of a class and its country."""
        return {name(s): name(o) for s, o in self.graph.subject_objects(KG.possessive)}

    @cached_property
    def deputy(self) -> str:
        """The relation of who stands in for an office's holder to what the office is of."""
        found = self.graph.value(KG.Country, KG.deputy)
        return name(found) if found is not None else ""

    @cached_property
    def seat(self) -> str:
        """The relation of a body to the place where it has its seat."""
        found = self.graph.value(KG.Organisation, KG.seat)
        return name(found) if found is not None else ""

    @cached_property
    def _noun_classes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for listed in self._instances(KG.WordList):
            for cls in self.graph.objects(listed, KG["class"]):
                found |= dict.fromkeys(self._words(listed, KG.word), name(cls))
        for role in self.roles:
            bearers = sorted(role.bearer) or ["Person"]
            for noun in role.nouns:
                found.setdefault(noun.split()[-1], bearers[0])
        return found

    def noun_class(self, lemma: str) -> str | None:
        """Return the class of what a common noun describes ("troops": StateBody), None if unknown."""
        return self._noun_classes.get(lemma)

    def is_generic_body(self, body: str) -> bool:
        """Tell a name that many states have a body of: "Central Election Commission"."""
        words = [w for w in body.lower().split() if w not in self.word("smallWords")]
        known = all(w in self.word("genericBodyWords") or self.noun_class(w) for w in words)
        return known and self.is_a(self.noun_class(words[-1]) or "", frozenset({"Organisation"}))

    def pronoun_class(self, form: str) -> str | None:
        """Return the class of what a pronoun stands for, None where it may be anything."""
        lists = {"Person": "personPronouns", "Actor": "actorPronouns"}
        return next((c for c, n in lists.items() if form in self.word(n)), None)

    def word(self, list_name: str) -> frozenset[str]:
        """Return a closed list of words, empty where the ontology has none of that name."""
        return self.word_lists.get(list_name, frozenset())

    def kinds(self, type_: str) -> tuple[str, ...]:
        """Return a class's name and those of its superclasses, nearest first."""
        return self.parents.get(type_, (type_,))

    def is_a(self, type_: str, wanted: frozenset[str]) -> bool:
        """Tell whether a class is one of `wanted` or below one of them; anything fits an empty set."""
        return not wanted or bool(wanted.intersection(self.kinds(type_)))

    def _instances(self, cls: URIRef) -> list[URIRef]:
        return sorted(s for s in self.graph.subjects(RDF.type, cls) if isinstance(s, URIRef))

    def _relation(self, s: URIRef) -> Relation:
        return Relation(
            name(s),
            self._one(s, RDFS.label) or name(s),
            self._one(s, SKOS.definition) or "",
            frozenset(name(o) for o in self.graph.objects(s, KG.domain)),
            frozenset(name(o) for o in self.graph.objects(s, KG.range)),
            (s, RDF.type, OWL.SymmetricProperty) in self.graph,
            self._one(s, KG.oneHolder) == "true",
            self._one(s, KG.actsFor) == "true",
        )

    def _event(self, s: URIRef) -> EventType:
        quadrant = self.graph.value(s, KG.quadrant)
        if quadrant is None or self._one(s, KG.score) is None:
            raise OntologyError(f"event type {s} needs kg:quadrant and kg:score")
        return EventType(
            name(s),
            self._one(s, RDFS.label) or name(s),
            self._one(s, SKOS.definition) or "",
            float(self._one(s, KG.score) or 0),
            name(quadrant),
            self._one(s, KG.symmetric) == "true",
            self._one(s, KG.speaks) == "true",
            self._one(s, KG.strikes) == "true",
        )

    def _verb(self, s: URIRef) -> VerbCue:
        relation = self.graph.value(s, KG.relation)
        if relation is None:
            raise OntologyError(f"cue {s} needs kg:relation")
        return VerbCue(
            name(s),
            name(relation),
            (relation, RDF.type, KG.StateRelation) in self.graph,
            self._words(s, KG.verb),
            self._one(s, KG.particle),
            self._words(s, KG.object),
            tuple((self._one(s, KG.target) or "").split()),
            self._words(s, KG.requires),
            self._words(s, KG.bars),
            self._words(s, KG.phrase),
            self._one(s, KG.needsTarget) == "true",
            frozenset(name(o) for o in self.graph.objects(s, KG.targetType)),
            frozenset(name(o) for o in self.graph.objects(s, KG.subjectType)),
            self._one(s, KG.inverse) == "true",
            self._one(s, KG.mutual) == "true",
            self._one(s, KG.polarity),
            self._one(s, KG.modality),
            self._one(s, KG.mode),
            self._one(s, KG.durative) == "true",
            self._one(s, KG.stative) == "true",
            frozenset(name(o) for o in self.graph.objects(s, KG.promised)),
        )

    def _noun(self, s: URIRef) -> NounCue:
        relation = self.graph.value(s, KG.relation)
        if relation is None:
            raise OntologyError(f"cue {s} needs kg:relation")
        return NounCue(
            name(s),
            name(relation),
            self._words(s, KG.noun),
            tuple((self._one(s, KG.target) or "").split()),
            self._one(s, KG.suffers) == "true",
            self._one(s, KG.lone) == "true",
            self._one(s, KG.mutual) == "true",
            self._one(s, KG.mode),
            frozenset(name(o) for o in self.graph.objects(s, KG.subjectType)),
            frozenset(name(o) for o in self.graph.objects(s, KG.targetType)),
        )

    def _role(self, s: URIRef) -> RoleCue:
        relations = {}
        for kind in ("Country", "Organisation", "Party", "Person", "Place", "Event", "Agreement"):
            target = self.graph.value(s, KG[f"of{kind}"])
            if target is not None:
                relations[kind] = name(target)
        return RoleCue(
            name(s),
            self._words(s, KG.noun),
            relations,
            frozenset(name(o) for o in self.graph.objects(s, KG.bearer)),
            self._one(s, KG.inverse) == "true",
            self._one(s, KG.office) == "true",
            self._words(s, KG.preposition),
        )

    def _one(self, s: Node, p: URIRef) -> str | None:
        value = self.graph.value(s, p, any=True)
        return None if value is None else str(value)

    def _words(self, s: Node, p: URIRef) -> frozenset[str]:
        return frozenset(str(o) for o in self.graph.objects(s, p) if isinstance(o, Literal))


def _conditions(cue: VerbCue) -> int:
    return sum(map(bool, (cue.objects, cue.particle, cue.requires, cue.phrases)))


def name(node: Node) -> str:
    """Return the local name of an IRI of the ontology."""
    return str(node).rpartition("#")[2]


@cache
def load(path: Path | None = None) -> Ontology:
    """Return the ontology of a folder, by default the one that is installed."""
    return Ontology(path or folder())
