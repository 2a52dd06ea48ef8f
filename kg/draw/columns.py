"""The columns of a ties diagram as marks: poles, actors with their pills, and the states between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.draw import marks, words
from kg.draw.actors import NAME_LEADING, ROLE_BELOW, ROLE_LEADING, Actor, Role
from kg.draw.lanes import INNER, Arrangement, Drawn
from kg.draw.layout import SIDES, Side, pill
from kg.draw.scene import Anchor, Group, Mark, Shape, Text, capsule, circle, line, slug
from kg.draw.style import BLACK, SEMIBOLD, wrap
from kg.model import Statement

NAME_GAP = 6.0
NAME_X: dict[Side, float] = {
    "left": marks.AXES["left"] - marks.PILL / 2 - NAME_GAP,
    "right": marks.AXES["right"] + marks.PILL / 2 + NAME_GAP,
}
ANCHORS: dict[Side, Anchor] = {"left": "end", "right": "start"}
POLE_WIDTH = 240.0
LETTER_GAP = 2.0


def doubtful(s: Statement) -> bool:
    """Tell whether a state is not plainly so now: claimed, planned, possible, alleged or over."""
    return s.speaker is not None or s.modality != "asserted" or s.ended


def poles(at: Arrangement) -> list[Mark]:
    """Return the two bars with their names, shrunk and wrapped to their part of the page."""
    return [_pole(at, side) for side in SIDES]


def _pole(at: Arrangement, side: Side) -> Group:
    pole, font = at.setting.pole(side), at.setting.font
    label = words.plain(pole.label)
    size = next((s / 2 for s in range(34, 21, -1) if font.width(label, s / 2, BLACK) <= POLE_WIDTH), 11.0)
    rows = wrap(label, lambda t: font.width(t, size, BLACK) <= POLE_WIDTH, 2)
    inwards = 1 if side == "left" else -1
    x = INNER[side] - inwards * marks.BAR
    bar = capsule(x + inwards * marks.BAR / 2, at.placing.top, at.placing.bottom, marks.BAR, "pole")
    anchor: Anchor = "start" if side == "left" else "end"
    base = at.placing.top - 10 - 12 * (len(rows) - 1)
    names = (Text(x, base + 12 * i, t, size, BLACK, anchor=anchor) for i, t in enumerate(rows))
    return Group(f"actor-{slug(pole.iri)}", label, (bar, *names))


def actors(at: Arrangement) -> list[Mark]:
    """Return the actors' pills (or hollow dots) and names; who stands on both sides has two ids."""
    left = {actor.entity.iri for actor in at.columns["left"]}
    return [
        _actor(at, actor, y, "-right" if side == "right" and actor.entity.iri in left else "")
        for side in SIDES
        for actor, y in _placed(at, side)
    ]


def _placed(at: Arrangement, side: Side) -> list[tuple[Actor, float]]:
    by_key = {actor.key: actor for actor in at.columns[side]}
    return [(by_key[row.key], y) for row, y in at.placing.rows[side] if row.key in by_key]


def _actor(at: Arrangement, actor: Actor, y: float, more: str) -> Group:
    x, half = marks.AXES[actor.side], _half(at, actor)
    sign = capsule(x, y - half, y + half, marks.PILL, "pole")
    if actor.idle:
        sign = circle(x, y, 2.6, "state", 1, "background")
    names = (
        Text(
            NAME_X[actor.side],
            y + 3.7 + NAME_LEADING * i,
            t,
            actor.size,
            actor.weight,
            "ink",
            ANCHORS[actor.side],
        )
        for i, t in enumerate(actor.names)
    )
    return Group(f"actor-{slug(actor.entity.iri)}{more}", words.plain(actor.entity.label), (sign, *names))


def _half(at: Arrangement, actor: Actor) -> float:
    """Return half the height of an actor's pill, or of its dot."""
    ties = sum(lane.end(actor.side) == actor.key for lane, _ in at.placing.lanes)
    return pill(ties) / 2 if ties else 3.1


def states(at: Arrangement) -> list[Mark]:
    """Return the states: grey lanes between the poles, then what attaches each actor to its own."""
    lanes = ((at.drawn[lane.key], at.course(lane, y)) for lane, y in at.placing.lanes)
    made: list[Mark] = [
        _state_lane(at, d, d.statement, course)
        for d, course in lanes
        if d.statement and d.statement.kind == "state"
    ]
    for side in SIDES:
        ys = {actor.key: y for actor, y in _placed(at, side)}
        for actor, _ in _placed(at, side):
            made += _attachment(at, actor, ys)
    return made


