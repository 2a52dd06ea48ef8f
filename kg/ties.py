"""The ties of two actors: which statements join them, and which actor belongs to which of the two.

A statement is a tie of A and B (the poles) when one of its arguments belongs to A and the other to
B. An actor belongs to the pole that it is, that it has as side, or that it reaches first over
positive states in at most three steps; if both are equally near, to neither. An act without
recipient is a tie when its actor belongs to one pole and its evidence names the other or an actor
of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.model import Entity, Statement
from kg.ontology import Ontology, load

MAX_STEPS = 3
COUNTRIES = frozenset({"Country"})


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of the ties and the pole it belongs to (None: neither).

    `path` holds, step by step from the actor towards its pole, the states that attach it: each step
    is the tuple of parallel states between the same two entities, the plainest first. It is empty
    for a pole, and for an actor known by its side alone. `parents` are the entities reached after
    each step; the last one is the pole.
    """

    actor: Entity
    pole: Entity | None
    path: tuple[tuple[Statement, ...], ...] = ()
    parents: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of `a` and `b`: events, states and open relations between them, each sorted by id.

    `members` are all actors met in the statements that belong to a pole, and the two poles.
    `ends` gives of each tie, by its id, the pole of its subject and the pole of its object.
    """

    a: Entity
    b: Entity
    events: tuple[Statement, ...] = ()
    states: tuple[Statement, ...] = ()
    open: tuple[Statement, ...] = ()
    members: tuple[Member, ...] = ()
    background: frozenset[str] = frozenset()
    ends: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict, compare=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All ties: events, then states, then open relations."""
        return self.events + self.states + self.open

    def member(self, actor: Entity) -> Member | None:
        """Return the actor's membership, None where it belongs to neither pole."""
        return next((m for m in self.members if m.actor == actor), None)


def ties(
    statements: Iterable[Statement],
    a: Entity | str,
    b: Entity | str,
    background: Iterable[Statement] = (),
    *,
    ontology: Ontology | None = None,
) -> Ties:
    """Return the ties of `a` and `b`, entities or their IRIs.

    `statements` are searched for ties; `background` (the gazetteer's states) only says which actor
    belongs where. Statements of `background` that stand in `statements` too count as the latter.
    `ontology` says which classes are countries, by default the installed one.
    """
    told = _unique(statements)
    told_ids = {s.id for s in told}
    known = [s for s in _unique(background) if s.id not in told_ids]
    pole_a, pole_b = _entity(a, told + known), _entity(b, told + known)
    if pole_a == pole_b:
        return Ties(pole_a, pole_b, members=(Member(pole_a, pole_a),))
    membership = _Membership(pole_a, pole_b, told + known, ontology or load())
    found = [(s, e) for s in told if (e := _ends(s, membership))]
    found += [(s, e) for s in told if (e := _ends_without_recipient(s, membership, told))]
    found.sort(key=lambda pair: pair[0].id)
    kinds = {kind: tuple(s for s, _ in found if s.kind == kind) for kind in ("event", "state", "open")}
    return Ties(
        pole_a,
        pole_b,
        kinds["event"],
        kinds["state"],
        kinds["open"],
        tuple(m for e in _actors(told, pole_a, pole_b) if (m := membership.member(e)).pole),
        frozenset(s.id for s in known),
        {s.id: e for s, e in found},
    )


