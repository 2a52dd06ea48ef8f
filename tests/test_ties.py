from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Statement
from kg.ties import Ties, ties
from tests.belarus_russia import (
    ALLIED,
    ARREST,
    BANK,
    BELARUS,
    ENT,
    EVENTS,
    EXERCISES,
    GAZETTEER,
    GAZPROM,
    KGB,
    LDPR,
    LUKASHENKO,
    MEN,
    OPEN,
    PUTIN,
    RUSSIA,
    STATEMENTS,
    STATES,
    TSEPKALO,
    UKRAINE,
    ZHIRINOVSKY,
    event,
    evidence,
    state,
)

LATVIA = Entity(ENT + "latvia", "Latvia", "Country", "Latvia")


def found(*statements: Statement, background: tuple[Statement, ...] = ()) -> Ties:
    return ties(statements, BELARUS, RUSSIA, background)


def pole_of(actor: Entity, *statements: Statement) -> Entity | None:
    member = found(*statements, event("ACCUSE", actor, None, "It was said.")).member(actor)
    return member.pole if member else None


def test_every_event_of_the_sample_is_a_tie() -> None:
    result = ties(STATEMENTS, BELARUS, RUSSIA, GAZETTEER)
    assert set(result.events) == set(EVENTS)
    assert result.states == (ALLIED,)
    assert result.open == OPEN


def test_poles_may_be_given_as_iris() -> None:
    assert ties(STATEMENTS, BELARUS.iri, RUSSIA.iri, GAZETTEER) == ties(
        STATEMENTS, BELARUS, RUSSIA, GAZETTEER
    )
    assert ties(STATEMENTS, BELARUS.iri, RUSSIA.iri).a.label == "Belarus"


def test_unknown_iri_has_no_ties_but_a_name() -> None:
    result = ties(STATEMENTS, BELARUS.iri, ENT + "atlantis")
    assert result.statements == ()
    assert result.b.label == "atlantis"


def test_actor_belongs_to_the_pole_it_has_as_side() -> None:
    act = event("ACCUSE", LUKASHENKO, RUSSIA, "Lukashenko accused Moscow.")
    assert act.subjectSide == BELARUS
    assert found(act).events == (act,)
    assert found(replace(act, subjectSide=None)).events == ()


def test_side_of_a_statement_goes_before_states() -> None:
    renegade = event("ACCUSE", GAZPROM, RUSSIA, "Gazprom accused Moscow.", subjectSide=BELARUS)
    assert found(renegade, state("basedIn", GAZPROM, RUSSIA)).events == (renegade,)


def test_actor_belongs_to_the_pole_it_reaches_over_states() -> None:
    result = ties(STATEMENTS, BELARUS, RUSSIA)
    member = result.member(BANK)
    assert member is not None
    assert member.pole == RUSSIA
    assert member.parents == (GAZPROM, RUSSIA)
    assert [[s.relation for s in step] for step in member.path] == [["subsidiaryOf"], ["basedIn"]]


def test_three_steps_reach_a_pole_and_four_do_not() -> None:
    chain = [Entity(f"{ENT}firm{i}", f"Firm {i}", "Company") for i in range(4)]
    owned = [state("subsidiaryOf", x, y) for x, y in pairwise(chain)]
    states = (*owned, state("basedIn", chain[3], RUSSIA))
    assert pole_of(chain[1], *states) == RUSSIA
    assert pole_of(chain[0], *states) is None


def test_actor_equally_near_to_both_belongs_to_neither() -> None:
    bank = Entity(ENT + "joint-bank", "Joint Bank", "Company")
    both = state("ownedBy", bank, BELARUS), state("ownedBy", bank, RUSSIA)
    assert pole_of(bank, both[0]) == BELARUS
    assert pole_of(bank, *both) is None


def test_nearer_pole_wins_over_a_farther_one() -> None:
    assert pole_of(BANK, *STATES, state("basedIn", BANK, BELARUS)) == BELARUS


def test_negative_state_attaches_nobody() -> None:
    assert pole_of(GAZPROM, state("basedIn", GAZPROM, RUSSIA, polarity="negative")) is None


def test_mutual_state_attaches_its_object_too() -> None:
    rivals = state("opponentOf", LUKASHENKO, TSEPKALO, mutual=True)
    assert pole_of(TSEPKALO, rivals, state("headOfState", LUKASHENKO, BELARUS)) == BELARUS
    assert pole_of(TSEPKALO, replace(rivals, mutual=False), state("headOfState", LUKASHENKO, BELARUS)) is None


def test_neighbour_country_is_no_actor_of_a_country() -> None:
    borders = state("borders", LATVIA, RUSSIA, mutual=True)
    against = event("ACCUSE", BELARUS, LATVIA, "Minsk accused Latvia.", objectSide=LATVIA)
    assert found(borders, against).events == ()


