"""Equal statements become one, with all their evidence and a belief that follows from it.

Merging is a function of the set of single-evidence statements, so that neither their order nor the
batches they come in matter. A statement with several evidences counts as that many statements.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.merge.belief import belief, facts
from kg.merge.dates import at_least_as_vague
from kg.model import Entity, Evidence, Statement

__all__ = ["belief", "facts", "merge"]

VAGUE = ("date", "from", "until", "location")
"""The fields of `Statement.stated` in which reports of one thing may be more or less exact."""


def merge(statements: Iterable[Statement], sources: Mapping[str, str]) -> list[Statement]:
    """Return the statements with equal ones united, sorted by id.

    `sources` gives the outlet of an article by its id; an article without one is its own source.
    A report with a vaguer date, interval or location joins the one most exact statement that it
    fits; where it fits several it stays its own. Labels and types are made one per entity.
    """
    singles = _one_name_each(_distinct(statements))
    groups = defaultdict(list)
    for single in singles:
        groups[_subject_matter(single)].append(single)
    merged = [m for group in groups.values() for m in _merge_group(_oriented(group), sources)]
    return sorted(merged, key=lambda s: s.id)


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Split into single-evidence statements, each once, in an order that their content gives."""
    singles = {
        _spelled(single): single
        for statement in statements
        for evidence in statement.evidence
        for single in [_plain(statement, evidence)]
    }
    return [singles[key] for key in sorted(singles)]


def _plain(statement: Statement, evidence: Evidence) -> Statement:
    return replace(
        statement,
        belief=0.0,
        evidence=(evidence,),
        context=tuple(sorted(set(statement.context))),
        subjectSide=_unmentioned(statement.subjectSide),
        objectSide=_unmentioned(statement.objectSide),
        via=tuple(replace(e, mention="") for e in statement.via),
    )


def _unmentioned(entity: Entity | None) -> Entity | None:
    return replace(entity, mention="") if entity else None


def _spelled(statement: Statement) -> str:
    return json.dumps(statement.to_json(), sort_keys=True)


def _subject_matter(statement: Statement) -> str:
    """Return what all reports of one thing share: what is stated, but for time, place and direction."""
    stated = {key: value for key, value in statement.stated().items() if key not in VAGUE}
    if statement.mutual:
        stated["subject"], stated["object"] = sorted((stated["subject"] or "", stated["object"] or ""))
    return json.dumps(stated, sort_keys=True)


def _oriented(group: list[Statement]) -> list[Statement]:
    """Give what holds both ways one subject: the one that the first evidence names first."""
    subject = min(group, key=lambda s: _place(s.evidence[0])).subject
    return [single if single.subject == subject else _turned(single) for single in group]


def _turned(s: Statement) -> Statement:
    return replace(s, subject=s.object, object=s.subject, subjectSide=s.objectSide, objectSide=s.subjectSide)


def _merge_group(group: list[Statement], sources: Mapping[str, str]) -> Iterator[Statement]:
    variants = defaultdict(list)
    for single in group:
        variants[_exactness(single)].append(single)
    wider = {v: [w for w in variants if w != v and _fits(v, w)] for v in variants}
    finest = {v for v in variants if not wider[v]}
    joined: dict[tuple[str | None, ...], list[Statement]] = defaultdict(list)
    for variant, singles in variants.items():
        homes = finest.intersection(wider[variant])
        joined[homes.pop() if len(homes) == 1 else variant] += singles
    for variant, singles in joined.items():
        yield _united(variants[variant][0], singles, sources)


def _exactness(s: Statement) -> tuple[str | None, ...]:
    return s.date, s.from_, s.until, s.location.iri if s.location else None


def _fits(vague: tuple[str | None, ...], fine: tuple[str | None, ...]) -> bool:
    """Tell whether what one variant says of time and place leaves room for what the other says."""
    dates = all(at_least_as_vague(v, f) for v, f in zip(vague[:3], fine[:3], strict=True))
    return dates and vague[3] in (None, fine[3])


def _united(exact: Statement, singles: list[Statement], sources: Mapping[str, str]) -> Statement:
    """Return one statement of `exact`'s content with the evidence of all `singles`."""
    ordered = sorted(singles, key=lambda s: (_place(s.evidence[0]), _spelled(s)))
    evidence = tuple(sorted({s.evidence[0] for s in singles}, key=_place))
    first = ordered[0]
    return replace(
        exact,
        subject=first.subject,
        object=first.object,
        speaker=first.speaker,
        subjectSide=_usual(s.subjectSide for s in ordered),
        objectSide=_usual(s.objectSide for s in ordered),
        evidence=evidence,
        belief=belief(exact, evidence, sources),
    )


def _place(e: Evidence) -> tuple[str, int, int, str, str, str]:
    return e.article, e.start, e.end, e.rule, e.sentence, e.path


def _usual(entities: Iterable[Entity | None]) -> Entity | None:
    """Return the entity found most often; of equals, the one whose IRI sorts first; None if none."""
    found = Counter(e for e in entities if e)
    return min(found, key=lambda e: (-found[e], e.iri), default=None)


def _one_name_each(singles: list[Statement]) -> list[Statement]:
    """Give each entity the label and the type that most evidence has for it."""
    labels: dict[str, dict[str, set[Evidence]]] = defaultdict(lambda: defaultdict(set))
    types: dict[str, dict[str, set[Evidence]]] = defaultdict(lambda: defaultdict(set))
    for single in singles:
        for entity in _entities(single):
            labels[entity.iri][entity.label].update(single.evidence)
            types[entity.iri][entity.type].update(single.evidence)
    label = {iri: _most_voted(votes) for iri, votes in labels.items()}
    type_ = {iri: _most_voted(votes) for iri, votes in types.items()}

    def named(entity: Entity) -> Entity:
        return replace(entity, label=label[entity.iri], type=type_[entity.iri])

    return [_with_entities(single, named) for single in singles]


def _most_voted(votes: Mapping[str, set[Evidence]]) -> str:
    return min(votes, key=lambda name: (-len(votes[name]), -len(name), name))


def _entities(statement: Statement) -> Iterator[Entity]:
    """Yield every entity that a statement names, in whatever part."""
    s = statement
    parts = (s.subject, s.object, s.subjectSide, s.objectSide, s.speaker, s.location, *s.via)
    yield from (e for e in parts if e)


def _with_entities(statement: Statement, change: Callable[[Entity], Entity]) -> Statement:
    """Return the statement with every entity replaced by what `change` makes of it."""

    def part(entity: Entity | None) -> Entity | None:
        return change(entity) if entity else None

    return replace(
        statement,
        subject=part(statement.subject),
        object=part(statement.object),
        subjectSide=part(statement.subjectSide),
        objectSide=part(statement.objectSide),
        speaker=part(statement.speaker),
        location=part(statement.location),
        via=tuple(change(e) for e in statement.via),
    )