class _Membership:
    """Which pole an actor belongs to, and over which states; answers are remembered."""

    def __init__(self, a: Entity, b: Entity, statements: list[Statement], ontology: Ontology) -> None:
        self.a, self.b, self.ontology = a, b, ontology
        self.steps: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self.entities = {e.iri: e for s in statements for e in _entities(s)} | {a.iri: a, b.iri: b}
        self.sides: dict[str, Counter[str]] = defaultdict(Counter)
        for s in statements:
            self._learn(s)
        self.known: dict[str, Member] = {}
        self.named: dict[str, set[str]] = {}

    def _learn(self, s: Statement) -> None:
        for actor, side in ((s.subject, s.subjectSide), (s.object, s.objectSide)):
            if actor and side:
                self.sides[actor.iri][side.iri] += 1
        if s.kind != "state" or s.polarity != "positive" or not s.subject or not s.object:
            return
        self.steps[s.subject.iri][s.object.iri].append(s)
        if s.mutual:
            self.steps[s.object.iri][s.subject.iri].append(s)

    def pole(self, actor: Entity | None, side: Entity | None) -> Entity | None:
        """Return the pole of an argument with the side its statement gives it."""
        if actor is None or actor in (self.a, self.b):
            return actor
        if side in (self.a, self.b):
            return side
        return self.member(actor).pole

    def member(self, actor: Entity) -> Member:
        """Return where an actor belongs: the pole it is, its side, or the pole it reaches first."""
        if actor.iri not in self.known:
            self.known[actor.iri] = self._find(actor)
        return self.known[actor.iri]

    def names(self, pole: Entity, told: list[Statement]) -> set[str]:
        """Return labels and naming mentions of a pole and its actors.

        The words of a mention count as a name only if they carry a capital that is not just that of
        a sentence's first word: "the Kremlin" does, "he", "They" and "The president" do not.
        """
        if pole.iri not in self.named:
            met = [(e, s) for s in told for e in _entities(s) if self.member(e).pole == pole]
            names = {pole.label, *(e.label for e, _ in met)}
            names |= {e.mention for e, s in met if _is_name(e.mention, s)}
            self.named[pole.iri] = {name for name in names if len(name) > 1}
        return self.named[pole.iri]

    def _find(self, actor: Entity) -> Member:
        if actor in (self.a, self.b):
            return Member(actor, actor)
        to_a, to_b = self._way(actor, self.a), self._way(actor, self.b)
        pole = self._side(actor) or self._nearer(to_a, to_b)
        way = to_a if pole == self.a else to_b
        if pole is None or way is None:
            return Member(actor, pole)
        ends = [actor.iri, *way]
        path = tuple(tuple(sorted(self.steps[x][y], key=_plainest)) for x, y in zip(ends, way, strict=False))
        return Member(actor, pole, path, tuple(self.entities[x] for x in way))

    def _side(self, actor: Entity) -> Entity | None:
        """Return the pole that an actor has as side, the more frequent one if it has both."""
        sides = self.sides[actor.iri]
        count_a, count_b = sides[self.a.iri], sides[self.b.iri]
        return None if count_a == count_b else self.a if count_a > count_b else self.b

    def _nearer(self, to_a: tuple[str, ...] | None, to_b: tuple[str, ...] | None) -> Entity | None:
        length_a, length_b = len(to_a or "." * 9), len(to_b or "." * 9)
        return None if length_a == length_b else self.a if length_a < length_b else self.b

    def _way(self, actor: Entity, pole: Entity) -> tuple[str, ...] | None:
        """Return the IRIs passed from an actor to a pole over the fewest states, None beyond three.

        A country is nobody's but its own: no way to a country leads through or from another one
        (a neighbour or ally of Russia is not an actor of Russia), nor from who acts for another.
        """
        sides = {x for x in self.sides[actor.iri] if x != pole.iri}
        if self._is_country(pole.iri) and any(self._is_country(x) for x in sides):
            return None
        ways: list[tuple[str, ...]] = [(actor.iri,)]
        seen = {actor.iri}
        for _ in range(MAX_STEPS):
            ways = [(*w, x) for w in ways if self._passable(w[-1], pole) for x in self._next(w[-1], seen)]
            hit = min((w for w in ways if w[-1] == pole.iri), default=None, key=self._preference)
            if hit:
                return hit[1:]
            seen.update(w[-1] for w in ways)
        return None

    def _next(self, iri: str, seen: set[str]) -> list[str]:
        return sorted(x for x in self.steps[iri] if x not in seen) if iri in self.steps else []

    def _preference(self, way: tuple[str, ...]) -> tuple[object, ...]:
        """Of two ways of one length the one with the plainer states, then by IRI."""
        steps = pairwise(way)
        return ([min(_plainest(s)[:-1] for s in self.steps[x][y]) for x, y in steps], way)

    def _passable(self, iri: str, pole: Entity) -> bool:
        other = self.b if pole == self.a else self.a
        return iri != other.iri and not (self._is_country(pole.iri) and self._is_country(iri))

    def _is_country(self, iri: str) -> bool:
        return iri in self.entities and self.ontology.is_a(self.entities[iri].type, COUNTRIES)