def _state_lane(at: Arrangement, d: Drawn, s: Statement, course: marks.Course) -> Group:
    made: list[Mark] = [
        marks.course_shape(course, "background", 4.1, "solid"),
        marks.course_shape(course, "state", 1.1, "dotted" if doubtful(s) else "solid"),
    ]
    if s.polarity == "negative":
        made += marks.strike(marks.LANE[1] - 2, course.y)
    top = course.y - 4.2 - 11 * (len(d.phrase) - 1)
    made += [Text(marks.TEXT_X, top + 11 * i, t, 9.8, colour="grey") for i, t in enumerate(d.phrase)]
    end = marks.TEXT_X + at.setting.font.width(d.phrase[-1], 9.8) + LETTER_GAP
    made.append(Text(end, course.y - 6.8, at.letters.of(s), 7, SEMIBOLD, "grey"))
    return _group(at, s, made)


def _group(at: Arrangement, s: Statement, made: Sequence[Mark]) -> Group:
    return Group(f"state-{s.id}", words.state_line(s, at.setting.ontology, at.setting.name), tuple(made))


def _attachment(at: Arrangement, actor: Actor, ys: dict[str, float]) -> list[Mark]:
    """Return the states that attach an actor: each its role line, the first the line to pole or parent.

    Where an actor between is folded, the line to the pole belongs to the last state of the way.
    """
    if not actor.roles:
        return [_leader(at, actor, ys[actor.key], None)]
    made: list[Mark] = []
    base = ys[actor.key] + 3.7 + NAME_LEADING * (len(actor.names) - 1) + ROLE_BELOW
    for i, role in enumerate(actor.roles):
        letters = _letters(at, actor, role, base)
        parts: list[list[Mark]] = [[text] for text in letters.texts]
        parts[0] += _role_lines(actor, role, base, letters.width)
        if i == 0:
            parts[-1 if actor.parent is None else 0].insert(0, _connector(at, actor, ys, role.states))
        made += [_group(at, s, part) for s, part in zip(role.states, parts, strict=True)]
        base += ROLE_LEADING * len(role.lines)
    return made


def _role_lines(actor: Actor, role: Role, base: float, letters: float) -> list[Mark]:
    """Return a role's lines; at the left the last one leaves room for the letters behind it."""
    last, x = len(role.lines) - 1, NAME_X[actor.side]
    shift = letters if actor.side == "left" else 0.0
    return [
        Text(
            x - (shift if i == last else 0),
            base + ROLE_LEADING * i,
            t,
            8.4,
            colour="grey",
            anchor=ANCHORS[actor.side],
        )
        for i, t in enumerate(role.lines)
    ]


@dataclass(frozen=True, slots=True)
class _Raised:
    """The raised letters behind a role, and the room they take."""

    texts: tuple[Text, ...]
    width: float


def _letters(at: Arrangement, actor: Actor, role: Role, base: float) -> _Raised:
    letters = [at.letters.of(s) for s in role.states]
    widths = [at.setting.font.width(t, 7, SEMIBOLD) + LETTER_GAP for t in letters]
    x = NAME_X[actor.side]
    start = x - sum(widths) if actor.side == "left" else x + at.setting.font.width(role.lines[-1], 8.4)
    y = base + ROLE_LEADING * (len(role.lines) - 1) - 2.4
    texts = (
        Text(start + sum(widths[:i]) + LETTER_GAP, y, t, 7, SEMIBOLD, "grey") for i, t in enumerate(letters)
    )
    return _Raised(tuple(texts), sum(widths))


def _connector(at: Arrangement, actor: Actor, ys: dict[str, float], states: Sequence[Statement]) -> Shape:
    """Return the grey line from an actor to the pole, or up to the parent's pill."""
    dash = (0.1, 2.0) if any(doubtful(s) for s in states) else None
    if actor.parent is None:
        return _leader(at, actor, ys[actor.key], dash)
    parent = next(a for a in at.columns[actor.side] if a.key == actor.parent)
    x = marks.AXES[actor.side]
    return line(
        x, ys[parent.key] + _half(at, parent), x, ys[actor.key] - _half(at, actor), "state", 0.9, dash
    )


def _leader(at: Arrangement, actor: Actor, y: float, dash: tuple[float, float] | None) -> Shape:
    width = at.setting.font.width(actor.names[0], actor.size, actor.weight) + 6
    x, inner = NAME_X[actor.side], INNER[actor.side]
    end = max(x - width, inner) if actor.side == "left" else min(x + width, inner)
    return line(inner, y, end, y, "state", 0.9, dash)
