"""The computed lines of a diagram: title, what the ties are, counts and period, and what is not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.draw import words
from kg.model import Statement
from kg.ontology import Ontology


def title(a: str, b: str, latest: str | None) -> str:
    """Return the diagram's title."""
    return f"Ties between {a} and {b}" + (f", reported up to {words.spoken_date(latest)}" if latest else "")


def deck(events: Sequence[Statement], ontology: Ontology, name: words.Namer) -> str:
    """Return the computed line under the title: what the events are, how sure, and who takes part most."""
    if not events:
        return "No event between the two is reported."
    parts: list[str] = []
    for word, wanted in (("conflict", -1), ("cooperation", 1), ("neither", 0)):
        group = [s for s in events if _sign(words.score(s, ontology)) == wanted]
        if group:
            be = "" if parts else "is " if len(group) == 1 else "are "
            parts.append(f"{len(group)} {be}{word}{_negated(group)}")
    if len(events) == 1:
        text = f"The only event is {parts[0].removeprefix('1 is ')}"
    else:
        text = f"Of {_kinds(events)}, {', '.join(parts)}"
    return f"{text}{_doubts(events)}.{_busiest(events, name)}"


def _kinds(told: Sequence[Statement]) -> str:
    """Return how many events there are, and open relations where any are told too."""
    counts = [
        (sum(s.kind == kind for s in told), noun)
        for kind, noun in (("event", "event"), ("open", "open relation"))
    ]
    return " and ".join(_count(n, noun) for n, noun in counts if n)


def _sign(value: float | None) -> int:
    return 0 if not value else 1 if value > 0 else -1


def _negated(group: Sequence[Statement]) -> str:
    count = sum(s.polarity == "negative" for s in group)
    if not count:
        return ""
    return " (negated)" if len(group) == 1 else f" ({count} of them negated)"


def _doubts(events: Sequence[Statement]) -> str:
    """Return how many events are claims, and how many are planned, possible or alleged."""
    counts = [(sum(s.speaker is not None for s in events), "a claim", "claims")]
    counts += [(sum(s.modality == m for s in events), m, m) for m in ("planned", "possible", "alleged")]
    if len(events) == 1:
        return "".join(f", {one}" for n, one, _ in counts if n)
    parts = [f"{n} {one if n == 1 else several}" for n, one, several in counts if n]
    return f"; {', '.join(parts)}" if parts else ""


def _busiest(events: Sequence[Statement], name: words.Namer) -> str:
    """Return who takes part in most events, where one actor does in more than one and than others."""
    taking = Counter(e for s in events for e in {s.subject, s.object} if e)
    first, second = [*taking.most_common(), (None, 0), (None, 0)][:2]
    if first[0] is None or first[1] < 2 or first[1] == second[1]:
        return ""
    return f" {name(first[0])} takes part in {first[1]}."


def meta(events: Sequence[Statement], states: Sequence[Statement], open_: Sequence[Statement]) -> str:
    """Return the counts of statements and articles, and the period of the dated events."""
    parts = [_count(len(states), "state"), _count(len(events), "event")]
    parts += [_count(len(open_), "open relation")] if open_ else []
    told = [*events, *states, *open_]
    if not told:
        return "No article that was read states anything that joins them."
    articles = len({e.article for s in told for e in s.evidence})
    text = f"{_count(len(told), 'statement')} ({', '.join(parts)}) from {_count(articles, 'article')}"
    days = sorted(d for s in events if s.date for d in s.date.split("/"))
    if not days:
        return text
    if days[0] == days[-1]:
        return f"{text}; dated events: {words.spoken_date(days[0])}"
    return f"{text}; dated events from {words.spoken_date(days[0])} to {words.spoken_date(days[-1])}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def rest(statements: Sequence[Statement]) -> str:
    """Return the line that counts ties that are not shown: "+ 9 more: Accuse 6, Reject 3"."""
    kinds = Counter(s.relation.capitalize() if s.kind == "event" else "untyped" for s in statements)
    named = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items(), key=lambda p: (-p[1], p[0])))
    return f"+ {len(statements)} more: {named}"
