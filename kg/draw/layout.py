"""Where lanes, rows and ports of a ties diagram stand: order, placing and repair, without randomness.

Lanes are the ties, one below the other in the middle. Rows are the actors, one column on each
side, and one pass row for each tie that runs to a pole between them. The steps are those of the
design notes: start order, rows at the weighted median of their ties (isotonic regression, Barlow
et al. 1972, pool adjacent violators with L1 cost), improvement by moves, room for straight lanes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

PORT = 9.0
PITCH = 30.0
GAP = 3.0
BAR_ABOVE, BAR_BELOW = 26.0, 18.0
STRAIGHT, PASS, IDLE = 100.0, 20.0, 0.05
ROUNDS, REACH = 6, 6


@dataclass(frozen=True, slots=True)
class Lane:
    """A tie's lane; `left` and `right` are the keys of the rows it runs to (None: it ends open).

    Lanes keep the order of their `section`; `before` and `after` are extra room above and below,
    `heading` is room above that stays with the place when lanes change places.
    """

    key: str
    section: int
    left: str | None
    right: str | None
    before: float = 0.0
    after: float = 0.0
    heading: float = 0.0

    def end(self, side: Side) -> str | None:
        """Return the row at a side."""
        return self.left if side == "left" else self.right


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a column: an actor, or the gap in which one tie passes to the pole.

    `above` and `below` are the room its text needs from its middle. Rows with one `family` stay
    together in the given order: a parent and those under it.
    """

    key: str
    family: str
    above: float
    below: float
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """The result: lanes and rows from top to bottom with the y of each, and the y of each port."""

    lanes: tuple[tuple[Lane, float], ...]
    rows: dict[Side, tuple[tuple[Row, float], ...]]
    ports: dict[tuple[str, Side], float]
    top: float
    bottom: float


def place(
    lanes: Sequence[Lane], rows: dict[Side, Sequence[Row]], first: float, pitch: float = PITCH
) -> Placing:
    """Return where lanes and rows stand; the first lane is at `first`.

    `lanes` come in their start order. Every row's key at the end of a lane must be a row.
    """
    state = _State(tuple(lanes), {side: _start(lanes, rows[side], side) for side in SIDES}, first, pitch, ())
    state = _stretched(_improved(state))
    ys = state.lane_ys()
    placed = {side: state.row_ys(side) for side in SIDES}
    ports = {(key, side): y for side in SIDES for key, y in state.ports(side).items()}
    rows_ = {side: tuple(zip(state.rows(side), placed[side], strict=True)) for side in SIDES}
    low = [y + r.below - BAR_BELOW + 4 for side in SIDES for r, y in rows_[side]] + list(ys) + [first]
    return Placing(
        tuple(zip(state.lanes, ys, strict=True)), rows_, ports, first - BAR_ABOVE, max(low) + BAR_BELOW
    )


Family = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """An order of lanes and families; everything else follows from it."""

    lanes: tuple[Lane, ...]
    families: dict[Side, tuple[Family, ...]]
    first: float
    pitch: float
    extra: tuple[float, ...]

    def rows(self, side: Side) -> tuple[Row, ...]:
        return tuple(row for family in self.families[side] for row in family)

    def lane_ys(self) -> tuple[float, ...]:
        ys: list[float] = []
        for i, lane in enumerate(self.lanes):
            step = self.pitch + lane.heading + self.lanes[i - 1].after if i else 0.0
            ys.append(
                (ys[-1] if ys else self.first) + step + lane.before + (self.extra[i] if self.extra else 0.0)
            )
        return tuple(ys)

    def row_ys(self, side: Side) -> tuple[float, ...]:
        ys = dict(zip((lane.key for lane in self.lanes), self.lane_ys(), strict=True))
        return _row_ys(self.rows(side), _ties(self.lanes, side), ys, _straight(self.lanes, self), self.first)

    def ports(self, side: Side) -> dict[str, float]:
        ties = _ties(self.lanes, side)
        found = {}
        for row, y in zip(self.rows(side), self.row_ys(side), strict=True):
            keys = ties.get(row.key, [])
            for i, key in enumerate(keys):
                found[key] = y + (i - (len(keys) - 1) / 2) * PORT
        return found


