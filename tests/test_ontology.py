"""The vocabulary: whole, and consistent with the annotation guide."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology, load

SCORES = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10,
    "RETREAT": 6.5, "REQUEST": 0, "ACCUSE": -3, "REJECT": -2, "THREATEN": -3.5, "PROTEST": -5,
    "SANCTION": -6, "MOBILIZE": -5.5, "COERCE": -7, "ASSAULT": -9,
}  # fmt: skip
STATES = {
    "headOfState", "headOfGovernment", "leaderOf", "ministerOf", "officialOf", "spokespersonOf", "memberOf",
    "memberOfParty", "candidateIn", "opponentOf", "citizenOf", "basedIn", "locatedIn", "capitalOf", "partOf",
    "subsidiaryOf", "ownedBy", "foundedBy", "stateBodyOf", "alliedWith", "inConflictWith", "borders",
    "signatoryOf", "participantIn", "employedBy", "successorOf", "familyOf",
}  # fmt: skip


def test_event_types_and_scores_are_plovers() -> None:
    assert {name: event.score for name, event in load().events.items()} == SCORES


def test_all_state_relations_of_the_guide_are_there() -> None:
    missing = STATES - load().relations.keys()
    assert missing == set()


def test_everything_is_defined() -> None:
    ontology = load()
    relations = [r.name for r in ontology.relations.values() if not r.definition or not r.label]
    events = [e.name for e in ontology.events.values() if not e.definition or not e.label]
    assert relations + events == []


def test_cues_lead_to_known_relations() -> None:
    ontology = load()
    known = ontology.relations.keys() | ontology.events.keys()
    assert {c.relation for c in ontology.verbs} <= known
    assert {r for c in ontology.roles for r in c.relations.values()} <= ontology.relations.keys()


def test_each_event_type_has_cues() -> None:
    assert load().events.keys() <= {c.relation for c in load().verbs}


def test_classes_of_cues_and_relations_are_known() -> None:
    ontology = load()
    used = {c for cue in ontology.verbs for c in cue.target_types | cue.subject_types}
    used |= {c for role in ontology.roles for c in role.bearer}
    used |= {c for r in ontology.relations.values() for c in r.domain | r.range}
    assert used <= ontology.parents.keys()


def test_words_are_lower_case() -> None:
    ontology = load()
    words = {w for c in ontology.verbs for w in c.verbs | c.objects}
    words |= {w for r in ontology.roles for w in r.nouns}
    words |= {w for o in ontology.operators for w in o.words} | {w for r in ontology.reports for w in r.words}
    words |= {w for t in ontology.times for w in t.words}
    assert [w for w in sorted(words) if w != w.lower()] == []


def test_no_verb_has_two_meanings_under_the_same_conditions() -> None:
    meanings = defaultdict(set)
    for cue in load().verbs:
        for verb in cue.verbs:
            for noun in cue.objects or {""}:
                conditions = (
                    cue.particle,
                    noun,
                    cue.requires,
                    cue.bars,
                    cue.phrases,
                    cue.target,
                    cue.target_types,
                    cue.subject_types,
                )
                meanings[(verb, *conditions)].add(cue.relation)
    assert {k: v for k, v in meanings.items() if len(v) > 1} == {}


def test_no_name_is_declared_twice() -> None:
    """Two cues of one name would be read as one with the conditions of both."""
    text = "\n".join(f.read_text(encoding="utf-8") for f in sorted(load().path.glob("lexicon/*.ttl")))
    names = Counter(re.findall(r"^((?:lex|kg):[\w-]+) a ", text, re.MULTILINE))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_role_noun_stands_in_two_cues() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for role in load().roles:
        for noun in role.nouns:
            seen[noun].append(role.name)
    assert {n: r for n, r in seen.items() if len(r) > 1} == {}


def test_broken_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("kg:x kg:y", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"bad\.ttl"):
        Ontology(tmp_path)


def test_a_class_is_each_of_its_superclasses() -> None:
    assert load().is_a("Party", frozenset({"Actor"}))
    assert not load().is_a("City", frozenset({"Actor"}))
