from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.draw import summary, words
from kg.model import Entity, Statement
from kg.ontology import load
from tests.belarus_russia import (
    ALLIED,
    ARREST,
    BACKING,
    BELARUS,
    EVENTS,
    EXERCISES,
    KGB,
    LUKASHENKO,
    MILINKEVICH,
    NO_DEAL,
    OPEN,
    PUBLISHED,
    PUTIN,
    RUSSIA,
    SOURCES,
    STATEMENTS,
    STATES,
    event,
    evidence,
    state,
)

ONTOLOGY = load()
NAME = words.short_names(STATEMENTS)


def phrase(s: Statement, **changes: Any) -> str:
    return words.phrase(replace(s, **changes), ONTOLOGY, NAME)


ACCUSES = event("ACCUSE", LUKASHENKO, RUSSIA, "Lukashenko accused Moscow.")


@pytest.mark.parametrize(
    ("polarity", "modality", "expected"),
    [
        ("positive", "asserted", "accuses Russia"),
        ("negative", "asserted", "does not accuse Russia"),
        ("positive", "planned", "is set to accuse Russia"),
        ("negative", "planned", "is set not to accuse Russia"),
        ("positive", "possible", "may accuse Russia"),
        ("negative", "possible", "may not accuse Russia"),
        ("positive", "alleged", "allegedly accuses Russia"),
        ("negative", "alleged", "allegedly does not accuse Russia"),
    ],
)
def test_phrase_says_polarity_and_modality(polarity: str, modality: str, expected: str) -> None:
    assert phrase(ACCUSES, polarity=polarity, modality=modality) == expected


def test_phrase_keeps_the_preposition_only_before_a_recipient() -> None:
    assert phrase(NO_DEAL) == "does not agree with Putin"
    assert phrase(NO_DEAL, object=None, mutual=False) == "does not agree"
    assert phrase(EXERCISES) == "is set to mobilize"


def test_phrase_tells_the_mode() -> None:
    assert phrase(ARREST) == "coerces 33 Russian citizens (arrest)"


def test_open_relation_keeps_its_words_and_says_what_is_not_so() -> None:
    assert phrase(OPEN[0]) == "want to incorporate Belarus"
    assert phrase(OPEN[0], polarity="negative") == "not: want to incorporate Belarus"
    assert phrase(OPEN[0], modality="planned") == "planned: want to incorporate Belarus"


@pytest.mark.parametrize("relation", sorted(ONTOLOGY.events))
def test_every_event_type_has_a_phrase(relation: str) -> None:
    said = phrase(ACCUSES, relation=relation)
    assert said.endswith(" Russia")
    assert said.islower() is False
    assert said.split()[0].endswith("s")


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("accuse", "accuses"),
        ("deny", "denies"),
        ("reach out", "reaches out"),
        ("pay", "pays"),
        ("veto", "vetoes"),
    ],
)
def test_third_person(verb: str, third: str) -> None:
    assert words.third_person(verb) == third


def test_detail_names_type_score_and_every_caveat() -> None:
    assert words.detail(BACKING, ONTOLOGY, NAME) == ["Support +5", "claim by Milinkevich", "2019"]
    full = replace(BACKING, polarity="negative", modality="planned", via=(PUTIN,))
    assert words.detail(full, ONTOLOGY, NAME, 3) == [
        "Support +5, negated, planned",
        "claim by Milinkevich via Putin",
        "2019",
        "3 reports",
    ]


def test_open_relation_is_untyped() -> None:
    assert words.detail(OPEN[0], ONTOLOGY, NAME)[0] == "untyped"


def test_short_name_is_a_word_of_the_label_that_the_text_uses() -> None:
    xi = Entity("x", "Xi Jinping", "Person", "Xi")
    assert words.short_names([event("ACCUSE", xi, RUSSIA, "")])(xi) == "Xi"
    assert NAME(LUKASHENKO) == "Lukashenko"
    assert NAME(KGB) == "KGB"
    assert NAME(RUSSIA) == "Russia"


