"""People who hold or held office: one entity each, with all spellings, and the dates of their offices."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.resolve.gazetteer.make.book import Book, Draft, DraftFact
from kg.resolve.gazetteer.make.labels import Labels
from kg.resolve.gazetteer.make.sources import Sources
from kg.resolve.gazetteer.make.spans import Span, close, merged
from kg.resolve.gazetteer.make.terms import Term, read_terms
from kg.resolve.gazetteer.make.unite import unite

_RANKED = {"headOfState": 0, "headOfGovernment": 0, "ministerOf": 1, "officialOf": 2}


def add_people(book: Book, sources: Sources) -> dict[str, int]:
    """Add the united people and the facts of their offices; return how many rows became how many."""
    terms = read_terms(book, sources)
    people = unite(terms, sources)
    labels = Labels(sources)
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for group in people:
        draft = book.add(labels.person(group))
        draft.rank = int(max((t.end or t.seen)[:4] for t in group))
        draft.country = _country(group)
        for span in _spans(group, draft):
            spans[span.state.code, span.relation].append(span)
        _add_parties(book, group, draft)
    for found in spans.values():
        for span in _with_one_government(close(found, sources.rules["missing_editions"])):
            fact = DraftFact(span.relation, span.person, span.state, span.start, span.end, title=span.title)
            book.facts.append(fact)
    return {"leader rows": len(sources.raw("leaders")), "terms read": len(terms), "leaders": len(people)}


def _country(group: list[Term]) -> Draft:
    """Return the state of a person: the one of the highest office, held most often."""
    best = min(_RANKED[t.relation] for t in group)
    counts = Counter(id(t.state) for t in group if _RANKED[t.relation] == best)
    return min((t.state for t in group), key=lambda s: (-counts[id(s)], _order(s), s.code))


def _order(state: Draft) -> int:
    """Realms share a monarch: the United Kingdom's and Denmark's own come first."""
    return 0 if state.code in ("GBR", "FRA", "ESP", "DNK", "NLD") else 1


def _spans(group: list[Term], person: Draft) -> list[Span]:
    """Return the offices of a person, rows of one term made one."""
    by_office: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for t in group:
        span = Span(person, t.state, t.relation, t.kind, t.start, t.end, t.seen, t.title)
        by_office[t.state.code, t.relation].append(span)
    return [span for spans in by_office.values() for span in merged(spans)]


def _with_one_government(spans: list[Span]) -> list[Span]:
    """Leave out presidents as heads of government while somebody else is prime minister most of the time."""
    premiers = [s for s in spans if s.kind == "premier"]
    return [
        s
        for s in spans
        if s.relation != "headOfGovernment" or s.kind == "premier" or 2 * sum(map(s.overlap, premiers)) < s.years
    ]


def _add_parties(book: Book, group: list[Term], person: Draft) -> None:
    """Add the party of those whose source names it ("Republican": the party whose name begins so)."""
    for name in sorted({t.party for t in group if t.party}):
        for party in book.parties[group[0].state.code]:
            if party.label.startswith(f"{name}") and party.label.endswith(" Party"):
                book.facts.append(DraftFact("memberOfParty", person, party))
                break
