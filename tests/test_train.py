"""Training data: dates and numbers by pattern, labels that may be several, names put for others."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kg.language.tokenizer import blank_english
from kg.language.train.data import Example
from kg.language.train.figures import figures
from kg.language.train.labels import TAGS, allowed


def found(text: str) -> list[tuple[str, str]]:
    return [(text[a:b], label) for a, b, label in sorted(figures(text))]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("They met on March 5, 2009.", [("March 5, 2009", "DATE")]),
        ("On Tuesday, 3 May 2011 he left.", [("Tuesday, 3 May 2011", "DATE")]),
        ("In the early 1990s it fell.", [("early 1990s", "DATE")]),
        ("Talks ended last week.", [("last week", "DATE")]),
        ("He may come.", []),
        ("It cost $40 million.", [("$40 million", "NUMBER")]),
        ("Some 12 percent of 3,400 voters.", [("12 percent", "NUMBER"), ("3,400", "NUMBER")]),
        ("Hundreds of thousands marched.", [("Hundreds of thousands", "NUMBER")]),
        ("In 2016, twenty-two states signed.", [("2016", "DATE"), ("twenty-two", "NUMBER")]),
        ("A three-day visit by the 33rd president.", []),
        ("The 21st century", [("21st century", "DATE")]),
    ],
)
def test_dates_and_numbers_are_found_by_pattern(text: str, spans: list[tuple[str, str]]) -> None:
    assert found(text) == spans


def tags(text: str, scheme: str, spans: list[tuple[int, int, str]]) -> list[set[str]]:
    words = [(t.idx, t.idx + len(t)) for t in blank_english()(text)]
    known = {"France": "COUNTRY", "French": "NORP"}
    mask = allowed(scheme, spans, words, text, known.get)
    return [{TAGS[i] for i in np.flatnonzero(row)} for row in mask]


def test_a_place_is_a_country_if_the_gazetteer_says_so() -> None:
    france, _, lille = tags("France and Lille", "uner_ewt", [(0, 6, "LOC"), (11, 16, "LOC")])
    assert france == {"B-COUNTRY"}
    assert lille == {"B-PLACE"}


def test_what_a_set_does_not_mark_may_be_any_of_it_if_it_has_a_capital() -> None:
    french, troops, had, all_, left, ramadan = tags("French troops had all left Ramadan", "uner_ewt", [])
    assert french == {"B-NORP"}
    assert had == {"O"}
    assert {"O", "B-EVENT", "B-WORK"} <= ramadan
    # Between two capitals a small word may be inside a name ("War of the Roses"), but begin none.
    assert not any(tag.startswith("B-") for word in (troops, all_, left) for tag in word)


def test_a_set_that_marks_all_names_leaves_no_doubt() -> None:
    assert tags("The Ramadan", "wikigold", []) == [{"O"}, {"O"}]


def test_names_give_way_to_others_of_their_label_and_length() -> None:
    gazetteer = pytest.importorskip("kg.language.train.gazetteer")
    names = gazetteer.Gazetteer.__new__(gazetteer.Gazetteer)
    names._names = {("PERSON", 2): [["Xi", "Jinping"]]}
    words = ["Vladimir", "Putin", "left", "Minsk"]
    mask = np.zeros((4, len(TAGS)), bool)
    for row, tag in enumerate(("B-PERSON", "I-PERSON", "O", "B-PLACE")):
        mask[row, TAGS.index(tag)] = True
    blank = np.zeros(4, np.int64)
    example = Example(words, blank, blank, blank, blank, blank, mask)
    assert names.replaced(example, 1.0, random.Random(1)).words == ["Xi", "Jinping", "left", "Minsk"]
    assert names.replaced(example, 0.0, random.Random(1)).words == words
