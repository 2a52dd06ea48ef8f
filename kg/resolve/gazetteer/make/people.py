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
    return min((t.state for t in group), key=lambda s: (_order(s), -counts[id(s)], s.code))


def _order(state: Draft) -> int:
    """Realms share a monarch: the United Kingdom's and Denmark's own come first."""
    return 0 if state.code in ("GBR", "FRA", "ESP", "DNK", "NLD") else 1


def _spans(group: list[Term], person: Draft) -> list[Span]:
    """Return the offices of a person, rows of one term made one."""
    by_office: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for t in _without_misread(group):
        span = Span(person, t.state, t.relation, t.kind, t.start, t.end, t.seen, t.first, t.title)
        by_office[t.state.code, t.relation].append(span)
    return [span for spans in by_office.values() for span in merged(spans)]


def _without_misread(group: list[Term]) -> list[Term]:
    """Return the terms without what says "head of state" of a head of government or of a state's territory.

    One source does not tell the two apart: of a president whom the other lists only as head of
    government (Iran), that is right. Who heads a state is not listed as head of its territories too.
    """
    heads = [t for t in group if t.relation == "headOfState"]
    listed = [t for t in heads if not t.source.startswith("wikidata")]
    governs = [t for t in group if t.relation == "headOfGovernment" and t.source.startswith("factbook")]
    sovereign = any(t.state.type == "Country" for t in heads)

    def misread(t: Term) -> bool:
        exported = t.source.startswith("wikidata") and t.kind == "president" and governs and not listed
        return t.relation == "headOfState" and bool(exported or (sovereign and t.state.type == "Territory"))

    return [t for t in group if not misread(t)]


def _with_one_government(spans: list[Span]) -> list[Span]:
    """Leave out presidents as heads of government while somebody else is prime minister most of the time."""
    premiers = [s for s in spans if s.kind == "premier"]

    def kept(s: Span) -> bool:
        alone = s.relation != "headOfGovernment" or s.kind == "premier"
        return alone or 2 * sum(map(s.overlap, premiers)) < s.years

    return [s for s in spans if kept(s)]


def _add_parties(book: Book, group: list[Term], person: Draft) -> None:
    """Add the party of those whose source names it ("Republican": the party whose name begins so)."""
    for name in sorted({t.party for t in group if t.party}):
        for party in book.parties[group[0].state.code]:
            if party.label.startswith(f"{name}") and party.label.endswith(" Party"):
                book.facts.append(DraftFact("memberOfParty", person, party))
                break
