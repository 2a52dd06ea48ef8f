"""Offices over time: rows of one term made one, and ends found from successors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.resolve.gazetteer.make.book import Draft
from kg.resolve.gazetteer.make.terms import AS_OF


@dataclass(frozen=True, slots=True)
class Span:
    """One person's time in one office; `end` None while it lasts or is not known yet."""

    person: Draft
    state: Draft
    relation: str
    kind: str
    start: str
    end: str | None
    seen: str
    first: str = ""
    title: str | None = None

    @property
    def years(self) -> float:
        """Return about how long it lasted."""
        return max(_number(self.end) - _number(self.start), 0.01)

    def overlap(self, other: Span) -> float:
        """Return for about how many years two spans held at once."""
        last = min(_number(self.end), _number(other.end))
        return max(last - max(_number(self.start), _number(other.start)), 0.0)


def merged(spans: list[Span]) -> list[Span]:
    """Return the spans of one person in one office with those of one term made one.

    Two are of one term if their starts agree as far as both are exact, or if the next begins before
    the one before it was last seen, or on the day it ended.
    """
    result: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start[:4], -len(s.start), s.start)):
        before = next((s for s in result if _one_term(s, span)), None)
        if before is None:
            result.append(span)
            continue
        at = result.index(before)
        start = span.start if span.start.startswith(before.start) else before.start
        latest = max(before.start, span.start)
        ends = [s.end for s in (before, span) if s.end and s.end >= latest[: len(s.end)]]
        seen = max(before.seen, span.seen)
        end = max(ends, key=lambda e: (e[:4], len(e), e)) if ends else None
        if end and seen[:4] > end[:4]:
            end = None if seen >= AS_OF else end
        kind, first = min(before.kind, span.kind), min(before.first, span.first)
        title = before.title or span.title
        result[at] = replace(before, start=start, seen=seen, end=end, kind=kind, first=first, title=title)
    return result


def _one_term(a: Span, b: Span) -> bool:
    if a.start.startswith(b.start) or b.start.startswith(a.start):
        return True
    if a.end:
        return b.start <= a.end or b.start[:4] < a.end[:4]
    return b.start[:4] <= a.seen[:4]


def close(spans: list[Span], gap: Collection[int]) -> list[Span]:
    """Return the spans of one office with ends: the source's, else the next holder's start.

    If years lie between the last sight of a holder and that start, all of them but those of `gap`
    (for which there is no source), the end is only known to lie between: "2015/2019-03-01".
    """
    ordered = sorted(spans, key=lambda s: s.start)
    chains = {s.kind == "president" and s.relation == "headOfGovernment" for s in ordered}
    closed: list[Span] = []
    for chain in sorted(chains):
        own = [s for s in ordered if (s.kind == "president" and s.relation == "headOfGovernment") == chain]
        own = _continued(own, gap)
        closed += [replace(s, end=_exact(s, own) or _end(s, own, gap)) for s in own]
    return sorted(closed, key=lambda s: (s.start, s.person.label))


def _continued(chain: list[Span], gap: Collection[int]) -> list[Span]:
    """Return the spans with those of one person joined between which nobody else can have come."""
    joined: list[Span] = []
    for span in chain:
        last = joined[-1] if joined else None
        if last and last.person is span.person and not last.end and _no_gap(last, span, gap):
            joined[-1] = replace(last, seen=max(last.seen, span.seen), end=span.end)
        else:
            joined.append(span)
    return joined


def _no_gap(span: Span, following: Span, gap: Collection[int]) -> bool:
    """Tell whether nobody can have come between: no year without a source, or two editions in a row."""
    seen = int(span.seen[:4])
    dates = (following.start, following.first)
    return any(all(year in gap for year in range(seen + 1, int(date[:4]))) for date in dates)


def _exact(span: Span, chain: list[Span]) -> str | None:
    """Return the end that a source has, to the day if that is when the next holder began."""
    if span.end is None or len(span.end) == 10:
        return span.end
    starts = [s.start for s in chain if s.person is not span.person and s.start > span.start]
    return next((s for s in sorted(starts) if s.startswith(span.end)), span.end)


def _end(span: Span, chain: list[Span], gap: Collection[int]) -> str | None:
    if span.seen >= AS_OF:
        return None
    others = [s for s in chain if s.person is not span.person and s.start > span.start]
    later = [s for s in others if s.start[:4] >= span.seen[:4]]
    following = later[0].start if later else AS_OF
    if span.relation == "officialOf" and not later:
        return f"{span.seen}/{AS_OF}"
    if later and _no_gap(span, later[0], gap):
        return following
    return f"{span.seen}/{following}"


def _number(date: str | None) -> float:
    text = (date or AS_OF).partition("/")[0]
    parts = [int(p) for p in text.split("-")] + [1, 1]
    return parts[0] + (parts[1] - 1) / 12 + (parts[2] - 1) / 365
