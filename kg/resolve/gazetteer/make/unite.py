"""Which terms are one person's: one id, one office at one time, or one name in one state.

Never by a family name alone: fathers and sons, brothers and namesakes hold the same office in turn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import combinations

from kg.resolve.gazetteer.make.sources import Sources
from kg.resolve.gazetteer.make.terms import Term
from kg.resolve.gazetteer.names import alike, contained, equal, key, sound, words

LIFETIME = 45
"""Years between two terms beyond which one name is two people."""
RETURN = 25
"""Years after which nobody with a longer or shorter name comes back to the same office."""


class Clusters:
    """Terms joined into people (union-find); two with different Wikidata ids, or kept apart, never join."""

    def __init__(
        self, terms: list[Term], name: list[tuple[str, ...]], apart: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.terms = terms
        self._fullest = list(name)
        self.offices = [{(t.state.code, t.kind)} for t in terms]
        self.parent = list(range(len(terms)))
        self.ids: list[set[str]] = [{t.wikidata} if t.wikidata else set() for t in terms]
        self.names = [{key(t.name.spelt)} for t in terms]
        self.apart = frozenset(frozenset(map(key, pair)) for pair in apart)

    def find(self, one: int) -> int:
        """Return the term that stands for a term's person."""
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make two terms one person's unless their ids or the rules forbid it."""
        a, b = self.find(one), self.find(other)
        if a == b or len(self.ids[a] | self.ids[b]) > 1:
            return
        if self.apart and any(frozenset((x, y)) in self.apart for x in self.names[a] for y in self.names[b]):
            return
        self.parent[b] = a
        self.ids[a] |= self.ids[b]
        self.names[a] |= self.names[b]
        self.offices[a] |= self.offices[b]
        self._fullest[a] = max(self._fullest[a], self._fullest[b], key=lambda n: (len("".join(n)), n))

    def fullest(self, one: int) -> tuple[str, ...]:
        """Return the longest name of a term's person so far."""
        return self._fullest[self.find(one)]

    def same_office(self, one: int, other: int) -> bool:
        """Tell whether two people held one and the same office: then a longer name is somebody else's.

        George Bush and George W. Bush; but Viktor A. Yushchenko, president, is the former prime minister.
        """
        return bool(self.offices[self.find(one)] & self.offices[self.find(other)])

    def people(self) -> list[list[Term]]:
        """Return the terms of each person, in order of their first term."""
        groups: dict[int, list[Term]] = defaultdict(list)
        for at, term in enumerate(self.terms):
            groups[self.find(at)].append(term)
        return [sorted(g, key=lambda t: (t.start, t.relation, t.source)) for g in groups.values()]


def unite(terms: list[Term], sources: Sources) -> list[list[Term]]:
    """Return the terms of each person."""
    weak = sources.words("weak")
    name = [words(t.name.spelt, weak) for t in terms]
    nicknames = [[words(n, weak) for n in (t.name.spelt, *t.name.others)] for t in terms]
    changes = sources.written("overrides")
    clusters = Clusters(terms, name, [tuple(row["apart"]) for row in changes if "apart" in row])
    _same_id(terms, clusters)
    by_state: dict[str, list[int]] = defaultdict(list)
    for at, term in enumerate(terms):
        by_state[term.state.code].append(at)
    tests: list[Callable[[int, int], bool]] = [
        lambda a, b: any(_same_term(terms[a], terms[b], x, y) for x in nicknames[a] for y in nicknames[b]),
        lambda a, b: (
            _same_time(terms[a], terms[b])
            and any(contained(x, y) for x in nicknames[a] for y in nicknames[b])
        ),
        lambda a, b: (
            _years(terms[a], terms[b]) <= LIFETIME and equal(clusters.fullest(a), clusters.fullest(b))
        ),
        lambda a, b: (
            _years(terms[a], terms[b]) <= 30
            and contained(clusters.fullest(a), clusters.fullest(b))
            and not clusters.same_office(a, b)
        ),
        lambda a, b: (
            terms[a].kind == terms[b].kind
            and _away(terms[a], terms[b]) <= RETURN
            and _returned(clusters.fullest(a), clusters.fullest(b))
        ),
    ]
    for test in tests:
        _join_where(by_state, clusters, test)
    _across_states(terms, clusters, name, sources)
    for row in changes:
        if "together" in row:
            _join_named(clusters, set(map(key, row["together"])))
    return clusters.people()


