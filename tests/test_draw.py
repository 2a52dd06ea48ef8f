from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.draw import FORMATS, draw_ties, ties_scene
from kg.draw.paint import SETTINGS
from kg.draw.scene import Group, Mark, Scene, Shape, Text, slug
from kg.draw.style import BOLD, THEMES, Font, font, wrap
from kg.errors import InputError
from kg.model import Entity, Statement
from kg.ontology import load
from kg.ties import Ties, ties
from tests.belarus_russia import (
    ALLIED,
    ARREST,
    BACKING,
    BELARUS,
    ENT,
    EVENTS,
    EXERCISES,
    GAZETTEER,
    KGB,
    LUKASHENKO,
    MEN,
    MILINKEVICH,
    NO_DEAL,
    OPEN,
    PUBLISHED,
    RUSSIA,
    SOURCES,
    STATEMENTS,
    STATES,
    event,
    many,
    state,
)

SVG = "{http://www.w3.org/2000/svg}"
SEED = ties(STATEMENTS, BELARUS, RUSSIA, GAZETTEER)
SYLLABLES = [
    "Alexander",
    "Joint",
    "Standing",
    "Committee",
    "Bundesverfassungsgerichtspräsidentin",
    "Kim",
    "Владимир",
    "الرئيس",
]


def scene(found: Ties, **options: Any) -> Scene:
    return ties_scene(found, published=PUBLISHED, sources=SOURCES, **options)


def svg(found: Ties, **options: Any) -> Any:
    return ElementTree.fromstring(draw_ties(found, "svg", published=PUBLISHED, sources=SOURCES, **options))


def group(drawn: Scene, id_: str) -> Group:
    return next(g for g in drawn.groups() if g.id == id_)


def said(marks: Sequence[Mark]) -> str:
    return " ".join(m.text for m in marks if isinstance(m, Text))


def generated(count: int) -> Ties:
    """Ties of so many events between actors with long and foreign names, all caveats among them."""
    draw = random.Random(count)
    poles = (
        Entity(ENT + "a", "Organisation for Security", "IGO"),
        Entity(ENT + "b", "Bosnia and Herzegovina", "Country"),
    )
    statements: list[Statement] = []
    actors: list[list[Entity]] = []
    for pole in poles:
        names = [" ".join(draw.sample(SYLLABLES, draw.randint(1, 4))) for _ in range(min(10, count + 1))]
        own = [
            Entity(f"{pole.iri}{i}", name, draw.choice(["Person", "Group"])) for i, name in enumerate(names)
        ]
        actors.append([pole, *own])
        for i, actor in enumerate(own):
            above = draw.choice([pole, pole, *own[:i]])
            ended, modality = draw.random() < 0.2, draw.choice(["asserted", "alleged"])
            statements.append(state("officialOf", actor, above, "So it is.", ended=ended, modality=modality))
    for i in range(count):
        ends = [draw.choice(actors[0]), draw.choice(actors[1])]
        draw.shuffle(ends)
        statements.append(
            event(
                draw.choice(sorted(load().events)),
                ends[0],
                ends[1] if draw.random() < 0.9 else None,
                f"{poles[0].label} and {poles[1].label}: {' '.join(draw.choices(SYLLABLES, k=25))}.",
                polarity=draw.choice(["positive", "positive", "negative"]),
                modality=draw.choice(["asserted", "planned", "possible", "alleged"]),
                speaker=draw.choice([None, *actors[0]]),
                date=draw.choice([None, "2020-07-27/2020-08-02", f"2019-{i % 12 + 1:02}-{i % 28 + 1:02}"]),
                mode=draw.choice([None, "suicide-attack"]),
                articles=draw.choice([("a1",), ("a1", "a2", "a3")]),
            )
        )
    statements.append(state("alliedWith", poles[0], poles[1], "They are allies.", mutual=True))
    return ties(statements, *poles)


