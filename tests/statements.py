"""Statements made by hand, and hypothesis strategies for any."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kg.model import Entity, Evidence, Kind, Statement

WIKIDATA = "http://www.wikidata.org/entity/"
BELARUS = Entity(WIKIDATA + "Q184", "Belarus", "Country", "Minsk")
RUSSIA = Entity(WIKIDATA + "Q159", "Russia", "Country", "Moscow")
UKRAINE = Entity(WIKIDATA + "Q212", "Ukraine", "Country", "Ukraine")
LUKASHENKO = Entity(WIKIDATA + "Q2866", "Alexander Lukashenko", "Person", "Lukashenko")
PESKOV = Entity("https://w3id.org/kg/entity/dmitry-peskov", "Dmitry Peskov", "Person", "Peskov")
ACTORS = (BELARUS, RUSSIA, UKRAINE, LUKASHENKO, PESKOV)


def evidence(article: str = "a", start: int = 0, sentence: str = "Lukashenko accused Moscow.") -> Evidence:
    return Evidence(article, f"{article}.txt", start, start + len(sentence), sentence, "accuse")


def accusation(article: str = "a", **changes: Any) -> Statement:
    """Lukashenko accused Russia."""
    fields: dict[str, Any] = {
        "kind": "event",
        "relation": "ACCUSE",
        "subject": LUKASHENKO,
        "object": RUSSIA,
        "subjectSide": BELARUS,
        "objectSide": RUSSIA,
        "evidence": (evidence(article),),
    }
    return Statement(**(fields | changes))


def presidency(article: str = "a", **changes: Any) -> Statement:
    """Lukashenko is head of state of Belarus."""
    fields: dict[str, Any] = {
        "kind": "state",
        "relation": "headOfState",
        "subject": LUKASHENKO,
        "object": BELARUS,
        "evidence": (evidence(article, 50, "Lukashenko, president of Belarus, spoke."),),
    }
    return Statement(**(fields | changes))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
DATES = st.sampled_from(
    [None, "2020", "2020-07", "2020-07-30", "2020-07-31", "2020-08", "2020-07-27/2020-08-02", "2006/2007"]
)
SENTENCES = st.sampled_from(
    ["Lukashenko accused Moscow.", "Minsk accused Moscow on Thursday.", "“It\nwas they”, he said.\u2028"]
)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    return evidence(draw(st.sampled_from("abcd")), draw(st.integers(0, 3)), draw(SENTENCES))


@st.composite
def actors(draw: st.DrawFn) -> Entity:
    actor = draw(st.sampled_from(ACTORS))
    return Entity(
        actor.iri, draw(st.sampled_from([actor.label, actor.label.upper()])), actor.type, draw(TEXT)
    )


@st.composite
def singles(draw: st.DrawFn) -> Statement:
    """Any statement with one evidence; few values each, so that many are equal or fit each other."""
    kinds: list[Kind] = ["event", "event", "state", "open"]
    kind = draw(st.sampled_from(kinds))
    relation = {"event": "ACCUSE", "state": "alliedWith", "open": 'is "like" \\ to'}[kind]
    maybe = st.none() | actors()
    return Statement(
        kind,
        relation,
        draw(actors()),
        draw(maybe) if kind == "event" else draw(actors()),
        subjectSide=draw(maybe),
        objectSide=draw(maybe),
        mutual=draw(st.booleans()) if kind == "state" else False,
        polarity=draw(st.sampled_from(["positive", "negative"])),
        modality=draw(st.sampled_from(["asserted", "asserted", "planned", "possible", "alleged"])),
        speaker=draw(st.none() | st.none() | actors()),
        via=tuple(draw(st.lists(actors(), max_size=2))),
        date=draw(DATES) if kind == "event" else None,
        from_=draw(DATES) if kind == "state" else None,
        ended=draw(st.booleans()) if kind == "state" else False,
        location=draw(maybe),
        mode=draw(st.none() | TEXT),
        context=tuple(draw(st.lists(st.sampled_from(["war", "trade", "elections"]), max_size=2))),
        evidence=(draw(evidences()),),
    )