def test_shared_surname_gives_full_names() -> None:
    son = Entity("y", "Viktor Lukashenko", "Person", "Lukashenko")
    name = words.short_names([*STATEMENTS, event("ACCUSE", son, RUSSIA, "")])
    assert name(son) == "Viktor Lukashenko"
    assert name(LUKASHENKO) == "Alexander Lukashenko"


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("2020", "2020"),
        ("2020-06", "June 2020"),
        ("2020-07-29", "29 July 2020"),
        ("2020-07-27/2020-08-02", "27 July to 2 August 2020"),
        ("2019-12-30/2020-01-05", "30 December 2019 to 5 January 2020"),
        ("2019/2020", "2019 to 2020"),
    ],
)
def test_dates_are_spoken(value: str, spoken: str) -> None:
    assert words.spoken_date(value) == spoken


def test_tie_without_date_has_that_of_its_latest_article() -> None:
    undated = replace(ARREST, date=None)
    assert words.when(undated, PUBLISHED) == "By 5 Aug 2020"
    assert words.when(ARREST, PUBLISHED) == "29 Jul 2020"
    assert words.when(undated, {}) == ""


def test_state_line_says_when_a_state_is_over_or_not_so() -> None:
    former = next(s for s in STATES if s.subject == MILINKEVICH)
    line = words.state_line(former, ONTOLOGY, NAME)
    assert line == "Alexander Milinkevich: formerly opponent of Lukashenko, 2006".replace("Alexander ", "")
    denied = words.state_line(replace(ALLIED, polarity="negative", speaker=PUTIN), ONTOLOGY, NAME)
    assert denied == "Belarus: not allied with Russia (claim by Putin)"


def test_office_at_a_pole_is_named_alone() -> None:
    head = state("headOfState", LUKASHENKO, BELARUS)
    assert words.role(head, ONTOLOGY, NAME, LUKASHENKO, of_pole=True) == "head of state"
    assert words.role(head, ONTOLOGY, NAME, LUKASHENKO, of_pole=False) == "head of state of Belarus"


def test_mutual_state_reads_from_either_end() -> None:
    rivals = state("opponentOf", LUKASHENKO, MILINKEVICH, mutual=True)
    assert words.role(rivals, ONTOLOGY, NAME, MILINKEVICH, of_pole=False) == "opponent of Lukashenko"


def test_header_points_both_ways_only_for_mutual_ties() -> None:
    assert words.header(NO_DEAL, NAME) == "Lukashenko ↔ Putin"
    assert words.header(BACKING, NAME) == "Russia → Lukashenko"
    assert words.header(EXERCISES, NAME) == "Lukashenko → nobody named"


def test_copies_of_one_text_are_one_report() -> None:
    assert words.reports(ARREST) == 3
    copies = replace(ARREST, evidence=tuple(evidence("The KGB arrested 33 men.", a) for a in ("a1", "a2")))
    assert words.reports(copies) == 1


def test_outlets_are_named_or_counted() -> None:
    assert words.outlets(EXERCISES, SOURCES) == "Baltic Wire"
    assert words.outlets(ARREST, SOURCES) == "Baltic Wire and 2 others"
    assert words.outlets(ARREST, {}) == ""


def test_deck_counts_what_the_events_are() -> None:
    assert summary.deck(EVENTS, ONTOLOGY, NAME) == (
        "Of 15 events, 9 are conflict, 5 cooperation (2 of them negated), 1 neither; "
        "2 claims, 1 planned, 1 possible, 1 alleged. Lukashenko takes part in 10."
    )
    told = [*EVENTS[:3], *OPEN]
    assert summary.deck(told, ONTOLOGY, NAME).startswith("Of 3 events and 1 open relation, 2 are conflict")
    assert summary.deck([BACKING], ONTOLOGY, NAME) == "The only event is cooperation, a claim."
    assert summary.deck([], ONTOLOGY, NAME) == "No event between the two is reported."


def test_meta_line_counts_statements_and_articles() -> None:
    assert summary.meta(EVENTS, STATES, ()) == (
        "28 statements (13 states, 15 events) from 3 articles; dated events from 2019 to 29 July 2020"
    )


def test_what_is_not_shown_is_counted_by_type() -> None:
    assert summary.rest([ACCUSES, ACCUSES, ARREST, OPEN[0]]) == "+ 4 more: Accuse 2, Coerce 1, untyped 1"


def test_letters_go_on_after_z() -> None:
    assert [words.letter(i) for i in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]