CASES = {
    "sample": SEED,
    "none": ties((), BELARUS, RUSSIA),
    "one": ties((ARREST, *STATES), BELARUS, RUSSIA),
    "states": ties(STATES, BELARUS, RUSSIA),
    "thin": ties((EXERCISES,), BELARUS, RUSSIA),
    "sixty": ties(many(60), BELARUS, RUSSIA),
    **{f"generated {n}": generated(n) for n in (1, 4, 12, 26, 60, 200)},
}


def stroked(shape: Shape) -> Iterator[tuple[float, float]]:
    """Points along a shape's outline, at most 1.5 points apart."""
    last = shape.points[0]
    i = 0
    while i < len(shape.points):
        ends = shape.points[i : i + 3] if shape.codes[i] == "C" else shape.points[i : i + 1]
        steps = max(1, int(max(abs(ends[-1][k] - last[k]) for k in (0, 1)) / 1.5)) if i else 1
        for t in (j / steps for j in range(steps + 1)):
            if shape.codes[i] == "C":
                parts = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield tuple(sum(p * q[k] for p, q in zip(parts, (last, *ends), strict=True)) for k in (0, 1))  # type: ignore[misc]
            else:
                yield tuple(last[k] + (ends[0][k] - last[k]) * t for k in (0, 1))  # type: ignore[misc]
        last = ends[-1]
        i += len(ends)


def boxes(drawn: Scene) -> list[tuple[Text, tuple[float, float, float, float]]]:
    return [(t, t.box(font())) for t in drawn.texts()]


@pytest.mark.parametrize("case", CASES)
def test_no_text_overlaps_another_or_leaves_the_page(case: str) -> None:
    drawn = scene(CASES[case])
    for text, (left, top, right, bottom) in boxes(drawn):
        assert left > 33 and right < 687 and top > 0 and bottom < drawn.height, text
    for (one, a), (other, b) in combinations(boxes(drawn), 2):
        apart = a[2] <= b[0] + 0.2 or b[2] <= a[0] + 0.2 or a[3] <= b[1] + 0.2 or b[3] <= a[1] + 0.2
        assert apart, (one, other)


@pytest.mark.parametrize("case", CASES)
def test_no_line_runs_through_a_text(case: str) -> None:
    drawn = scene(CASES[case])
    words = [(t, box) for t, box in boxes(drawn) if not (t.anchor == "middle" and t.text.isdigit())]
    for shape in drawn.shapes():
        half = shape.width / 2 if shape.stroke else 0
        if "background" in (shape.stroke, shape.fill) and shape.codes != "M" + "C" * 12 + "Z":
            continue
        for x, y in stroked(shape):
            for text, (left, top, right, bottom) in words:
                inside = (
                    left + 0.3 < x + half
                    and x - half < right - 0.3
                    and top + 0.3 < y + half
                    and y - half < bottom - 0.3
                )
                assert not inside, (shape, text)


def test_overlap_checks_find_an_overlap() -> None:
    one, other = Text(100, 100, "Minsk", 10), Text(110, 104, "Moscow", 10)
    a, b = one.box(font()), other.box(font())
    assert a[2] > b[0] and a[3] > b[1]
    curve = Shape(((90, 98), (110, 98), (120, 98), (140, 98)), "MCCC", "ink", 1)
    assert any(a[0] < x < a[2] and a[1] < y < a[3] for x, y in stroked(curve))


def test_measured_widths_are_those_painted() -> None:
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text as Painted

    figure = Figure(dpi=288)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    with matplotlib.rc_context(SETTINGS):
        for text in scene(SEED).texts():
            painted = Painted(0, 0, text.text, fontproperties=font().properties(text.size, text.weight))
            figure.add_artist(painted)
            width = painted.get_window_extent(renderer).width / 4
            measured = font().width(text.text, text.size, text.weight)
            assert width == pytest.approx(measured, abs=1.5), text.text


def test_lato_is_not_needed() -> None:
    fallback = Font(("DejaVu Sans",), 0.86)
    assert fallback.width("Belarus", 22, BOLD) > fallback.width("Belarus", 22) > 0


