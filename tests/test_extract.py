"""Extraction: plain sentences with what they state, and what they must not be taken to state."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Reading
from kg.ontology import Ontology, folder
from tests.sentences import extraction, readings


def only(relation: str, *paragraphs: str) -> Reading:
    """Return the one reading of a relation."""
    found = [r for r in readings(*paragraphs) if r.relation == relation]
    assert len(found) == 1, found
    return found[0]


def names(reading: Reading) -> tuple[str | None, str | None]:
    return tuple(m.name or m.text if m else None for m in (reading.subject, reading.object))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target"),
    [
        ("French President Emmanuel Macron arrived late.", "headOfState", "Emmanuel Macron", "French"),
        ("Angela Merkel, the chancellor of Germany, smiled.", "headOfGovernment", "Angela Merkel", "Germany"),
        ("Estonia's prime minister, Juri Ratas, resigned.", "headOfGovernment", "Juri Ratas", "Estonia"),
        ("Turkish Foreign Minister Mevlut Cavusoglu spoke.", "ministerOf", "Mevlut Cavusoglu", "Turkish"),
        ("Jens Stoltenberg, secretary-general of NATO, left.", "leaderOf", "Jens Stoltenberg", "NATO"),
        ("President Petro Poroshenko of Ukraine spoke.", "headOfState", "Petro Poroshenko", "Ukraine"),
        ("Kremlin spokesman Dmitry Peskov declined comment.", "spokespersonOf", "Dmitry Peskov", "Kremlin"),
        ("Lukoil is a Russian oil company.", "basedIn", "Lukoil", "Russian"),
        ("Skoda, a subsidiary of Volkswagen, closed.", "subsidiaryOf", "Skoda", "Volkswagen"),
        ("Anna Berg, an analyst at Nordic Institute, agreed.", "employedBy", "Anna Berg", "Nordic Institute"),
        ("Viktor Orban is the leader of the Fidesz party.", "leaderOf", "Viktor Orban", "Fidesz"),
    ],
)  # fmt: skip
def test_noun_phrases_say_who_is_what(sentence: str, relation: str, subject: str, target: str) -> None:
    assert names(only(relation, sentence)) == (subject, target)


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target"),
    [
        ("Poland accused Russia of lying.", "ACCUSE", "Poland", "Russia"),
        ("Russia was accused by Poland.", "ACCUSE", "Poland", "Russia"),
        ("Police arrested Alexei Navalny on Sunday.", "COERCE", "Police", "Alexei Navalny"),
        ("Alexei Navalny was arrested.", "COERCE", None, "Alexei Navalny"),
        ("Emmanuel Macron met Angela Merkel in Berlin.", "CONSULT", "Emmanuel Macron", "Angela Merkel"),
        ("Emmanuel Macron travelled to Egypt.", "CONSULT", "Emmanuel Macron", "Egypt"),
        ("Turkey provided Libya with drones.", "AID", "Turkey", "Libya"),
        ("Kenya restored diplomatic ties with Somalia.", "SUPPORT", "Kenya", "Somalia"),
        ("Turkey, which attacked Syria, kept silent.", "ASSAULT", "Turkey", "Syria"),
    ],
)
def test_clauses_say_who_did_what_to_whom(
    sentence: str, relation: str, subject: str | None, target: str
) -> None:
    assert names(only(relation, sentence)) == (subject, target)


def test_conjoined_subjects_and_objects_each_give_a_statement() -> None:
    found = [r for r in readings("France and Germany accused Iran and Syria.") if r.relation == "ACCUSE"]
    assert {names(r) for r in found} == {
        ("France", "Iran"), ("France", "Syria"), ("Germany", "Iran"), ("Germany", "Syria"),
    }  # fmt: skip


def test_conjoined_verbs_share_their_subject() -> None:
    found = {r.relation: names(r) for r in readings("Iran condemned Israel and attacked Iraq.")}
    assert found["ACCUSE"] == ("Iran", "Israel")
    assert found["ASSAULT"] == ("Iran", "Iraq")


@pytest.mark.parametrize(
    ("sentence", "relation", "polarity", "modality"),
    [
        ("Turkey attacked Syria.", "ASSAULT", "positive", "asserted"),
        ("Turkey did not attack Syria.", "ASSAULT", "negative", "asserted"),
        ("Turkey never attacked Syria.", "ASSAULT", "negative", "asserted"),
        ("Turkey will attack Syria.", "ASSAULT", "positive", "planned"),
        ("Turkey may attack Syria.", "ASSAULT", "positive", "possible"),
        ("Turkey plans to attack Syria.", "ASSAULT", "positive", "planned"),
        ("Turkey is expected to attack Syria.", "ASSAULT", "positive", "planned"),
        ("Turkey failed to attack Syria.", "ASSAULT", "negative", "asserted"),
        ("Turkey threatened to attack Syria.", "ASSAULT", "positive", "possible"),
        ("Turkey wants to attack Syria.", "ASSAULT", "positive", "possible"),
        ("Did Turkey attack Syria?", "ASSAULT", "positive", "possible"),
        ("If Turkey attacks Syria, prices will rise.", "ASSAULT", "positive", "possible"),
        ("Turkey withdrew without attacking Syria.", "ASSAULT", "negative", "asserted"),
        ("Turkey is said to have attacked Syria.", "ASSAULT", "positive", "alleged"),
        ("Greece accused Turkey of attacking Syria.", "ASSAULT", "positive", "alleged"),
        ("Greece urged Turkey to attack Syria.", "ASSAULT", "positive", "possible"),
        ("Turkey allegedly attacked Syria.", "ASSAULT", "positive", "alleged"),
        ("Turkey refused to meet Greece.", "CONSULT", "negative", "asserted"),
        ("Officials did not say that Turkey attacked Syria.", "ASSAULT", "positive", "possible"),
        ("Officials refused to confirm that Turkey attacked Syria.", "ASSAULT", "positive", "possible"),
        ("Turkey denied attacking Syria.", "ASSAULT", "negative", "asserted"),
        ("Turkey has no plans to attack Syria.", "ASSAULT", "negative", "planned"),
        ("Officials denied having plans to attack Syria.", "ASSAULT", "negative", "planned"),
        ("Turkey announced that Greece had attacked Syria.", "ASSAULT", "positive", "asserted"),
    ],
)
def test_what_is_not_so_or_not_yet_so_is_never_a_fact(
    sentence: str, relation: str, polarity: str, modality: str
) -> None:
    found = only(relation, sentence)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Turkey attacked Syria, Anna Bergman said.", "Anna Bergman"),
        ("Anna Bergman said that Turkey attacked Syria.", "Anna Bergman"),
        ("According to Anna Bergman, Turkey attacked Syria.", "Anna Bergman"),
        ("“Turkey attacked Syria,” said Anna Bergman.", "Anna Bergman"),
        ("“Turkey attacked Syria last week. We saw it,” Anna Bergman said.", "Anna Bergman"),
    ],
)
def test_reported_speech_has_its_speaker(text: str, speaker: str) -> None:
    found = only("ASSAULT", text)
    assert found.speaker is not None
    assert found.speaker.name == speaker


def test_nested_speech_has_the_innermost_speaker_and_who_passed_it_on() -> None:
    found = only("ASSAULT", "Anna Bergman said that Josef Novak told her that Turkey attacked Syria.")
    assert found.speaker is not None
    assert found.speaker.name == "Josef Novak"
    assert [m.name for m in found.via] == ["Anna Bergman"]


def test_a_claim_is_alleged_and_a_denial_negative() -> None:
    claimed = only("ASSAULT", "Anna Bergman claimed that Turkey attacked Syria.")
    denied = only("ASSAULT", "Anna Bergman denied that Turkey attacked Syria.")
    assert (claimed.polarity, claimed.modality) == ("positive", "alleged")
    assert denied.polarity == "negative"


def test_titles_inside_reported_speech_are_the_articles_own_voice() -> None:
    found = only("headOfState", "Anna Bergman said that French President Emmanuel Macron lied.")
    assert found.speaker is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Former French president Nicolas Sarkozy smiled.",
        "Nicolas Sarkozy, the then president of France, smiled.",
        "Nicolas Sarkozy was the president of France.",
        "France's ex-president Nicolas Sarkozy smiled.",
    ],
)
def test_a_former_office_is_over(sentence: str) -> None:
    assert only("headOfState", sentence).ended


def test_an_office_to_come_is_planned() -> None:
    assert only("headOfState", "Haiti's President-elect Rene Preval smiled.").modality == "planned"


def test_an_ambassador_is_of_the_state_that_sends_him() -> None:
    found = readings("Dmitry Mezentsev, Russia's ambassador to Belarus, smiled.")
    assert {names(r) for r in found if r.relation == "officialOf"} == {("Dmitry Mezentsev", "Russia")}


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("on Tuesday", "2020-08-04"),
        ("on Aug. 1", "2020-08-01"),
        ("on 12 March 2019", "2019-03-12"),
        ("in 2006", "2006"),
        ("in March 2020", "2020-03"),
        ("in June", "2020-06"),
        ("last week", "2020-07-27/2020-08-02"),
        ("last month", "2020-07"),
        ("last year", "2019"),
        ("yesterday", "2020-08-04"),
        ("earlier this year", "2020"),
        ("three days ago", "2020-08-02"),
    ],
)
def test_dates_are_as_exact_as_the_text(phrase: str, date: str) -> None:
    assert only("ASSAULT", f"Turkey attacked Syria {phrase}.").date == date


def test_a_date_inside_an_argument_is_not_the_date_of_the_act() -> None:
    assert only("ACCUSE", "Poland accused Russia of meddling in the Aug. 9 elections.").date is None


def test_the_object_of_a_relative_clause_is_the_noun_before_it() -> None:
    found = only("COERCE", "The 33 men whom Belarus arrested went home.")
    assert found.subject is not None
    assert found.object is not None
    assert (found.subject.text, found.object.lemma) == ("Belarus", "man")


def test_clauses_that_a_semicolon_joins_are_not_each_others_content() -> None:
    found = only("ASSAULT", "Anna Bergman claimed victory; Turkey attacked Syria.")
    assert (found.modality, found.speaker) == ("asserted", None)


def test_whoever_warns_behind_his_words_is_no_target() -> None:
    text = "Prices would rise if Turkey attacked Syria, warned Anna Bergman."
    assert [names(r) for r in readings(text) if r.relation == "THREATEN"] in ([], [("Anna Bergman", None)])


def test_a_verb_parallel_to_a_denial_is_not_denied() -> None:
    found = only("ACCUSE", "Anna Bergman denied that she had lied and accused Turkey of spying.")
    assert found.polarity == "positive"


@pytest.mark.parametrize(
    "sentence",
    [
        "Any deal signed by Turkey would have no force.",
        "Turkey is due to sign a deal next week.",
        "Turkey was ready to sign a deal.",
    ],
)
def test_hypothetical_and_coming_acts_are_not_asserted(sentence: str) -> None:
    assert only("AGREE", sentence).modality != "asserted"


def test_a_lasting_state_in_the_past_is_over() -> None:
    assert only("leaderOf", "Anna Bergman once headed the Fidesz party.").ended
    assert not only("leaderOf", "Anna Bergman heads the Fidesz party.").ended


def test_a_second_description_is_not_a_second_actor() -> None:
    text = "Anna Bergman, the president of Estonia and a former minister, met Emmanuel Macron."
    assert names(only("CONSULT", text)) == ("Anna Bergman", "Emmanuel Macron")


def test_whoever_was_told_is_not_the_source() -> None:
    found = only("ASSAULT", "Anna Bergman was told by a diplomat that Turkey attacked Syria.")
    assert found.speaker is not None
    assert found.speaker.text == "a diplomat"


def test_evidence_is_the_sentence_alone() -> None:
    text = "It rained. Turkey attacked Syria. It rained again."
    found = only("ASSAULT", text)
    assert text[found.span[1] : found.span[2]] == "Turkey attacked Syria."


def test_without_a_lexicon_no_typed_statement_comes_out(tmp_path: Path) -> None:
    for file in ("geopolitics.ttl", "events.ttl"):
        (tmp_path / file).write_text((folder() / file).read_text(encoding="utf-8"), encoding="utf-8")
    bare = extraction("French President Emmanuel Macron accused Russia.", ontology=Ontology(tmp_path))
    assert all(r.kind == "open" for r in bare.readings)


def test_every_clause_ends_as_a_reading_or_a_rejection() -> None:
    found = extraction("The rain stopped at noon.")
    assert not found.readings
    assert [r.seen for r in found.rejections] == ["stopped"]


def test_a_vow_of_revenge_is_no_agreement() -> None:
    assert not [r for r in readings("Turkey vowed to avenge the killing.") if r.relation == "AGREE"]
    assert names(only("AGREE", "Turkey promised to support Syria.")) == ("Turkey", "Syria")


def test_what_somebody_declined_to_say_is_a_refusal_of_nobody() -> None:
    assert names(only("REJECT", "Turkey declined to comment.")) == ("Turkey", None)


def test_an_office_with_its_years_is_over_and_dates_nothing_else() -> None:
    found = readings("Paul Kim, president of Malta from 1999 to 2004, criticised Italy.")
    office = next(r for r in found if r.relation == "headOfState")
    act = next(r for r in found if r.relation == "ACCUSE")
    assert (office.ended, office.from_, office.until) == (True, "1999", "2004")
    assert act.date is None


def test_a_condition_by_inversion_is_no_fact() -> None:
    assert only("ASSAULT", "Had Kenya attacked Somalia, prices would have risen.").modality == "possible"


def test_an_alleged_leader_is_alleged() -> None:
    assert only("leaderOf", "Eva Fox, the alleged leader of Hamas, smiled.").modality == "alleged"


def test_a_deputy_minister_is_no_minister() -> None:
    found = readings("Igor Lapko, a Belarusian deputy energy minister, smiled.")
    assert [(r.relation, names(r)) for r in found] == [("officialOf", ("Igor Lapko", "Belarusian"))]


def test_a_transcript_says_who_speaks_in_each_turn() -> None:
    found = readings(
        "Vladimir Putin: Turkey attacked Syria.", "Later it accused Libya.", "PENCE: Kenya criticised Chad."
    )
    speakers = {r.relation + (r.object.text if r.object else ""): r.speaker.text for r in found if r.speaker}
    assert speakers == {
        "ASSAULTSyria": "Vladimir Putin",
        "ACCUSELibya": "Vladimir Putin",
        "ACCUSEChad": "Pence",
    }


def test_a_colon_alone_makes_no_transcript() -> None:
    (found,) = [r for r in readings("Vladimir Putin: Turkey attacked Syria.") if r.kind == "event"]
    assert found.speaker is None


@pytest.mark.parametrize(
    ("sentence", "relation", "subject", "target"),
    [
        ("Russia's annexation of Crimea angered Poland.", "ASSAULT", "Russia", "Crimea"),
        ("The arrest of Alexei Navalny by police shocked Germany.", "COERCE", "police", "Alexei Navalny"),
        ("Angela Merkel's visit to Turkey ended on Monday.", "CONSULT", "Angela Merkel", "Turkey"),
    ],
)
def test_nouns_name_acts(sentence: str, relation: str, subject: str, target: str) -> None:
    assert names(only(relation, sentence)) == (subject, target)


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland called for the arrest of Alexei Navalny.",
        "Officials discussed plans for an invasion of Kuwait.",
    ],
)
def test_an_act_that_a_noun_names_is_no_fact_where_it_is_wanted(sentence: str) -> None:
    acts = [r for r in readings(sentence) if r.relation in ("COERCE", "ASSAULT")]
    assert all(r.modality != "asserted" for r in acts)


@pytest.mark.parametrize(
    ("sentence", "person", "ended"),
    [
        ("Sadyr Japarov was elected president of Kyrgyzstan in 2021.", "Sadyr Japarov", False),
        ("Sadyr Japarov resigned as president of Kyrgyzstan.", "Sadyr Japarov", True),
        ("Sadyr Japarov served as president of Kyrgyzstan.", "Sadyr Japarov", True),
        ("Aides said Sadyr Japarov was president of Kyrgyzstan.", "Sadyr Japarov", False),
    ],
)
def test_offices_are_entered_and_left(sentence: str, person: str, ended: bool) -> None:
    found = only("headOfState", sentence)
    assert (names(found)[0], found.ended) == (person, ended)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Turkey has yet to condemn Syria.", "ACCUSE"),
        ("Turkey stopped short of condemning Syria.", "ACCUSE"),
        ("Turkey no longer trades with Syria.", "COOPERATE"),
        ("Nobody accused Syria.", "ACCUSE"),
    ],
)
def test_what_has_not_been_done_is_negative(sentence: str, relation: str) -> None:
    assert only(relation, sentence).polarity == "negative"


def test_a_command_is_no_fact() -> None:
    assert only("ASSAULT", "Attack Syria now.").modality == "possible"