def _ends(s: Statement, membership: _Membership) -> tuple[str | None, str | None] | None:
    """Return the poles of subject and object if they are the two poles, else None."""
    if not s.subject or not s.object:
        return None
    ends = membership.pole(s.subject, s.subjectSide), membership.pole(s.object, s.objectSide)
    if None in ends or ends[0] == ends[1]:
        return None
    return ends[0].iri if ends[0] else None, ends[1].iri if ends[1] else None


def _ends_without_recipient(
    s: Statement, membership: _Membership, told: list[Statement]
) -> tuple[str | None, str | None] | None:
    """Return the actor's pole of an event without recipient whose evidence names the other pole."""
    if s.kind != "event" or s.object or not s.subject:
        return None
    pole = membership.pole(s.subject, s.subjectSide)
    if pole is None:
        return None
    other = membership.b if pole == membership.a else membership.a
    names = membership.names(other, told) - membership.names(pole, told)
    text = " ".join(e.sentence for e in s.evidence)
    return (pole.iri, None) if any(_names(text, name) for name in sorted(names)) else None


def _is_name(mention: str, s: Statement) -> bool:
    if not any(c.isupper() or c.islower() for c in mention):
        return True  # a script without capitals
    if any(c.isupper() for word in mention.split()[1:] for c in word[:1]):
        return True
    within = rf"(?<=[\w,]) {re.escape(mention)}\b"
    return mention[:1].isupper() and any(re.search(within, e.sentence) for e in s.evidence)


def _names(text: str, name: str) -> bool:
    """Tell whether a text has a name as words of their own (anywhere in scripts without spaces)."""
    if not any(c.isupper() or c.islower() for c in name):
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _plainest(s: Statement) -> tuple[bool, bool, bool, float, str]:
    """Sort key: present before ended, asserted, in the articles' own voice, believed, then by id."""
    return s.ended, s.modality != "asserted", s.speaker is not None, -s.belief, s.id


def _actors(told: list[Statement], a: Entity, b: Entity) -> list[Entity]:
    """Return every actor met as subject, object or speaker, and the poles, by IRI."""
    met = {e.iri: e for s in told for e in (s.subject, s.object, s.speaker, *s.via) if e}
    return [e for _, e in sorted((met | {a.iri: a, b.iri: b}).items())]


def _entities(s: Statement) -> Iterator[Entity]:
    named = (s.subject, s.object, s.subjectSide, s.objectSide, s.speaker, *s.via)
    return (e for e in named if e)


def _unique(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements by id, the evidence of equal ones united."""
    united: dict[str, Statement] = {}
    for s in statements:
        before = united.get(s.id)
        more = tuple(e for e in s.evidence if before and e not in before.evidence)
        united[s.id] = replace(before, evidence=before.evidence + more) if before and more else before or s
    return [s for _, s in sorted(united.items())]


def _entity(given: Entity | str, statements: list[Statement]) -> Entity:
    """Return an entity for an IRI, as the statements know it."""
    if isinstance(given, Entity):
        return given
    met = (e for s in statements for e in _entities(s) if e.iri == given)
    return next(met, Entity(given, re.split(r"[/#]", given)[-1], ""))