def test_every_tie_actor_and_state_is_a_titled_group() -> None:
    root = svg(SEED)
    groups = {g.get("id"): g for g in root.iter(f"{SVG}g")}
    wanted = {f"tie-{s.id}" for s in EVENTS} | {f"state-{s.id}" for s in (*STATES, *GAZETTEER)}
    actors = {BELARUS, RUSSIA, LUKASHENKO, KGB, MEN, MILINKEVICH}
    wanted |= {f"actor-{slug(e.iri)}" for e in actors}
    assert wanted <= set(groups)
    for id_ in wanted:
        title = groups[id_].find(f"{SVG}title")
        assert title is not None and title.text, id_
    assert "coerces 33 Russian citizens (arrest)" in groups[f"tie-{ARREST.id}"].find(f"{SVG}title").text
    assert groups[f"actor-{slug(LUKASHENKO.iri)}"].find(f"{SVG}title").text == "Alexander Lukashenko"


@pytest.mark.parametrize("case", CASES)
def test_ids_are_unique(case: str) -> None:
    ids = [g.id for g in scene(CASES[case]).groups()]
    assert len(ids) == len(set(ids))


def test_words_of_the_svg_are_text() -> None:
    root = svg(SEED)
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert sorted(texts) == sorted(t.text for t in scene(SEED).texts())
    assert "Ties between Belarus and Russia, reported up to 5 August 2020" in texts


def test_svg_has_an_accessible_name_and_description() -> None:
    root = svg(SEED)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Ties between Belarus and Russia, reported up to 5 August 2020"
    assert root.find(f"{SVG}desc").text.startswith("Of 15 events, 9 are conflict")


def test_hostile_words_stay_words() -> None:
    villain = Entity(ENT + "x/../<b>", '<script>alert("1")</script> & $\\frac{1}{0}$ \x07\n', "Group", "x")
    act = event(
        "ASSAULT", villain, BELARUS, "$x$ ]]> <img src=x onerror=alert(1)> Belarus \x00", subjectSide=RUSSIA
    )
    root = svg(ties((act,), BELARUS, RUSSIA))
    assert not list(root.iter(f"{SVG}script")) and not list(root.iter(f"{SVG}image"))
    words = " ".join(t.text for t in root.iter(f"{SVG}text"))
    assert "<img src=x onerror=alert(1)>" in words
    assert "$\\frac{1}{0}$" in words
    for form in ("png", "pdf"):
        assert draw_ties(ties((act,), BELARUS, RUSSIA), form)


def test_pictures_are_the_same_in_every_process() -> None:
    code = (
        "import hashlib\n"
        "from kg.draw import FORMATS, draw_ties\n"
        "from kg.ties import ties\n"
        "from tests.belarus_russia import *\n"
        "found = ties(STATEMENTS, BELARUS, RUSSIA, GAZETTEER)\n"
        "for form in FORMATS:\n"
        "    picture = draw_ties(found, form, published=PUBLISHED, sources=SOURCES)\n"
        "    print(hashlib.sha256(picture).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(set(runs.pop().split())) == len(FORMATS)


def test_picture_does_not_depend_on_the_order_of_statements() -> None:
    back = ties(reversed(STATEMENTS), BELARUS, RUSSIA, GAZETTEER)
    assert scene(back) == scene(SEED)


def test_matplotlib_is_not_imported_with_the_package() -> None:
    code = "import sys, kg.draw, kg.ties; sys.exit('matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode
        == 0
    )


def test_drawing_never_imports_pyplot() -> None:
    code = (
        "import sys\n"
        "from kg.draw import draw_ties\n"
        "from kg.ties import ties\n"
        "from tests.belarus_russia import BELARUS, RUSSIA\n"
        "draw_ties(ties((), BELARUS, RUSSIA), 'png')\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)\n"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode
        == 0
    )


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_file_has_the_format_of_its_ending(form: str, start: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"ties.{form}"
    picture = draw_ties(SEED, file)
    assert file.read_bytes() == picture
    assert picture.startswith(start)
    assert b"CreationDate" not in picture


def test_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"use \.svg, \.png or \.pdf"):
        draw_ties(SEED, tmp_path / "ties.gif")
    assert not list(tmp_path.iterdir())


