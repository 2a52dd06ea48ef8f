from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.merge import belief, facts, merge
from kg.merge.belief import independent
from kg.merge.dates import at_least_as_vague
from kg.model import Statement
from tests.statements import BELARUS, PESKOV, RUSSIA, UKRAINE, accusation, evidence, presidency, singles

SOURCES = {"a": "Agency", "b": "Agency", "c": "Courier"}
BATCHES = st.lists(singles(), max_size=12)


def spelled(statements: list[Statement]) -> list[object]:
    return [s.to_json() for s in statements]


@given(BATCHES)
def test_merging_again_changes_nothing(batch: list[Statement]) -> None:
    once = merge(batch, SOURCES)
    assert spelled(merge(once, SOURCES)) == spelled(once)


@given(BATCHES, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(batch: list[Statement], random: object) -> None:
    shuffled = [*batch, *batch[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spelled(merge(shuffled, SOURCES)) == spelled(merge(batch, SOURCES))


@given(BATCHES, BATCHES)
def test_batches_of_equal_statements_do_not_matter(left: list[Statement], right: list[Statement]) -> None:
    """Equal statements may be united early; only what a vaguer report joins needs all of them."""
    dated = [replace(s, date="2020-07-30", from_=None, location=BELARUS) for s in [*left, *right]]
    early = merge(dated[: len(left)], SOURCES) + merge(dated[len(left) :], SOURCES)
    late = merge(dated, SOURCES)
    assert {s.id: s.evidence for s in merge(early, SOURCES)} == {s.id: s.evidence for s in late}


@given(BATCHES)
def test_no_evidence_is_lost(batch: list[Statement]) -> None:
    merged = merge(batch, SOURCES)
    assert {e for s in merged for e in s.evidence} == {e for s in batch for e in s.evidence}


def test_equal_statements_unite_their_evidence() -> None:
    [one] = merge([accusation("b"), accusation("a")], {})
    assert [e.article for e in one.evidence] == ["a", "b"]


def test_vaguer_date_joins_the_finest_it_fits() -> None:
    [one] = merge([accusation("a"), accusation("b", date="2020"), accusation("c", date="2020-07-30")], {})
    assert (one.date, len(one.evidence)) == ("2020-07-30", 3)


def test_vaguer_date_that_fits_two_stays_its_own() -> None:
    dates = ["2020-07", "2020-07-29", "2020-07-30"]
    merged = merge([accusation(d, date=d) for d in dates], {})
    assert sorted(s.date or "" for s in merged) == dates


def test_vaguer_location_joins_the_finer() -> None:
    [one] = merge([accusation("a"), accusation("b", location=BELARUS)], {})
    assert one.location == BELARUS


def test_vaguer_date_does_not_join_what_has_another_place() -> None:
    here, there = (
        accusation("a", date="2020", location=BELARUS),
        accusation("b", date="2020-07", location=RUSSIA),
    )
    assert len(merge([here, there], {})) == 2


def test_denial_and_claim_stay_apart() -> None:
    claim = accusation("a", polarity="negative")
    assert len(merge([claim, accusation("a"), accusation("a", speaker=PESKOV)], {})) == 3


def test_what_holds_both_ways_is_one_statement() -> None:
    there = Statement("state", "alliedWith", BELARUS, RUSSIA, mutual=True, evidence=(evidence("b"),))
    back = replace(there, subject=RUSSIA, object=BELARUS, evidence=(evidence("a"),))
    [one] = merge([there, back], {})
    assert (one.subject, len(one.evidence)) == (RUSSIA, 2)


def test_entity_has_one_label_everywhere() -> None:
    misspelled = replace(RUSSIA, label="Rusia")
    merged = merge([accusation("a"), accusation("b"), presidency("c", object=misspelled)], {})
    assert {s.object.label for s in merged if s.object} == {"Russia"}


def test_interval_leaves_room_for_a_day_in_it() -> None:
    assert at_least_as_vague("2020-07-27/2020-08-02", "2020-07-30")
    assert not at_least_as_vague("2020-07-27/2020-08-02", "2020-08-03")
    assert not at_least_as_vague("2020-07-30", "2020-07-27/2020-08-02")


def test_belief_grows_with_outlets_not_with_sentences_of_one() -> None:
    said = [evidence("a", sentence="Minsk accused Moscow."), evidence("b", sentence="He blamed the Kremlin.")]
    other = evidence("c", sentence="Russia stands accused by its neighbour.")
    assert independent(said, SOURCES) == 1
    assert independent([*said, other], SOURCES) == 2


def test_one_wire_story_in_two_outlets_is_one_source() -> None:
    story = "Lukashenko accused Moscow of sending 33 men to Belarus before the vote"
    copies = [evidence("b", sentence=story + "."), evidence("c", sentence=story + " ,")]
    assert independent(copies, SOURCES) == 1


def test_claim_weighs_less_than_the_article_however_often_reported() -> None:
    everywhere = [evidence(a, sentence=a) for a in ("one says it", "another too", "a third as well")]
    claimed = belief(accusation(speaker=PESKOV), everywhere, {})
    assert claimed < belief(accusation(), everywhere[:1], {})


def test_alleged_weighs_less_than_asserted() -> None:
    said = [evidence()]
    assert belief(accusation(modality="alleged"), said, {}) < belief(accusation(), said, {})


def test_only_plain_facts_become_simple_edges() -> None:
    told = accusation(belief=0.7)
    kept_out = [
        replace(told, polarity="negative"),
        replace(told, modality="planned"),
        replace(told, speaker=PESKOV),
        replace(told, belief=0.3),
        replace(told, object=None),
        presidency(ended=True, belief=0.7),
        replace(told, kind="open", relation="looks at"),
    ]
    assert facts([told]) == {(told.subject.iri, "ACCUSE", RUSSIA.iri)}  # type: ignore[union-attr]
    assert facts(kept_out) == set()


def test_claim_of_many_speakers_becomes_an_edge_unless_denied() -> None:
    claims = [accusation(belief=0.4, speaker=s) for s in (PESKOV, RUSSIA, BELARUS, UKRAINE)]
    assert len(facts(claims)) == 1
    assert facts([*claims, accusation(polarity="negative", speaker=RUSSIA)]) == set()
