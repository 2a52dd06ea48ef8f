"""The actors of a ties diagram: which stand in a column, under whom, and what their role line says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.draw.layout import Row, Side
from kg.draw.setting import Setting
from kg.draw.style import BOLD, REGULAR, wrap
from kg.draw.words import plain, role
from kg.model import Entity, Statement
from kg.ties import Member, Ties

TEXT_WIDTH = 126.0
LETTER_ROOM = 16.0
NAME_LEADING, ROLE_LEADING, ROLE_BELOW = 11.8, 9.6, 10.7
MOST_ROLES = 2
MOST_IDLE_ROWS = 12
IDLE_WITH_EVENTS = 16


@dataclass(frozen=True, slots=True)
class Role:
    """One state in words under a name: its lines, and the states that its letters stand for."""

    lines: tuple[str, ...]
    states: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor's row: name and roles as lines, and the row it hangs under (None: the pole)."""

    key: str
    side: Side
    entity: Entity
    idle: bool
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    parent: str | None

    @property
    def row(self) -> Row:
        """The room that the actor's text takes, as a row of no family yet."""
        roles = sum(len(r.lines) for r in self.roles)
        below = 6.5 + NAME_LEADING * (len(self.names) - 1)
        return Row(self.key, self.key, 9.0, below + (ROLE_BELOW + ROLE_LEADING * (roles - 1) if roles else 0))

    @property
    def weight(self) -> int:
        """The weight of the name's type."""
        return REGULAR if self.idle else BOLD

    @property
    def size(self) -> float:
        """The size of the name's type."""
        return 9.4 if self.idle else 10.5


def key(side: Side, entity: Entity) -> str:
    """Return the key of an actor's row."""
    return f"{side} {entity.iri}"


def actors(
    setting: Setting, side: Side, busy: Iterable[Entity], speakers: Iterable[Entity], count: int
) -> tuple[Actor, ...]:
    """Return the actors of a column: those with ties, claim speakers, parents of several, a few others.

    `count` is the number of events shown; the more there are, the fewer idle actors are.
    """
    ties, pole = setting.ties, setting.pole(side)
    with_ties = {e.iri: _member(e, pole, ties) for e in busy if e != pole}
    shown = dict(with_ties)
    for e in speakers:
        member = ties.member(e)
        if member and member.pole == pole and e != pole:
            shown.setdefault(e.iri, member)
    shown |= {m.actor.iri: m for m in _common_parents(shown) if m.actor.iri not in shown}
    others = _others(pole, ties, count)
    folded = {p.iri for m in [*shown.values(), *others] for p in m.parents}
    for member in others:
        if len(shown) < MOST_IDLE_ROWS and member.actor.iri not in folded:
            shown.setdefault(member.actor.iri, member)
    shown |= {m.actor.iri: m for m in _common_parents(shown) if m.actor.iri not in shown}
    made = [_actor(setting, side, m, m.actor.iri not in with_ties, shown) for m in shown.values()]
    return tuple(sorted(made, key=lambda a: a.key))


def _member(e: Entity, pole: Entity, ties: Ties) -> Member:
    member = ties.member(e)
    return member if member and member.pole == pole else Member(e, pole)


def _others(pole: Entity, ties: Ties, count: int) -> list[Member]:
    """Return the members that the articles name without a tie, most reported first."""
    if count > IDLE_WITH_EVENTS:
        return []
    told = [
        (m, [s for step in m.path for s in step if s.id not in ties.background])
        for m in ties.members
        if m.pole == pole and m.actor != pole
    ]
    told = [(m, states) for m, states in told if states and m.path and states[0] in m.path[0]]
    return [m for m, states in sorted(told, key=lambda p: (-max(s.belief for s in p[1]), p[0].actor.iri))]


def _common_parents(shown: dict[str, Member]) -> list[Member]:
    """Return the actors that several of those shown hang under, with their own way to the pole."""
    found: dict[str, Member] = {}
    children: Counter[str] = Counter()
    for member in shown.values():
        for i, parent in enumerate(member.parents[:-1]):
            children[parent.iri] += 1
            found.setdefault(
                parent.iri, Member(parent, member.pole, member.path[i + 1 :], member.parents[i + 1 :])
            )
    return [found[iri] for iri, n in sorted(children.items()) if n > 1]


def _actor(setting: Setting, side: Side, member: Member, idle: bool, shown: dict[str, Member]) -> Actor:
    steps = next((i for i, p in enumerate(member.parents) if p.iri in shown or p == member.pole), 0)
    parent = member.parents[steps] if member.parents else None
    size, weight = (9.4, REGULAR) if idle else (10.5, BOLD)
    names = wrap(plain(member.actor.label), lambda t: setting.font.width(t, size, weight) <= TEXT_WIDTH, 3)
    return Actor(
        key(side, member.actor),
        side,
        member.actor,
        idle,
        tuple(names),
        _roles(setting, member, steps),
        key(side, parent) if parent and parent.iri in shown else None,
    )


def _roles(setting: Setting, member: Member, steps: int) -> tuple[Role, ...]:
    """Return up to two roles; the states of steps that are folded go with the first."""
    if not member.path:
        return ()
    folded = tuple(step[0] for step in member.path[1 : steps + 1])
    made = []
    for i, s in enumerate(_one_of_each_relation(member.path[0])[:MOST_ROLES]):
        words = role(s, setting.ontology, setting.name, member.actor, member.parents[0] == member.pole)
        lines = wrap(words, lambda t: setting.font.width(t, 8.4) <= TEXT_WIDTH - LETTER_ROOM, 3)
        made.append(Role(tuple(lines), (s, *(folded if i == 0 else ()))))
    return tuple(made)


def _one_of_each_relation(states: Sequence[Statement]) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for s in states:
        seen.setdefault(s.relation, s)
    return list(seen.values())


def families(made: Sequence[Actor], passes: Sequence[Row], places: dict[str, float]) -> list[Row]:
    """Return the rows of a column, those of one family behind their eldest, by mean lane.

    `places` gives the mean lane of an actor with ties.
    """
    under: dict[str | None, list[Actor]] = {}
    for actor in made:
        under.setdefault(actor.parent, []).append(actor)

    def descend(actor: Actor, family: str) -> list[Row]:
        row = actor.row
        children = sorted(under.get(actor.key, []), key=lambda a: (places.get(a.key, 1e9), a.key))
        own = Row(row.key, family, row.above, row.below)
        return [own, *(r for child in children for r in descend(child, family))]

    return [r for actor in under.get(None, []) for r in descend(actor, actor.key)] + list(passes)