def test_png_is_1600_pixels_wide() -> None:
    assert int.from_bytes(draw_ties(SEED, "png")[16:20], "big") == 1600


@pytest.mark.parametrize(
    ("tie", "caveats"),
    [
        (NO_DEAL, ["does not agree with Putin", "negated"]),
        (EXERCISES, ["is set to mobilize", "planned"]),
        (BACKING, ["claim by Milinkevich", "2019"]),
        (ARREST, ["29 July 2020", "3 reports"]),
    ],
)
def test_words_of_a_lane_carry_every_caveat(tie: Statement, caveats: list[str]) -> None:
    words = said(group(scene(SEED), f"tie-{tie.id}").marks)
    assert all(caveat in words for caveat in caveats), words


def dashed(tie: Statement) -> tuple[float, float] | None:
    drawn = group(scene(ties((tie, *STATES), BELARUS, RUSSIA, GAZETTEER)), f"tie-{tie.id}")
    lines = [
        m
        for m in drawn.marks
        if isinstance(m, Shape) and m.stroke != "background" and len(m.points) > 6 and not m.fill
    ]
    return lines[0].dash


def test_claims_are_dotted_plans_dashed_and_reports_solid() -> None:
    assert dashed(ARREST) is None
    assert (dashed(replace(ARREST, modality="planned")) or (0, 0))[0] > 1
    assert (dashed(replace(ARREST, speaker=LUKASHENKO)) or (9, 9))[0] < 1
    assert (dashed(replace(ARREST, speaker=LUKASHENKO, modality="planned")) or (9, 9))[0] < 1


def test_negated_tie_is_struck_and_others_are_not() -> None:
    def slashes(s: Statement) -> int:
        marks = group(scene(SEED), f"tie-{s.id}").marks
        return sum(isinstance(m, Shape) and m.stroke == "ink" for m in marks)

    assert (slashes(NO_DEAL), slashes(ARREST)) == (2, 0)


def tips(tie: Statement) -> list[float]:
    """The x of the tips of a tie's arrowheads, without the pointers beside the ring."""
    marks = group(scene(ties((tie, *STATES), BELARUS, RUSSIA, GAZETTEER)), f"tie-{tie.id}").marks
    triangles = [m for m in marks if isinstance(m, Shape) and m.codes == "MLLZ"]
    return sorted(m.points[0][0] for m in triangles if not 250 < m.points[0][0] < 290)


def test_arrowhead_is_at_the_recipient() -> None:
    (right,) = tips(ARREST)
    assert 530 < right < 540
    (left,) = tips(event("ACCUSE", RUSSIA, LUKASHENKO, "Moscow accused Lukashenko."))
    assert 180 < left < 190
    (bar,) = tips(event("ACCUSE", LUKASHENKO, RUSSIA, "Lukashenko accused Moscow."))
    assert 675 < bar < 681


def test_mutual_tie_has_heads_at_both_ends() -> None:
    assert len(tips(NO_DEAL)) == 2


def test_tie_without_recipient_ends_open_beyond_its_lane() -> None:
    assert tips(EXERCISES) == []
    shapes = [m for m in group(scene(SEED), f"tie-{EXERCISES.id}").marks if isinstance(m, Shape)]
    assert max(x for m in shapes for x, _ in m.points) < 480
    assert "no recipient named" in said(scene(SEED).marks)


def test_lanes_run_from_cooperation_to_conflict_numbered_from_the_top() -> None:
    drawn = scene(SEED)
    order = [g.title for g in drawn.groups() if g.id.startswith("tie-")]
    assert [int(title.split(".")[0]) for title in order] == list(range(1, 16))
    scores = [
        load().events[s.relation].score for g in drawn.groups() for s in EVENTS if g.id == f"tie-{s.id}"
    ]
    signs = [(x > 0) - (x < 0) for x in scores]
    assert signs == sorted(signs, reverse=True)
    assert {"Cooperation", "Conflict in words", "Conflict in deeds"} <= {t.text for t in drawn.texts()}


