"""What stands below a ties diagram: legend, evidence list, lettered states and footer."""

from __future__ import annotations

from collections.abc import Sequence

from kg.draw import listing, marks, words
from kg.draw.columns import doubtful
from kg.draw.lanes import Arrangement
from kg.draw.legend import legend
from kg.draw.ranking import Chosen
from kg.draw.scene import Mark
from kg.model import Statement


def below(at: Arrangement, chosen: Sequence[Chosen]) -> tuple[list[Mark], float]:
    """Return everything below the diagram, and its bottom."""
    top = at.placing.bottom + 20
    made: list[Mark] = [listing.rule(top)]
    keys, y = _legend(at, top + 15)
    y = y + 18 if keys else top
    made += keys
    for blocks, room, gap in ((_items(at), 20, 9), (_states(at), 18, 0)):
        if blocks:
            made += [listing.rule(y)] if y > top else []
            listed, y = listing.columns(blocks, y + room, gap)
            made += listed
    footer, y = listing.paragraph(_footer(at, chosen), y + 12, 8, "grey", 10.5, at.setting.font)
    return [*made, *footer], y


def _legend(at: Arrangement, top: float) -> tuple[tuple[Mark, ...], float]:
    setting = at.setting
    keyed = [(s, words.score(s, setting.ontology), words.reports(s)) for s in at.events]
    return legend(keyed, _occurring(at), top, setting.theme, setting.font)


def _occurring(at: Arrangement) -> set[str]:
    """Return what occurs beside the ties' own styles, by the legend's names."""
    everyone = [actor for column in at.columns.values() for actor in column]
    facts = {
        "state": any(not doubtful(s) for s in at.letters.states),
        "doubtful": any(doubtful(s) for s in at.letters.states),
        "actor": any(not actor.idle for actor in everyone),
        "idle": any(actor.idle for actor in everyone),
        "open": any(s.object is None for s in at.events),
    }
    return {name for name, occurs in facts.items() if occurs}


def _items(at: Arrangement) -> list[listing.Block]:
    return [_item(at, s, number) for number, s in enumerate(at.events, start=1)]


def _item(at: Arrangement, s: Statement, number: int) -> listing.Block:
    """Return the list's entry of a tie: its shortest sentence, date and outlets."""
    setting = at.setting
    colour = setting.theme.tie(words.score(s, setting.ontology))
    sentence = min((words.plain(e.sentence) for e in s.evidence), key=lambda t: (len(t), t), default="")
    tail = [words.when(s, setting.published), words.outlets(s, setting.sources)]
    return listing.item(
        f"evidence-{s.id}",
        f"Evidence of tie {number}",
        lambda x, y: marks.ring(x + marks.RING + 0.6, y - 3, number, colour),
        words.header(s, setting.name),
        sentence,
        words.DOT.join(t for t in tail if t),
        setting.font,
    )


def _states(at: Arrangement) -> list[listing.Block]:
    setting = at.setting
    return [
        listing.state(
            at.letters.of(s),
            words.state_line(s, setting.ontology, setting.name),
            "gazetteer" if s.id in setting.ties.background else "",
            setting.font,
        )
        for s in at.letters.states
    ]


def _footer(at: Arrangement, chosen: Sequence[Chosen]) -> str:
    """Return how to read the marks, and what is not shown."""
    hidden = sum(len(part.hidden) for part in chosen)
    parts = ["Marks point from actor to recipient."] if at.events else []
    if any(s.speaker for s in at.events):
        parts.append("Where no speaker is named, the articles speak in their own voice.")
    if hidden:
        parts.append(
            f"Not shown, only counted: {hidden} of {hidden + sum(len(p.shown) for p in chosen)} ties."
        )
    parts += ["Types and scores: PLOVER 2.0."] if at.events else ["What is drawn is what the articles say."]
    return " ".join(parts)
