"""The shipped gazetteer: one entity for each person, offices at their dates, forms and metonyms."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Statement
from kg.resolve.gazetteer import Fact, Gazetteer, Row, holds
from kg.resolve.gazetteer.names import alike, contained, equal, key, sound, words

WIKIDATA = "http://www.wikidata.org/entity/"
DATA = Path(__file__).parents[2] / "shared" / "data" / "gazetteer"
OFFICES = ("headOfState", "headOfGovernment", "ministerOf")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def country(gazetteer: Gazetteer, name: str) -> Row:
    return gazetteer.countries(name)[0]


def labels(rows: tuple[Row, ...]) -> list[str]:
    return [row.label for row in rows]


@pytest.mark.parametrize(
    ("where", "office", "date", "who"),
    [
        ("Belarus", "headOfState", "2020-08-05", "Alexander Lukashenko"),
        ("Belarus", "headOfState", "1995", "Alexander Lukashenko"),
        ("Belarus", "headOfGovernment", "2020-08-05", "Roman Golovchenko"),
        ("Russia", "headOfState", "2010", "Dmitry Medvedev"),
        ("Russia", "headOfGovernment", "2010", "Vladimir Putin"),
        ("Russia", "headOfState", "2020", "Vladimir Putin"),
        ("Russia", "ministerOf", "2020-08", "Sergey Lavrov"),
        ("France", "headOfState", "2010", "Nicolas Sarkozy"),
        ("Germany", "headOfGovernment", "2010", "Angela Merkel"),
        ("Iran", "headOfGovernment", "2007", "Mahmoud Ahmadinejad"),
        ("Israel", "headOfGovernment", "2008", "Ehud Olmert"),
        ("United States", "headOfState", "2006", "George W. Bush"),
        ("United States", "headOfState", "2012", "Barack Obama"),
        ("United States", "headOfState", "1990", "George H. W. Bush"),
        ("United States", "headOfState", "1862", "Abraham Lincoln"),
        ("United States", "ministerOf", "2007", "Condoleezza Rice"),
        ("United Kingdom", "headOfGovernment", "2008", "Gordon Brown"),
        ("Ukraine", "headOfState", "2012", "Viktor Yanukovych"),
        ("Ukraine", "headOfState", "2006", "Viktor Yushchenko"),
        ("Georgia", "headOfState", "2008-08-08", "Mikheil Saakashvili"),
        ("Italy", "headOfGovernment", "2007", "Romano Prodi"),
        ("North Korea", "headOfState", "2005", "Kim Jong-il"),
        ("China", "headOfGovernment", "2020", "Li Keqiang"),
        ("China", "headOfGovernment", "2024", "Li Qiang"),
        ("Pakistan", "headOfGovernment", "2015", "Nawaz Sharif"),
        ("Pakistan", "headOfGovernment", "2023-01", "Shehbaz Sharif"),
        ("Cuba", "headOfState", "2005", "Fidel Castro"),
        ("Cuba", "headOfState", "2010", "Raúl Castro"),
        ("Syria", "headOfState", "1999", "Hafez al-Assad"),
        ("Syria", "headOfState", "2012", "Bashar al-Assad"),
        ("Azerbaijan", "headOfState", "2002", "Heydar Aliyev"),
        ("Azerbaijan", "headOfState", "2020", "Ilham Aliyev"),
        ("Kazakhstan", "headOfState", "2010", "Nursultan Nazarbayev"),
        ("Soviet Union", "headOfState", "1990-06", "Mikhail Gorbachev"),
    ],
)
def test_an_office_has_its_holder_at_a_date(
    gazetteer: Gazetteer, where: str, office: str, date: str, who: str
) -> None:
    assert labels(gazetteer.holders(country(gazetteer, where).iri, office, date)) == [who]


def test_the_president_of_belarus_is_one_entity_with_its_wikidata_iri(gazetteer: Gazetteer) -> None:
    (row,) = gazetteer.lookup("Alexander Lukashenko")

    assert row.iri == WIKIDATA + "Q2866"
    for spelling in ("Alyaksandr Lukashenka", "Aleksandr Lukashenko", "Alyaksandr Lukashenko"):
        assert gazetteer.lookup(spelling) == (row,)
    assert gazetteer.by_family_name("Lukashenka") == gazetteer.by_family_name("Lukashenko") == (row,)
    assert row.families[0] == "Lukashenko"


def test_on_the_day_of_a_change_only_the_new_holder_holds_the_office(gazetteer: Gazetteer) -> None:
    russia = country(gazetteer, "Russia").iri

    assert labels(gazetteer.holders(russia, "headOfState", "2012-05-07")) == ["Vladimir Putin"]
    assert labels(gazetteer.holders(russia, "headOfState", "2012-05-06")) == ["Dmitry Medvedev"]


def test_a_year_of_a_change_has_two_holders_in_order(gazetteer: Gazetteer) -> None:
    russia = country(gazetteer, "Russia").iri

    assert labels(gazetteer.holders(russia, "headOfState", "2008")) == ["Vladimir Putin", "Dmitry Medvedev"]


def test_a_title_tells_irans_president_from_its_supreme_leader(gazetteer: Gazetteer) -> None:
    iran = country(gazetteer, "Iran").iri

    assert gazetteer.holders(iran, "headOfState", "2007", title="president") == ()
    assert labels(gazetteer.holders(iran, "headOfState", "2007", title="supreme leader")) == ["Ali Khamenei"]
    found = gazetteer.holders(iran, "headOfGovernment", "2007", title="president")
    assert labels(found) == ["Mahmoud Ahmadinejad"]


def test_who_is_only_known_until_an_export_holds_no_office_after_it(gazetteer: Gazetteer) -> None:
    germany = country(gazetteer, "Germany").iri

    assert labels(gazetteer.holders(germany, "ministerOf", "2022")) == ["Annalena Baerbock"]
    assert gazetteer.holders(germany, "ministerOf", "2025-12") == ()


def test_no_two_holders_of_one_office_at_one_time_are_one_person(gazetteer: Gazetteer) -> None:
    """Heuristic: family names alike, and one name in the other or the same given name."""
    doubles = []
    for office, facts in _by_office(gazetteer).items():
        for a, b in combinations(facts, 2):
            x, y = gazetteer.rows[a.subject], gazetteer.rows[b.subject]
            if x.iri != y.iri and _overlap(a, b) and _seem_one(x, y):
                doubles.append((office, x.label, y.label))
    assert doubles == []


def _by_office(gazetteer: Gazetteer) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in gazetteer.facts:
        if fact.relation in OFFICES:
            found.setdefault((fact.object, fact.relation), []).append(fact)
    return found


def _overlap(a: Fact, b: Fact) -> bool:
    """Tell whether two terms overlap by more than the day of a change."""
    ends = [(f.until or "9999").rpartition("/")[2] for f in (a, b)]
    return (a.from_ or "") < ends[1] and (b.from_ or "") < ends[0]


def _seem_one(x: Row, y: Row) -> bool:
    if not any(alike(p, q) for p in x.families for q in y.families):
        return False
    names = [(words(n), words(m)) for n in x.names for m in y.names]
    return any(contained(n, m) or equal(n, m) or alike(n[0], m[0]) for n, m in names)


def test_one_person_in_one_office_has_no_overlapping_terms(gazetteer: Gazetteer) -> None:
    for facts in _by_office(gazetteer).values():
        for a, b in combinations(facts, 2):
            if a.subject == b.subject:
                first, second = sorted((a, b), key=lambda f: f.from_ or "")
                assert first.until and first.until <= (second.from_ or ""), (first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George H. W. Bush", "George W. Bush"),
        ("John Adams", "John Quincy Adams"),
        ("Kim Il-sung", "Kim Jong-il"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Heydar Aliyev", "Ilham Aliyev"),
        ("Hafez al-Assad", "Bashar al-Assad"),
        ("Nawaz Sharif", "Shehbaz Sharif"),
        ("Fidel Castro", "Raúl Castro"),
        ("Lech Kaczyński", "Jarosław Kaczyński"),
        ("Omar Bongo", "Ali Bongo Ondimba"),
        ("Alija Izetbegovic", "Bakir Izetbegovic"),
        ("Gurbanguly Berdimuhamedow", "Serdar Berdimuhamedow"),
        ("Michel Aoun", "Joseph Aoun"),
        ("Mahinda Rajapaksa", "Gotabaya Rajapaksa"),
        ("Chaim Herzog", "Isaac Herzog"),
        ("Andreas Papandreou", "George Papandreou"),
        ("Bill Clinton", "Hillary Clinton"),
        ("Li Peng", "Li Qiang"),
        ("Li Qiang", "Li Keqiang"),
        ("Theodore Roosevelt", "Franklin D. Roosevelt"),
        ("Idriss Deby Itno", "Mahamat Déby Itno"),
        ("Serzh Sargsian", "Tigran Sargsian"),
    ],
)
def test_relatives_and_namesakes_stay_two(gazetteer: Gazetteer, one: str, other: str) -> None:
    (a,), (b,) = (tuple(r for r in gazetteer.lookup(n) if r.label == n) for n in (one, other))

    assert a.iri != b.iri
    assert key(other) not in map(key, a.names)


def test_who_held_two_offices_is_one_entity(gazetteer: Gazetteer) -> None:
    for name, offices in {
        "Viktor Yushchenko": {"headOfState", "headOfGovernment"},
        "Shimon Peres": {"headOfState", "headOfGovernment"},
        "Joe Biden": {"headOfState", "headOfGovernment", "officialOf"},
        "Vladimir Putin": {"headOfState", "headOfGovernment"},
    }.items():
        (row,) = gazetteer.lookup(name)
        assert {f.relation for f in gazetteer.offices(row.iri)} >= offices


def test_labels_are_clean_names(gazetteer: Gazetteer) -> None:
    people = [row for row in gazetteer.rows.values() if row.type == "Person"]

    bad = [r.label for r in people if any(c in r.label for c in '()[]"“”/;:0123456789')]
    assert bad == []
    assert not [
        r.label for r in people if r.label.startswith(("Gen.", "Dr.", "Sir ", "President ", "Minister"))
    ]


def test_a_family_name_at_a_date_leads_to_who_held_office_then(gazetteer: Gazetteer) -> None:
    assert labels(gazetteer.by_family_name("Bush", "2006")) == ["George W. Bush"]
    assert "George H. W. Bush" in labels(gazetteer.by_family_name("Bush"))
    assert labels(gazetteer.by_family_name("Medvedev", "2010")) == ["Dmitry Medvedev"]
    assert labels(gazetteer.by_family_name("Assad", "2012")) == ["Bashar al-Assad"]
    assert gazetteer.by_family_name("Zelensky", "2022") == gazetteer.lookup("Volodymyr Zelenskyy")


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("US", "Q30"), ("U.S.", "Q30"), ("the United States", "Q30"), ("USA", "Q30"),
        ("Türkiye", "Q43"), ("turkiye", "Q43"), ("Turkey", "Q43"),
        ("Burma", "Q836"), ("Ivory Coast", "Q1008"), ("Cote d'Ivoire", "Q1008"),
        ("Bosnia-Herzegovina", "Q225"), ("Czechia", "Q213"),
        ("Swaziland", "Q1050"), ("Soviet Union", "Q15180"),
        ("NATO", "Q7184"), ("Nato", "Q7184"),
        ("U.N.", "Q1065"), ("the European Union", "Q458"), ("ICC", "Q47488"),
        ("Kiev", "Q1899"), ("Kyiv", "Q1899"),
        ("St Petersburg", "Q656"), ("Washington", "Q61"), ("Minsk", "Q2280"),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_entity_in_any_spelling(gazetteer: Gazetteer, written: str, iri: str) -> None:
    assert gazetteer.lookup(written)[0].iri == WIKIDATA + iri


@pytest.mark.parametrize("written", ["us", "Us", "who", "Who", "can", "quux"])
def test_a_common_word_is_no_acronym(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.lookup(written) == ()


def test_congo_and_georgia_name_all_that_they_may_mean(gazetteer: Gazetteer) -> None:
    assert {r.iri for r in gazetteer.countries("Congo")} == {WIKIDATA + "Q971", WIKIDATA + "Q974"}
    assert labels(gazetteer.countries("Georgia")) == ["Georgia"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Belarusian", "Belarus"), ("Belarusians", "Belarus"),
        ("Belarussian", "Belarus"), ("Kazakh", "Kazakhstan"),
        ("Chinese", "China"), ("Dutch", "Netherlands"),
        ("British", "United Kingdom"), ("Britons", "United Kingdom"),
        ("U.S.", "United States"), ("Turkish", "Turkey"), ("Palestinian", "Palestine"), ("Danish", "Denmark"),
        ("South Korean", "South Korea"), ("Uzbek", "Uzbekistan"),
        ("Soviet", "Soviet Union"), ("Polish", "Poland"),
    ],
)  # fmt: skip
def test_an_adjective_or_demonym_leads_to_its_country(gazetteer: Gazetteer, form: str, name: str) -> None:
    assert labels(gazetteer.by_form(form)) == [name]


@pytest.mark.parametrize(("form", "count"), [("Congolese", 2), ("Korean", 2), ("Dominican", 2)])
def test_an_ambiguous_form_gives_all(gazetteer: Gazetteer, form: str, count: int) -> None:
    assert len(gazetteer.by_form(form)) == count


@pytest.mark.parametrize("form", ["us", "polish", "Minskian", "turkey"])
def test_a_word_in_small_letters_is_no_form(gazetteer: Gazetteer, form: str) -> None:
    assert gazetteer.by_form(form) == ()


def test_plural_forms_are_people_and_not_adjectives(gazetteer: Gazetteer) -> None:
    for form in ("Russians", "Belarussians", "Americans", "Kazakhs"):
        assert {f.kind for f in gazetteer.forms(form)} == {"demonym"}


@pytest.mark.parametrize(
    ("form", "name", "body"),
    [
        ("Kremlin", "Russia", None),
        ("the White House", "United States", None),
        ("Downing Street", "United Kingdom", None),
        ("Brussels", "European Union", None),
        ("Moscow", "Russia", None),
        ("Kiev", "Ukraine", None),
        ("Vienna", "Austria", None),
        ("Washington", "United States", None),
        ("Pentagon", "United States", "United States Department of Defense"),
        ("State Department", "United States", "United States Department of State"),
        ("State Duma", "Russia", "State Duma"),
        ("Verkhovna Rada", "Ukraine", "Verkhovna Rada"),
        ("the bloc", "European Union", None),
    ],
)
def test_a_metonym_leads_to_its_state_and_body(
    gazetteer: Gazetteer, form: str, name: str, body: str | None
) -> None:
    found = gazetteer.metonym(form)

    assert found is not None
    assert found.entity.label == name
    assert (found.body.label if found.body else None) == body


def test_brussels_stands_for_the_union_first_and_for_belgium_too(gazetteer: Gazetteer) -> None:
    assert [m.entity.label for m in gazetteer.metonyms("Brussels")] == ["European Union", "Belgium"]


def test_a_state_body_belongs_to_its_state(gazetteer: Gazetteer) -> None:
    (duma,) = (r for r in gazetteer.lookup("State Duma") if r.type == "StateBody")
    side = gazetteer.side(duma.iri)

    assert side is not None
    assert side.label == "Russia"
    assert ("stateBodyOf", side.iri) in {(f.relation, f.object) for f in gazetteer.facts_about(duma.iri)}


def test_a_capital_is_of_its_state_and_lies_in_it(gazetteer: Gazetteer) -> None:
    minsk = gazetteer.lookup("Minsk")[0]
    state = country(gazetteer, "Belarus")

    assert state.capital == minsk.iri
    told = {(f.relation, f.object) for f in gazetteer.facts_about(minsk.iri)}
    assert {("capitalOf", state.iri), ("locatedIn", state.iri)} <= told


def test_every_sovereign_state_has_a_capital_an_adjective_and_a_wikidata_iri(gazetteer: Gazetteer) -> None:
    states = [r for r in gazetteer.rows.values() if r.type == "Country"]
    present = [r for r in states if gazetteer.holders(r.iri, "headOfState", "2025")]

    assert len(present) > 190
    assert not [r.label for r in states if not r.iri.startswith(WIKIDATA)]
    assert {r.label for r in present if not r.capital} <= {"Palestine", "Nauru"}
    assert not [r.label for r in present if not r.adjectives]


def test_a_side_is_the_state_of_the_office_at_that_date(gazetteer: Gazetteer) -> None:
    (bush,) = (r for r in gazetteer.lookup("George W. Bush") if r.label == "George W. Bush")
    (elizabeth,) = gazetteer.lookup("Elizabeth II")

    assert gazetteer.side(bush.iri, "2006") == country(gazetteer, "United States")
    assert gazetteer.side(bush.iri, "2015") is None
    assert gazetteer.side(elizabeth.iri, "2010") == country(gazetteer, "United Kingdom")
    assert gazetteer.side(country(gazetteer, "France").iri) == country(gazetteer, "France")


def test_members_of_an_organisation_are_states(gazetteer: Gazetteer) -> None:
    csto = gazetteer.lookup("CSTO")[0]
    members = labels(gazetteer.members(csto.iri))

    assert {"Belarus", "Russia", "Kazakhstan"} <= set(members)
    assert "United Kingdom" not in labels(gazetteer.members(gazetteer.lookup("EU")[0].iri))


def test_russia_and_belarus_border_each_other(gazetteer: Gazetteer) -> None:
    pair = {country(gazetteer, "Russia").iri, country(gazetteer, "Belarus").iri}

    assert any(f.relation == "borders" and {f.subject, f.object} == pair for f in gazetteer.facts)


def test_facts_are_statements_with_the_gazetteer_as_their_rule(gazetteer: Gazetteer) -> None:
    found = [
        s for s in gazetteer.statements(["headOfState"]) if s.subject and s.subject.label == "Dmitry Medvedev"
    ]

    (statement,) = found
    assert (statement.kind, statement.relation) == ("state", "headOfState")
    assert (statement.from_, statement.until, statement.ended) == ("2008-05-07", "2012-05-07", True)
    assert statement.subjectSide == statement.objectSide == statement.object
    assert {e.rule for e in statement.evidence} == {"gazetteer"}
    assert Statement.from_json(statement.to_json()) == statement


def test_iris_are_unique_and_facts_and_forms_lead_to_rows(gazetteer: Gazetteer) -> None:
    lines = (gazetteer.path / "entities.jsonl").read_text(encoding="utf-8").splitlines()

    assert len({json.loads(line)["iri"] for line in lines}) == len(lines)
    assert all(f.subject in gazetteer.rows and f.object in gazetteer.rows for f in gazetteer.facts)
    assert all(f.entity in gazetteer.rows for f in gazetteer.all_forms)
    assert all(f.body in gazetteer.rows for f in gazetteer.all_forms if f.body)
    assert not [r for r in gazetteer.rows.values() if r.country and r.country not in gazetteer.rows]


def test_the_files_are_made_again_byte_for_byte(gazetteer: Gazetteer, tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("the raw data are not here")
    from kg.resolve.gazetteer.make.__main__ import make

    make(DATA, tmp_path, gazetteer.path / "hand")

    for name in ("entities.jsonl", "facts.jsonl", "forms.jsonl"):
        assert (tmp_path / name).read_bytes() == (gazetteer.path / name).read_bytes()


def test_a_folder_without_files_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"entities\.jsonl"):
        _ = Gazetteer.load(tmp_path).rows


@pytest.mark.parametrize(
    ("fact", "date", "expected"),
    [
        (("2000", "2004-05-06"), "2004-05-05", True),
        (("2000", "2004-05-06"), "2004-05-06", False),
        (("2000", "2004-05-06"), "2004", True),
        (("2000-05", None), "2000-04-30", False),
        (("2000-05", None), "1999/2000", True),
        (("2000", "2010/2015"), "2010-12", True),
        (("2000", "2010/2015"), "2012", False),
        ((None, None), "1950", True),
    ],
)
def test_a_fact_holds_between_its_dates(
    fact: tuple[str | None, str | None], date: str, expected: bool
) -> None:
    assert holds(Fact("headOfState", "a", "b", *fact), date) is expected


def test_names_are_compared_by_sound_and_order() -> None:
    assert alike("Aleksandr", "Alyaksandr") and alike("Zurabishvili", "Zourabichvili")
    assert not alike("Yong", "Jong") and not alike("Qiang", "Keqiang")
    assert sound("Umar") == sound("Omar")
    assert contained(words("Dmitriy Medvedev"), words("Dmitriy Anatolyevich Medvedev"))
    assert not contained(words("Hamad Khalifa"), words("Khalifa bin Hamad"))
    assert words("Abd al-Malik Saeed") == words("Abdulmalik Saeed")


def test_a_father_and_a_son_in_one_office_keep_their_own_years(gazetteer: Gazetteer) -> None:
    cambodia = country(gazetteer, "Cambodia").iri

    assert labels(gazetteer.holders(cambodia, "headOfGovernment", "2005")) == ["Hun Sen"]
    assert labels(gazetteer.holders(cambodia, "headOfGovernment", "2024")) == ["Hun Manet"]