def test_state_between_the_poles_runs_straight_from_bar_to_bar() -> None:
    line = group(scene(SEED), f"state-{ALLIED.id}").marks[1]
    assert isinstance(line, Shape)
    assert {y for _, y in line.points} == {line.points[0][1]}
    assert (line.points[0][0], line.points[-1][0]) == (40, 680)


def test_speaker_without_a_tie_is_an_idle_actor_with_a_role() -> None:
    drawn = scene(SEED)
    name = next(m for m in group(drawn, f"actor-{slug(MILINKEVICH.iri)}").marks if isinstance(m, Text))
    assert name.weight < BOLD
    former = next(s for s in STATES if s.subject == MILINKEVICH)
    assert "formerly opponent of Lukashenko, 2006" in said(group(drawn, f"state-{former.id}").marks)


def test_state_of_the_gazetteer_is_marked_as_such() -> None:
    assert "head of state of Russia, since 2012 (gazetteer)" in said(scene(SEED).marks)


def test_open_relations_are_drawn_only_when_asked_for() -> None:
    id_ = f"tie-{OPEN[0].id}"
    assert id_ not in [g.id for g in scene(SEED).groups()]
    assert "untyped" in said(group(scene(SEED, with_open=True), id_).marks)


def test_what_is_not_shown_of_sixty_ties_is_counted() -> None:
    drawn = scene(CASES["sixty"])
    shown = [g for g in drawn.groups() if g.id.startswith("tie-")]
    more = [int(n) for t in drawn.texts() for n in re.findall(r"^\+ (\d+) more", t.text)]
    assert len(shown) == 22
    assert len(shown) + sum(more) == len(CASES["sixty"].events) == 60
    assert "Of 60 events" in drawn.description


def test_limit_keeps_one_tie_of_each_quadrant_and_the_poles_own() -> None:
    few = scene(SEED, limit=3)
    shown = {s.relation for g in few.groups() for s in EVENTS if g.id == f"tie-{s.id}"}
    assert {"COOPERATE", "REQUEST"} <= shown
    scores = {load().events[relation].quadrant for relation in shown}
    assert scores == {"verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict"}


def test_no_tie_is_a_picture_that_says_so() -> None:
    drawn = scene(CASES["none"])
    assert "No tie is reported." in [t.text for t in drawn.texts()]
    assert drawn.description.startswith("No event between the two is reported.")


def test_legend_shows_only_what_occurs() -> None:
    one = said(scene(CASES["one"]).marks)
    assert "hostile −7" in one
    assert not any(word in one for word in ("negated", "claim", "planned", "no recipient named"))


def test_evidence_list_gives_sentence_date_and_outlet() -> None:
    words = said(group(scene(SEED), f"evidence-{EXERCISES.id}").marks)
    assert "called for military exercises near the border with Russia." in words.replace("  ", " ")
    assert "By 5 Aug 2020 · Baltic Wire" in words


@pytest.mark.parametrize("name", THEMES)
def test_every_tie_colour_stands_out_from_the_background(name: str) -> None:
    theme = THEMES[name]
    for score, colour in theme.scores:
        assert theme.tie(score) == colour
        assert contrast(colour, theme.background) >= 2.9
    for text in (theme.ink, theme.grey):
        assert contrast(text, theme.background) >= 4.5


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.1 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_score_between_two_stops_has_a_colour_between() -> None:
    light = THEMES["light"]
    assert light.tie(-8) not in dict(light.scores).values()
    assert contrast(light.tie(-7), light.background) < contrast(light.tie(-8), light.background)
    assert light.tie(99) == light.tie(9.5)
    assert light.tie(None) == light.tie(0)


def test_long_text_wraps_and_is_cut_at_a_word() -> None:
    assert wrap("one two three four", lambda t: len(t) <= 9, 2) == ["one two", "three …"]
    assert wrap("one two", lambda t: len(t) <= 9, 2) == ["one two"]
    assert wrap("incomprehensibilities", lambda t: len(t) <= 9, 3) == ["incompreh", "ensibilit", "ies"]