def test_country_is_an_actor_of_an_organisation() -> None:
    nato = Entity(ENT + "nato", "NATO", "IGO", "NATO")
    against = event("ACCUSE", RUSSIA, LATVIA, "Moscow accused Latvia.", objectSide=LATVIA)
    member = state("memberOf", LATVIA, nato)
    assert ties((against, member), RUSSIA, nato).events == (against,)


def test_background_attaches_actors_but_gives_no_ties() -> None:
    act = event("ACCUSE", PUTIN, BELARUS, "Putin accused Minsk.", subjectSide=None)
    assert found(act).events == ()
    result = found(act, background=(*GAZETTEER, ALLIED))
    assert result.statements == (act,)
    assert GAZETTEER[0].id in result.background


def test_statement_of_articles_and_background_counts_as_told() -> None:
    assert found(ALLIED, background=(ALLIED,)).background == frozenset()


def test_statements_within_one_pole_are_no_ties() -> None:
    within = event("ACCUSE", LUKASHENKO, KGB, "Lukashenko criticised the KGB.")
    assert found(within, *STATES).events == ()


def test_statements_with_third_actors_are_no_ties() -> None:
    assert (
        found(event("ACCUSE", LUKASHENKO, UKRAINE, "Lukashenko accused Kyiv.", objectSide=UKRAINE)).events
        == ()
    )


def test_act_without_recipient_is_a_tie_when_its_evidence_names_the_other() -> None:
    assert found(EXERCISES).events == (EXERCISES,)
    assert found(EXERCISES).ends[EXERCISES.id] == (BELARUS.iri, None)


def test_act_without_recipient_is_no_tie_when_its_evidence_names_nobody_else() -> None:
    silent = replace(EXERCISES, evidence=(evidence("Lukashenko called for exercises near Grodno."),))
    assert found(silent).events == ()
    assert found(silent, *STATES).events == ()


def test_act_without_recipient_may_name_an_actor_of_the_other_pole() -> None:
    aimed = replace(EXERCISES, evidence=(evidence("Lukashenko called for exercises, angering Zhirinovsky."),))
    about = event("ACCUSE", ZHIRINOVSKY, LUKASHENKO, "Earlier, Zhirinovsky accused Lukashenko.")
    assert aimed not in found(aimed).events
    assert aimed in found(aimed, about, *STATES).events


def test_name_within_another_word_names_nobody() -> None:
    near = replace(EXERCISES, evidence=(evidence("Lukashenko greeted Belorussians and 33 Russians."),))
    assert found(near).events == ()


def test_pronoun_names_nobody() -> None:
    he = replace(PUTIN, mention="He")
    about = event("ACCUSE", he, LUKASHENKO, "He accused Lukashenko.")
    silent = replace(EXERCISES, evidence=(evidence("He said: Lukashenko called for exercises."),))
    assert silent not in found(about, silent).events


def test_same_statement_twice_unites_its_evidence() -> None:
    again = replace(ARREST, evidence=(evidence("The KGB held 33 Russians.", "a9"),))
    (tie,) = found(ARREST, again, *STATES).events
    assert len(tie.evidence) == len(ARREST.evidence) + 1


def test_members_are_those_the_articles_name() -> None:
    result = ties(STATEMENTS, BELARUS, RUSSIA, [*GAZETTEER, state("headOfState", UKRAINE, RUSSIA)])
    members = {m.actor: m.pole for m in result.members}
    assert members[LDPR] == members[MEN] == RUSSIA
    assert members[KGB] == members[TSEPKALO] == BELARUS
    assert UKRAINE not in members


def test_an_actor_has_no_ties_with_itself() -> None:
    assert ties(STATEMENTS, BELARUS, BELARUS).statements == ()


@given(st.lists(st.sampled_from(STATEMENTS), max_size=12), st.randoms(use_true_random=False))
def test_ties_do_not_depend_on_order_or_repetition(chosen: list[Statement], random: object) -> None:
    shuffled = sorted(chosen + chosen[:2], key=lambda s: random.random())  # type: ignore[attr-defined]
    assert ties(chosen, BELARUS, RUSSIA) == ties(shuffled, BELARUS, RUSSIA)


@given(st.lists(st.sampled_from(STATEMENTS), max_size=12))
def test_ties_of_b_and_a_are_those_of_a_and_b(chosen: list[Statement]) -> None:
    there, back = ties(chosen, BELARUS, RUSSIA), ties(chosen, RUSSIA, BELARUS)
    assert there.statements == back.statements
    assert there.ends == back.ends
    for s in there.statements:
        ends = set(there.ends[s.id])
        assert ends == {BELARUS.iri, RUSSIA.iri} or (
            s.object is None and ends < {BELARUS.iri, RUSSIA.iri, None}
        )