def pill(ties: int) -> float:
    """Return the height of the pill of an actor with so many ties."""
    return max(8.0, PORT * ties)


def _ties(lanes: Sequence[Lane], side: Side) -> dict[str, list[str]]:
    """Return the keys of the lanes that end at each row, from top to bottom."""
    found: dict[str, list[str]] = {}
    for lane in lanes:
        end = lane.end(side)
        if end is not None:
            found.setdefault(end, []).append(lane.key)
    return found


def _straight(lanes: Sequence[Lane], state: _State) -> set[str]:
    """Return the keys of the lanes that run from pole to pole."""
    passing = {side: {r.key for r in state.rows(side) if r.passes} for side in SIDES}
    return {x.key for x in lanes if x.left in passing["left"] and x.right in passing["right"]}


def _start(lanes: Sequence[Lane], rows: Sequence[Row], side: Side) -> tuple[Family, ...]:
    """Return the families sorted by the mean place of their lanes; those without any last."""
    place_of = {lane.key: i for i, lane in enumerate(lanes)}
    ties = _ties(lanes, side)
    families: dict[str, list[Row]] = {}
    for row in rows:
        families.setdefault(row.family, []).append(row)

    def mean(family: list[Row]) -> float:
        places = [place_of[key] for row in family for key in ties.get(row.key, [])]
        return sum(places) / len(places) if places else len(lanes)

    return tuple(tuple(f) for f in sorted(families.values(), key=lambda f: (mean(f), f[0].key)))


def _row_ys(
    rows: Sequence[Row],
    ties: dict[str, list[str]],
    lane_ys: dict[str, float],
    straight: set[str],
    first: float,
) -> tuple[float, ...]:
    """Return the rows' y: at the mean of their ties, kept apart, in order, none above the bars' top."""
    if not rows:
        return ()
    shifts, targets, weights = [0.0], list[float](), list[float]()
    for i, row in enumerate(rows):
        keys = ties.get(row.key, [])
        if i:
            shifts.append(shifts[-1] + distance(rows[i - 1], row, ties))
        before = targets[-1] + shifts[i] if i else first
        target = sum(lane_ys[k] for k in keys) / len(keys) if keys else before
        targets.append(target - shifts[i])
        passing = STRAIGHT if straight.intersection(keys) else PASS
        weights.append(passing if row.passes else float(len(keys)) or IDLE)
    top = first - BAR_ABOVE + 4 + above(rows[0], ties)
    return tuple(max(z, top) + shift for z, shift in zip(_isotonic(targets, weights), shifts, strict=True))


def above(row: Row, ties: dict[str, list[str]]) -> float:
    """Return the room a row needs above its middle."""
    return max(row.above, pill(len(ties.get(row.key, []))) / 2 + 3 if not row.passes else 0)


def below(row: Row, ties: dict[str, list[str]]) -> float:
    """Return the room a row needs below its middle."""
    return max(row.below, pill(len(ties.get(row.key, []))) / 2 + 3 if not row.passes else 0)


def distance(upper: Row, lower: Row, ties: dict[str, list[str]]) -> float:
    """Return the least distance between the middles of two neighbouring rows."""
    return below(upper, ties) + GAP + above(lower, ties)


