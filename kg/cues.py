"""What the ontology says, as values: relations, event types, and the cues that express them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A state relation; `holders_one` where one holder at a time is the rule.

    `domain` and `range` are class names (any of them; empty: no limit); `acts_for` where the
    subject acts for the object, so that the object is (or gives) its side.
    """

    name: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    holders_one: bool
    acts_for: bool


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type: its score from -10 to 10 and its quadrant's name.

    `speaks`: an act by words whose clausal content has the actor as speaker. `strikes`: an act that
    may be aimed at a place.
    """

    name: str
    label: str
    definition: str
    score: float
    quadrant: str
    symmetric: bool
    speaks: bool
    strikes: bool


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb (with its particle and its object's noun) that expresses a relation.

    `objects`, where any, are lemmas one of which heads the verb's object ("impose *sanctions*").
    `target` lists the places where the other argument may stand, in the order they are tried:
    `obj`, `iobj`, `xcomp` (object of an infinitive; `xcomp.poss` its possessor), a preposition
    ("with", "on"), `obj.` and a preposition for a modifier of the object ("sign a deal *with* X":
    `obj.with`), `obj.poss` for its possessor, `obj.adj` for an adjective of nationality before it.
    `act` is where the actor stands that the act of an infinitive is aimed at ("threatened to cut off aid *to
    X*"); of a preposition of several words these are joined by "_". `requires`: one of these dependents must
    be there (`obj`, `iobj`, `xcomp`, `ccomp` or a preposition); `bars`: none of these may, and no object of
    these lemmas ("protest one's *innocence*"). `phrases`: one of these stands beside the verb ("take *into
    custody*"). `needs_target`: no statement without one. `inverse`: the target is the relation's
    subject. `polarity` and `modality`, where set, replace the clause's. `durative`: a state that
    lasts, and is over where the verb is in the past ("headed the bank"). `stative`: in the passive
    it is a state of its subject ("is *based* in Vienna", "is *allied* with Iran"). `promised`: quadrants or
    types, one of which its infinitive must be an act of ("vowed *to help*"). `name` is the cue's local
    name and shown as the rule that fired.
    """

    name: str
    relation: str
    state: bool
    verbs: frozenset[str]
    particle: str | None
    objects: frozenset[str]
    target: tuple[str, ...]
    requires: frozenset[str]
    bars: frozenset[str]
    phrases: frozenset[str]
    needs_target: bool
    target_types: frozenset[str]
    subject_types: frozenset[str]
    inverse: bool
    mutual: bool
    polarity: str | None
    modality: str | None
    mode: str | None
    durative: bool
    stative: bool
    promised: frozenset[str]


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun that names an act: "Russia's *annexation* of Crimea".

    `target`: prepositions after which the recipient stands, in the order they are tried. `suffers`: a
    lone possessor is the recipient ("Navalny's *arrest*"). `lone`: counts without a recipient.
    """

    name: str
    relation: str
    nouns: frozenset[str]
    target: tuple[str, ...]
    suffers: bool
    lone: bool
    mutual: bool
    mode: str | None
    subject_types: frozenset[str]
    target_types: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoleCue:
    """A noun that says what its bearer is to something: "president", "subsidiary", "brother".

    `nouns` are lower-case, of one or several words, the last one the head's lemma. `relations`
    maps the class of what it is of (`Country`, `Organisation`, `Party`, `Person`, `Place`,
    `Event`, `Agreement`) to a relation's name. `bearer`: classes its bearer may have. `inverse`: the
    bearer is the relation's object ("owner", "founder"). `office`: its holder may be looked up at a
    date. `prepositions`: those that lead to what it is of, where not all do ("ambassador *to*").
    """

    name: str
    nouns: frozenset[str]
    relations: dict[str, str]
    bearer: frozenset[str]
    inverse: bool
    office: bool
    prepositions: frozenset[str]

    def relation(self, kinds: tuple[str, ...]) -> str | None:
        """Return the relation for a complement of these classes, the most specific first."""
        return next((self.relations[k] for k in kinds if k in self.relations), None)


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes whether its complement is so: "fail to", "plan to", "deny", "may".

    `polarity` is `same`, `flip` or `so` (of a factive: its content is so even if it is negated);
    `modality` replaces `asserted`. `kind`: `verb` (with a clausal
    complement), `passive` (only in the passive: "is expected to"), `auxiliary`, `adverb`,
    `determiner`, `subordinator` or `noun` ("plans to").
    """

    name: str
    kind: str
    words: frozenset[str]
    polarity: str
    modality: str | None
    ended: bool


@dataclass(frozen=True, slots=True)
class ReportCue:
    """A word that attributes content to a source: "said", "according to", "claim".

    `kind`: `verb`, `noun` or `preposition`; `modality` (`alleged` for "claim") and `polarity`
    (`flip` for "deny") are those of the content; None leaves them as they are.
    """

    name: str
    kind: str
    words: frozenset[str]
    modality: str | None
    polarity: str


@dataclass(frozen=True, slots=True)
class TimeCue:
    """A word that says when a state holds: `when` is `ended` ("former") or `planned` ("-elect")."""

    name: str
    words: frozenset[str]
    when: str
