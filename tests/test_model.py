from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Block, Entity, Statement
from tests.statements import BELARUS, PESKOV, RUSSIA, accusation, evidence, singles

KEYS = [
    *("id", "article", "path", "kind", "relation", "subject", "object", "subjectSide", "objectSide"),
    *("mutual", "polarity", "modality", "speaker", "via", "date", "from", "until", "ended"),
    *("location", "mode", "context", "belief", "evidence"),
]


@given(singles())
def test_statement_comes_back_from_its_json(statement: Statement) -> None:
    row = json.loads(json.dumps(statement.to_json()))
    assert Statement.from_json(row) == statement
    assert Statement.from_json(row).to_json() == row


def test_json_has_the_keys_of_the_contract_in_its_order() -> None:
    row = accusation().to_json()
    assert list(row) == KEYS
    assert list(row["evidence"][0]) == ["article", "path", "start", "end", "sentence", "rule"]
    assert list(row["subject"]) == ["iri", "label", "type", "mention"]


@given(singles())
def test_id_is_made_from_what_is_stated_alone(s: Statement) -> None:
    other = replace(s, belief=0.9, subjectSide=PESKOV, objectSide=None, evidence=(evidence("z", 9, "Else."),))
    assert other.id == s.id


def test_id_tells_apart_what_is_stated() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"polarity": "negative"},
        {"modality": "alleged"},
        {"speaker": PESKOV},
        {"date": "2020"},
        {"object": BELARUS},
        {"location": BELARUS},
        {"via": (PESKOV,)},
        {"ended": True},
        {"mutual": True},
    ]
    assert len({accusation(**change).id for change in changes}) == len(changes)


def test_entity_is_its_iri_however_it_is_called() -> None:
    assert Entity(RUSSIA.iri, "Russian Federation", "Country", "the Kremlin") == RUSSIA


def test_first_evidence_is_by_article_and_start() -> None:
    row = accusation(evidence=(evidence("b", 0), evidence("a", 9), evidence("a", 3))).to_json()
    assert (row["article"], row["path"]) == ("a", "a.txt")


@given(st.lists(st.text("ab \n", min_size=1, max_size=5), min_size=1, max_size=5))
def test_block_leads_back_to_the_text_as_given(parts: list[str]) -> None:
    """A text of parts with marks between, of which the block drops the marks."""
    given_text, text, pieces = "", "", []
    for part in parts:
        given_text += "##"
        pieces.append((len(text), len(given_text)))
        given_text, text = given_text + part, text + part
    block = Block("paragraph", text, tuple(pieces))
    assert all(given_text[block.raw(i)] == text[i] for i in range(len(text)))
    start, end = block.raw_span(0, len(text))
    assert given_text[start:end].replace("##", "") == text