def _join_where(by_state: dict[str, list[int]], clusters: Clusters, test: Callable[[int, int], bool]) -> None:
    for group in by_state.values():
        for a, b in combinations(group, 2):
            if clusters.find(a) != clusters.find(b) and test(a, b):
                clusters.join(a, b)


def _same_id(terms: list[Term], clusters: Clusters) -> None:
    first: dict[str, int] = {}
    for at, term in enumerate(terms):
        if term.wikidata:
            clusters.join(first.setdefault(term.wikidata, at), at)


def _same_term(a: Term, b: Term, name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two rows are of one term of one office: same start, names that may be one.

    Alyaksandr Lukashenka and Alexander Lukashenko, since 1994; but not two who took office in one year.
    """
    if a.relation != b.relation and a.kind != b.kind:
        return False
    if not _same_start(a.start, b.start):
        return False
    if contained(name, other) or (len(name) == 1 == len(other) and alike(name[0], other[0])):
        return True
    families = [w for f in (a.name.family, b.name.family) for w in words(f) if len(sound(w)) >= 5]
    both = {w for w in families if any(alike(w, x) for x in name) and any(alike(w, x) for x in other)}
    if both:
        return True
    if min(len(name), len(other)) == 1 and any(alike(x, y) for x in name for y in other):
        return True
    joined, joined_other = "".join(map(sound, name)), "".join(map(sound, other))
    similar = SequenceMatcher(None, joined, joined_other).ratio() >= 0.8
    return min(len(joined), len(joined_other)) >= 8 and similar


def _same_start(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_time(a: Term, b: Term) -> bool:
    """Tell whether two terms of one office overlap, or one follows at once."""
    if a.relation != b.relation and a.kind != b.kind:
        return False
    first, second = sorted((a, b), key=lambda t: t.start)
    return second.start[:4] <= (first.end or first.seen)[:4]


def _years(a: Term, b: Term) -> int:
    return abs(int(a.start[:4]) - int(b.start[:4]))


def _away(a: Term, b: Term) -> int:
    """Return the years from the end of the earlier term to the start of the later."""
    first, second = sorted((a, b), key=lambda t: t.start)
    return int(second.start[:4]) - int((first.end or first.seen)[:4])


def _returned(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether who comes back to an office has the name of who left it, in full or with a part more.

    Tabaré Vázquez and Tabaré Vázquez Rosas. The known fathers, sons and namesakes for whom that would
    be wrong are in the overrides (George Bush and George W. Bush).
    """
    return contained(name, other) and (alike(name[0], other[0]) or min(len(name), len(other)) >= 3)


def _across_states(
    terms: list[Term], clusters: Clusters, name: list[tuple[str, ...]], sources: Sources
) -> None:
    """Join those who head several states at once, or a state and the one it became part of or came from."""
    heirs = {row["code"]: set(row.get("successors", [])) for row in sources.written("states")}
    by_name: dict[str, list[int]] = defaultdict(list)
    for at in range(len(terms)):
        by_name[" ".join(sorted(map(sound, name[at])))].append(at)
    for group in by_name.values():
        for a, b in combinations(group, 2):
            x, y = terms[a], terms[b]
            if x.state is y.state or not equal(name[a], name[b]):
                continue
            at_once = x.start == y.start and len(x.start) == 10
            crowned = "monarch" in (x.kind, y.kind) and _same_start(x.start, y.start)
            heir = y.state.code in heirs.get(x.state.code, ()) or x.state.code in heirs.get(y.state.code, ())
            moved = x.kind == y.kind == "governor" and len(name[a]) > 1 and _years(x, y) <= RETURN
            if at_once or crowned or moved or (heir and len(name[a]) > 1 and _years(x, y) <= 30):
                clusters.join(a, b)


def _join_named(clusters: Clusters, wanted: set[str]) -> None:
    found = [at for at, term in enumerate(clusters.terms) if key(term.name.spelt) in wanted]
    for at in found[1:]:
        clusters.join(found[0], at)
