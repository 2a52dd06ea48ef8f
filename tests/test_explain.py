from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.explain import Explanation, explain_statement
from kg.merge import merge
from kg.model import Article, Statement
from kg.ontology import load
from kg.page import one_line, page
from tests.statements import LUKASHENKO, PESKOV, RUSSIA, accusation, evidence, presidency


def explained(*told: Statement) -> Explanation:
    """Explain the one statement that these merge to."""
    [merged] = merge(told, {})
    ids = {e.article for s in told for e in s.evidence}
    articles = {i: Article(i, f"{i}.txt", "", "A title", "2020-08-01", "The Courier") for i in ids}
    return explain_statement(merged, articles, told, load())


def said(sentence: str, rule: str = "accuse", **fields: Any) -> Statement:
    return accusation(evidence=(replace(evidence("a", 0, sentence), rule=rule),), **fields)


def test_words_of_the_parts_are_marked() -> None:
    [proof] = explained(said("Lukashenko accused Moscow of lying.")).proofs
    assert proof.marked() == "[subject Lukashenko] accused [object Moscow] of lying."


def test_word_inside_another_is_not_marked() -> None:
    he = replace(LUKASHENKO, mention="he")
    [proof] = explained(said("There he accused Moscow.", subject=he)).proofs
    assert proof.marked() == "There [subject he] accused [object Moscow]."


def test_words_of_two_parts_are_marked_once_each() -> None:
    twice = said("Russia criticised Russia.", subject=replace(RUSSIA, mention="Russia"))
    again = replace(twice, object=replace(LUKASHENKO, mention="Russia"))
    [proof] = explained(again).proofs
    assert proof.marked() == "[subject Russia] criticised [object Russia]."


def test_each_article_marks_its_own_words() -> None:
    other = accusation(
        object=replace(RUSSIA, mention="the Kremlin"), evidence=(evidence("b", 0, "It hit the Kremlin."),)
    )
    first, second = explained(said("Lukashenko accused Moscow."), other).proofs
    assert (first.marked()[:8], second.marked()) == ("[subject", "It hit [object the Kremlin].")


def test_negation_names_its_word() -> None:
    reasons = explained(said("Lukashenko did not accuse Moscow.", polarity="negative")).reasons
    assert reasons[0] == "polarity negative: perhaps “not”"


def test_claim_names_its_speaker_and_cue() -> None:
    told = said("According to Peskov, Lukashenko accused Moscow.", speaker=PESKOV)
    assert "speaker Dmitry Peskov: perhaps “According to”" in explained(told).reasons


def test_cue_that_the_rule_names_is_no_guess() -> None:
    cue = next(o for o in load().operators if "not" in o.words)
    told = said(
        "Moscow did not fail, Lukashenko did not say.", rule=f"accuse {cue.name}", polarity="negative"
    )
    assert explained(told).reasons[0] == "polarity negative: “not”"


def test_reason_without_a_known_word_is_left_to_the_rule() -> None:
    reasons = explained(said("Lukashenko and Moscow, bzzt.", modality="planned")).reasons
    assert reasons[1] == "modality planned: as rule accuse reads it"


def test_plain_statement_has_nothing_to_explain() -> None:
    reasons = explained(said("Lukashenko accused Moscow.")).reasons
    assert reasons[0] == "polarity positive: nothing in the sentence says otherwise"
    assert reasons[2] == "speaker none: the article's own voice"


def test_line_carries_every_caveat_in_words() -> None:
    told = presidency(ended=True, polarity="negative", modality="alleged", speaker=PESKOV)
    assert one_line(told).endswith("Belarus  (negated)  (alleged)  (ended)  (says Dmitry Peskov)")


def test_page_shows_where_the_sentence_stands() -> None:
    text = page(explained(said("Lukashenko accused Moscow.", date="2020-07-30"), accusation("b")))
    assert "1. The Courier, “A title”, 2020-08-01, a.txt, characters 0–26" in text
    assert "rule accuse, which gave no date" in text
