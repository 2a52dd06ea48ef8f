from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from kg.draw.layout import BAR_ABOVE, PORT, SIDES, Lane, Row, Side, _isotonic, distance, place

FIRST = 158.0


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([1, 2, 5])), min_size=1, max_size=5))
def test_rows_are_the_nearest_non_decreasing_ones(wanted: list[tuple[int, int]]) -> None:
    targets, weights = [float(t) for t, _ in wanted], [float(w) for _, w in wanted]
    found = _isotonic(targets, weights)

    def cost(ys: tuple[float, ...] | list[float]) -> float:
        return sum(w * abs(y - t) for y, t, w in zip(ys, targets, weights, strict=True))

    assert found == sorted(found)
    monotone = (ys for ys in product(range(4), repeat=len(targets)) if list(ys) == sorted(ys))
    assert cost(found) <= min(cost([float(y) for y in ys]) for ys in monotone) + 1e-9


@st.composite
def diagrams(draw: st.DrawFn) -> tuple[list[Lane], dict[Side, list[Row]]]:
    """Lanes of two sections between up to four actors a side and the poles."""
    lanes: list[Lane] = []
    rows: dict[Side, list[Row]] = {
        side: [Row(f"{side} {i}", f"{side} {i}", 9, 17) for i in range(4)] for side in SIDES
    }
    for i in range(draw(st.integers(0, 14))):
        ends: dict[Side, str | None] = {}
        for side in SIDES:
            end = draw(st.sampled_from(["pass", None, *(r.key for r in rows[side][:4])]))
            if end == "pass":
                end = f"pass {i}"
                rows[side].append(Row(end, end, 7, 7, passes=True))
            ends[side] = end
        lanes.append(Lane(str(i), i // 7, ends["left"], ends["right"], before=4.0 * (i % 2)))
    return lanes, rows


@given(diagrams())
def test_rows_keep_their_distance_and_ports_their_order(
    diagram: tuple[list[Lane], dict[Side, list[Row]]],
) -> None:
    lanes, rows = diagram
    placing = place(lanes, {side: rows[side] for side in SIDES}, FIRST)
    assert sorted(lane.key for lane, _ in placing.lanes) == sorted(lane.key for lane in lanes)
    assert [lane.section for lane, _ in placing.lanes] == sorted(lane.section for lane in lanes)
    assert all(lower - upper >= 30 for (_, upper), (_, lower) in pairwise(placing.lanes))
    for side in SIDES:
        ties: dict[str, list[str]] = {}
        for lane, _ in placing.lanes:
            ties.setdefault(lane.end(side) or "", []).append(lane.key)
        for (upper, y1), (lower, y2) in pairwise(placing.rows[side]):
            assert y2 - y1 >= distance(upper, lower, ties) - 1e-6
        for key, keys in ties.items():
            ports = [placing.ports[k, side] for k in keys if key]
            assert all(abs(y2 - y1 - PORT) < 1e-6 for y1, y2 in pairwise(ports))
        assert all(placing.top < y < placing.bottom for _, y in placing.rows[side])


@given(diagrams())
def test_placing_is_the_same_each_time(diagram: tuple[list[Lane], dict[Side, list[Row]]]) -> None:
    lanes, rows = diagram
    assert place(lanes, {**rows}, FIRST) == place(lanes, {**rows}, FIRST)


def test_tie_between_two_actors_alone_is_straight() -> None:
    lanes = [Lane("1", 0, "left a", "right a")]
    placing = place(
        lanes, {"left": [Row("left a", "f", 9, 17)], "right": [Row("right a", "g", 9, 17)]}, FIRST
    )
    assert placing.ports == {("1", "left"): FIRST, ("1", "right"): FIRST}
    assert placing.top == FIRST - BAR_ABOVE


def test_crossing_lanes_of_one_section_change_places() -> None:
    lanes = [Lane("1", 0, "left b", "pass 1"), Lane("2", 0, "left a", "pass 2")]
    left = [Row("left a", "left a", 9, 17), Row("left b", "left a", 9, 17)]
    right = [Row(f"pass {i}", f"pass {i}", 7, 7, passes=True) for i in (1, 2)]
    placing = place(lanes, {"left": left, "right": right}, FIRST)
    assert [lane.key for lane, _ in placing.lanes] == ["2", "1"]
    assert [row.key for row, _ in placing.rows["right"]] == ["pass 2", "pass 1"]


def test_lanes_make_room_for_the_rows_between_two_straight_ones() -> None:
    lanes = [Lane(str(i), 0, f"pass {i}", f"pass {i}") for i in (1, 2)]
    lanes.insert(1, Lane("3", 0, "left a", None))
    rows = [Row(f"pass {i}", f"pass {i}", 7, 7, passes=True) for i in (1, 2)]
    left = [*rows, *(Row(f"left {x}", "family", 9, 60) for x in "abc")]
    placing = place(lanes, {"left": left, "right": rows}, FIRST)
    assert all(placing.ports[str(i), "left"] == placing.ports[str(i), "right"] for i in (1, 2))