def _isotonic(targets: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the non-decreasing sequence nearest to the targets in weighted L1 distance."""
    blocks: list[tuple[float, list[tuple[float, float]]]] = []
    for target, weight in zip(targets, weights, strict=True):
        value, members = target, [(target, weight)]
        while blocks and blocks[-1][0] > value:
            members = blocks.pop()[1] + members
            value = _median(members)
        blocks.append((value, members))
    return [value for value, members in blocks for _ in members]


def _median(members: list[tuple[float, float]]) -> float:
    half, passed = sum(w for _, w in members) / 2, 0.0
    for value, weight in sorted(members):
        passed += weight
        if passed >= half:
            return value
    return members[-1][0]


def _cost(state: _State, side: Side) -> float:
    """Return crossings of a side's curves, and a hundredth of the way they climb."""
    ports = state.ports(side)
    ys = dict(zip((lane.key for lane in state.lanes), state.lane_ys(), strict=True))
    order = [ports[lane.key] for lane in state.lanes if lane.key in ports]
    crossings = sum(upper > lower for i, upper in enumerate(order) for lower in order[i + 1 :])
    return crossings + 0.01 * sum(abs(y - ys[key]) for key, y in ports.items())


def _improved(state: _State) -> _State:
    """Return the state after moving families and swapping lanes while that lowers the cost."""
    for _ in range(ROUNDS):
        before = state
        for side in SIDES:
            state = _moved(state, side)
        state = _swapped(state)
        if state == before:
            break
    return state


def _moved(state: _State, side: Side) -> _State:
    """Try each family of a side at up to six places up and down; keep the best."""
    best = _cost(state, side)
    for family in state.families[side]:
        at = state.families[side].index(family)
        others = state.families[side][:at] + state.families[side][at + 1 :]
        for to in range(max(0, at - REACH), min(len(others), at + REACH) + 1):
            order = (*others[:to], family, *others[to:])
            tried = replace(state, families={**state.families, side: order})
            cost = _cost(tried, side)
            if cost < best - 1e-9:
                state, best = tried, cost
    return state


def _swapped(state: _State) -> _State:
    """Try to swap each two neighbouring lanes of a section; keep what lowers the cost."""
    best = sum(_cost(state, side) for side in SIDES)
    for i in range(len(state.lanes) - 1):
        upper, lower = state.lanes[i], state.lanes[i + 1]
        if upper.section != lower.section:
            continue
        first, second = replace(lower, heading=upper.heading), replace(upper, heading=lower.heading)
        families = {side: _passes_swapped(state.families[side], upper, lower, side) for side in SIDES}
        tried = replace(
            state, lanes=(*state.lanes[:i], first, second, *state.lanes[i + 2 :]), families=families
        )
        cost = sum(_cost(tried, side) for side in SIDES)
        if cost < best - 1e-9:
            state, best = tried, cost
    return state


def _passes_swapped(families: tuple[Family, ...], upper: Lane, lower: Lane, side: Side) -> tuple[Family, ...]:
    """Return a side's families with the pass rows of two lanes in each other's place, if both pass."""
    keys = [family[0].key for family in families if family[0].passes]
    ends = upper.end(side), lower.end(side)
    if not all(end in keys for end in ends):
        return families
    places = [next(i for i, f in enumerate(families) if f[0].key == end) for end in ends]
    changed = list(families)
    changed[places[0]], changed[places[1]] = changed[places[1]], changed[places[0]]
    return tuple(changed)


def _stretched(state: _State) -> _State:
    """Spread lanes where two straight ones leave too little room for the rows between them."""
    extra = [0.0] * len(state.lanes)
    for _ in range(len(state.lanes)):
        state = replace(state, extra=tuple(extra))
        lack = _shortfall(state)
        if lack is None:
            break
        start, end, room = lack
        for i in range(start + 1, end + 1):
            extra[i] += room / (end - start)
    return replace(state, extra=tuple(extra))


def _shortfall(state: _State) -> tuple[int, int, float] | None:
    """Return two straight lanes (by place) and the room lacking between them on a side, if any."""
    straight = _straight(state.lanes, state)
    places = {lane.key: i for i, lane in enumerate(state.lanes)}
    ys = state.lane_ys()
    for side in SIDES:
        ties, rows = _ties(state.lanes, side), state.rows(side)
        last: int | None = None
        needed = 0.0
        for upper, row in zip((None, *rows), rows, strict=False):
            needed += distance(upper, row, ties) if upper else 0.0
            hit = straight.intersection(ties.get(row.key, []))
            if not hit:
                continue
            place_ = places[hit.pop()]
            if last is not None and place_ > last and needed > ys[place_] - ys[last] + 0.01:
                return last, place_, needed - (ys[place_] - ys[last])
            last, needed = place_, 0.0
    return None
