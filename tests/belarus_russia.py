"""Statements about Belarus and Russia in the summer of 2020, for the tests of ties and diagrams."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Entity, Evidence, Statement

WD, ENT = "http://www.wikidata.org/entity/", "https://example.org/entity/"

BELARUS = Entity(WD + "Q184", "Belarus", "Country", "Belarus")
RUSSIA = Entity(WD + "Q159", "Russia", "Country", "Moscow")
UKRAINE = Entity(WD + "Q212", "Ukraine", "Country", "Ukraine")
LUKASHENKO = Entity(WD + "Q2866", "Alexander Lukashenko", "Person", "Lukashenko")
PUTIN = Entity(WD + "Q7747", "Vladimir Putin", "Person", "Putin")
ZHIRINOVSKY = Entity(WD + "Q7784", "Vladimir Zhirinovsky", "Person", "Zhirinovsky")
ZAKHAROVA = Entity(WD + "Q4187336", "Maria Zakharova", "Person", "Zakharova")
PESKOV = Entity(WD + "Q4354389", "Dmitry Peskov", "Person", "Peskov")
TSEPKALO = Entity(ENT + "valery-tsepkalo", "Valery Tsepkalo", "Person", "Tsepkalo")
MILINKEVICH = Entity(ENT + "alexander-milinkevich", "Alexander Milinkevich", "Person", "Milinkevich")
LDPR = Entity(ENT + "ldpr", "LDPR", "Party", "LDPR")
GAZPROM = Entity(WD + "Q102673", "Gazprom", "Company", "Gazprom")
BANK = Entity(ENT + "belgazprombank", "Belgazprombank", "Company", "Belgazprombank")
KGB = Entity(ENT + "kgb-of-belarus", "KGB", "StateBody", "KGB")
MINISTRY = Entity(
    ENT + "russian-foreign-ministry", "Russian Foreign Ministry", "StateBody", "Foreign Ministry"
)
MEN = Entity(ENT + "33-russian-citizens", "33 Russian citizens", "Group", "33 Russians")

PUBLISHED = {"a1": "2020-08-05", "a2": "2020-08-04", "a3": "2020-07-30"}
SOURCES = {"a1": "Baltic Wire", "a2": "Vistula Post", "a3": "Dnieper Daily"}


def evidence(sentence: str, article: str = "a1") -> Evidence:
    return Evidence(article, f"{article}.txt", 0, len(sentence), sentence, "clause")


def event(
    relation: str, subject: Entity | None, object_: Entity | None, sentence: str, **more: Any
) -> Statement:
    sides = {
        name: side
        for name, actor in (("subjectSide", subject), ("objectSide", object_))
        for side, actors in (
            (BELARUS, (BELARUS, LUKASHENKO, KGB)),
            (RUSSIA, (RUSSIA, PUTIN, ZAKHAROVA, PESKOV, MINISTRY)),
        )
        if actor in actors
    }
    articles = more.pop("articles", ("a1",))
    told = tuple(evidence(sentence if a == "a1" else f"{sentence} ({a})", a) for a in articles)
    return Statement("event", relation, subject, object_, evidence=told, belief=0.8, **{**sides, **more})


def state(relation: str, subject: Entity, object_: Entity, sentence: str = "", **more: Any) -> Statement:
    told = (evidence(sentence),) if sentence else ()
    return Statement("state", relation, subject, object_, evidence=told, belief=0.9, **more)


ALLIED = state(
    "alliedWith",
    BELARUS,
    RUSSIA,
    "The two countries form a union state and a military alliance.",
    mutual=True,
)
STATES = (
    ALLIED,
    state(
        "headOfState",
        LUKASHENKO,
        BELARUS,
        "Belarusian President Alexander Lukashenko spoke.",
        subjectSide=BELARUS,
    ),
    state(
        "stateBodyOf",
        KGB,
        BELARUS,
        "The KGB, the security service of Belarus, gave no details.",
        subjectSide=BELARUS,
    ),
    state("opponentOf", TSEPKALO, LUKASHENKO, "Valery Tsepkalo, a rival of Lukashenko, left.", mutual=True),
    state(
        "opponentOf",
        MILINKEVICH,
        LUKASHENKO,
        "Milinkevich ran against Lukashenko in 2006.",
        mutual=True,
        ended=True,
        from_="2006",
        until="2006",
    ),
    state("leaderOf", ZHIRINOVSKY, LDPR, "Vladimir Zhirinovsky, leader of the LDPR, wrote."),
    state("basedIn", LDPR, RUSSIA, "The Russian party LDPR holds seats."),
    state(
        "spokespersonOf",
        ZAKHAROVA,
        MINISTRY,
        "Foreign Ministry spokeswoman Maria Zakharova wrote.",
        subjectSide=RUSSIA,
    ),
    state("spokespersonOf", PESKOV, RUSSIA, "Kremlin spokesman Dmitry Peskov declined.", subjectSide=RUSSIA),
    state("stateBodyOf", MINISTRY, RUSSIA, "The Russian Foreign Ministry replied."),
    state("subsidiaryOf", BANK, GAZPROM, "Belgazprombank, a subsidiary of Gazprom, was searched."),
    state("basedIn", GAZPROM, RUSSIA, "Russian energy giant Gazprom protested."),
    state("citizenOf", MEN, RUSSIA, "The 33 are Russian citizens."),
)
GAZETTEER = (state("headOfState", PUTIN, RUSSIA, from_="2012", subjectSide=RUSSIA),)

ARREST = event(
    "COERCE",
    KGB,
    MEN,
    "Last week the KGB arrested 33 Russians near Minsk and called them mercenaries.",
    date="2020-07-29",
    mode="arrest",
    articles=("a1", "a2", "a3"),
)
NO_DEAL = event(
    "AGREE",
    LUKASHENKO,
    PUTIN,
    "Early this year Lukashenko and Putin failed to reach an agreement on energy prices.",
    mutual=True,
    polarity="negative",
    date="2020",
)
EXERCISES = event(
    "MOBILIZE",
    LUKASHENKO,
    None,
    "Lukashenko has also called for military exercises near the border with Russia.",
    modality="planned",
)
BACKING = event(
    "SUPPORT",
    RUSSIA,
    LUKASHENKO,
    "Late last year the Kremlin offered to back Lukashenko for deeper integration, Milinkevich said.",
    speaker=MILINKEVICH,
    date="2019",
)
EVENTS = (
    ARREST,
    NO_DEAL,
    EXERCISES,
    BACKING,
    event("COOPERATE", BELARUS, RUSSIA, "The two share an integrated economic zone.", mutual=True),
    event(
        "SUPPORT",
        RUSSIA,
        LUKASHENKO,
        "Moscow is not on the side of the president in this vote, Tsepkalo said.",
        polarity="negative",
        speaker=TSEPKALO,
    ),
    event(
        "REQUEST",
        ZHIRINOVSKY,
        LUKASHENKO,
        "Zhirinovsky called on Lukashenko to withdraw from the race.",
        mode="yield",
    ),
    event(
        "ACCUSE",
        ZHIRINOVSKY,
        LUKASHENKO,
        "Zhirinovsky accused Lukashenko of being unable to let go of power.",
    ),
    event("REJECT", LUKASHENKO, RUSSIA, "Lukashenko turned down closer integration with Russia."),
    event(
        "ACCUSE",
        LUKASHENKO,
        RUSSIA,
        "Lukashenko accuses people with ties to Moscow of meddling in the vote.",
        articles=("a1", "a2"),
    ),
    event(
        "THREATEN", ZAKHAROVA, BELARUS, "Zakharova warned Minsk that no harm may come to the detained men."
    ),
    event("ACCUSE", GAZPROM, BELARUS, "Gazprom criticized the installation of new management in Belarus."),
    event(
        "COERCE", BELARUS, BANK, "The security services stormed Belgazprombank.", date="2020-06", mode="seize"
    ),
    event(
        "CONSULT",
        PUTIN,
        LUKASHENKO,
        "Putin may meet Lukashenko in Sochi before the autumn, officials said.",
        modality="possible",
        mutual=True,
    ),
    event(
        "ASSAULT", LUKASHENKO, MEN, "The men were beaten in custody, relatives allege.", modality="alleged"
    ),
)
OPEN = (
    Statement(
        "open",
        "want to incorporate",
        PUTIN,
        BELARUS,
        subjectSide=RUSSIA,
        objectSide=BELARUS,
        speaker=LUKASHENKO,
        belief=0.6,
        evidence=(evidence("Putin wanted to incorporate Belarus, Lukashenko claimed."),),
    ),
)
STATEMENTS = (*STATES, *EVENTS, *OPEN)


def many(count: int) -> tuple[Statement, ...]:
    """Return so many events, made of the ones above with other dates, and the states."""
    made = []
    for i in range(count):
        base = EVENTS[i % len(EVENTS)]
        made.append(replace(base, date=f"2020-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}"))
    return (*STATES, *made)
