"""Resolution: who is meant, and what stays open."""

from __future__ import annotations

from tests.sentences import statements, triples


def test_a_surname_is_the_full_name_of_the_article() -> None:
    found = statements("Anna Bergman accused Russia.", "Bergman condemned Iran.")
    assert ("Anna Bergman", "ACCUSE", "Iran") in triples(found)
    assert len({s.subject.iri for s in found if s.subject}) == 1


def test_two_people_who_share_a_surname_stay_two() -> None:
    found = statements("Lech Kaczynski accused Russia.", "Jaroslaw Kaczynski condemned Iran.")
    assert len({s.subject.iri for s in found if s.subject}) == 2


def test_a_capital_that_speaks_is_the_state_and_a_place_otherwise() -> None:
    found = statements("Minsk accused Warsaw of lying.")
    assert ("Belarus", "ACCUSE", "Poland") in triples(found)
    (met,) = [s for s in statements("Emmanuel Macron met Angela Merkel in Minsk.") if s.relation == "CONSULT"]
    assert met.location is not None
    assert met.location.label == "Minsk"


def test_the_kremlin_is_russia() -> None:
    assert ("Russia", "ACCUSE", "Ukraine") in triples(statements("The Kremlin accused Ukraine of lying."))


def test_people_of_a_nationality_are_never_the_state() -> None:
    found = statements("Belarusian police arrested 33 Russians.")
    objects = [s.object for s in found if s.relation == "COERCE"]
    assert [(o.label, o.type) for o in objects if o] == [("33 Russians", "Group")]


def test_an_acronym_is_the_name_before_its_brackets() -> None:
    found = statements("The Northern Coast League (NCL) met in Oslo.", "The NCL accused Russia.")
    assert ("Northern Coast League", "ACCUSE", "Russia") in triples(found)


def test_an_office_is_who_held_it_at_the_articles_date() -> None:
    accused = "The French president accused Iran."
    assert ("Nicolas Sarkozy", "ACCUSE", "Iran") in triples(statements(accused, published="2010-05-01"))
    assert ("Emmanuel Macron", "ACCUSE", "Iran") in triples(statements(accused, published="2020-05-01"))


def test_a_role_without_a_date_stays_open() -> None:
    found = statements("The French president accused Iran.", published=None)
    assert not [s for s in found if s.subject and s.subject.type == "Person"]


def test_an_unnamed_official_acts_for_the_state() -> None:
    assert ("Turkey", "ACCUSE", "Greece") in triples(statements("Turkish officials accused Greece."))


def test_what_a_states_warplanes_do_the_state_does() -> None:
    assert ("Turkey", "ASSAULT", "Syria") in triples(statements("Turkish warplanes bombed Syria."))


def test_an_unnamed_speaker_is_still_somebody() -> None:
    found = [s for s in statements("A fisherman said Turkey attacked Syria.") if s.relation == "ASSAULT"]
    assert [s.speaker.label for s in found if s.speaker] == ["fisherman"]


def test_an_unresolved_pronoun_that_speaks_is_not_the_articles_own_voice() -> None:
    found = statements("Emmanuel Macron and Angela Merkel smiled. He said Turkey attacked Syria.")
    spoken = [s.speaker.label for s in found if s.relation == "ASSAULT" and s.speaker]
    assert spoken == ["unnamed (he)"]


def test_a_pronoun_with_two_candidates_stays_open() -> None:
    found = statements("Emmanuel Macron and Angela Merkel smiled. He accused Russia.")
    assert not [s for s in found if s.relation == "ACCUSE"]


def test_a_pronoun_with_one_candidate_is_resolved() -> None:
    found = statements("Emmanuel Macron smiled. He accused Russia.")
    assert ("Emmanuel Macron", "ACCUSE", "Russia") in triples(found)


def test_sides_are_the_states_that_people_and_bodies_act_for() -> None:
    (found,) = [
        s
        for s in statements("Russian President Vladimir Putin accused the Ukrainian army of lying.")
        if s.relation == "ACCUSE"
    ]
    assert found.subjectSide is not None
    assert found.objectSide is not None
    assert (found.subjectSide.label, found.objectSide.label) == ("Russia", "Ukraine")


def test_a_former_minister_has_no_side() -> None:
    text = "Former Estonian minister Jaan Tamm accused Russia."
    (found,) = [s for s in statements(text) if s.relation == "ACCUSE"]
    assert found.subjectSide is None


def test_an_articles_statements_do_not_depend_on_another_article() -> None:
    first = [s.to_json() for s in statements("Anna Bergman accused Russia.")]
    statements("Jan Bergman condemned Iran.")
    assert [s.to_json() for s in statements("Anna Bergman accused Russia.")] == first


def test_offsets_point_at_the_sentence() -> None:
    text = "It rained. Turkey attacked Syria."
    (found,) = [s for s in statements(text) if s.relation == "ASSAULT"]
    assert text[found.evidence[0].start : found.evidence[0].end] == "Turkey attacked Syria."
