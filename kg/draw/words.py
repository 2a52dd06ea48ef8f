"""The words of diagrams: a statement's phrase, detail, role and header, dates, title and deck.

Words carry every caveat: who claims it, that it is planned, possible, alleged, negated or over.
What a relation is called comes from the ontology.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kg.model import Entity, Statement
from kg.ontology import KG, EventType, Ontology

Namer = Callable[[Entity], str]

MINUS, DOT = "−", " · "
_MONTHS = tuple(date(2000, m, 1).strftime("%B") for m in range(1, 13))


def short_names(statements: Iterable[Statement]) -> Namer:
    """Return a function that gives an entity's short name in these statements.

    That is the commonest mention that is a single word of its label ("Lukashenko" of "Alexander
    Lukashenko"), or the label where there is none or where two entities would share it.
    """
    labels: dict[str, str] = {}
    found: dict[str, Counter[str]] = {}
    for s in statements:
        for e in (s.subject, s.object, s.subjectSide, s.objectSide, s.speaker, *s.via):
            if e:
                labels.setdefault(e.iri, plain(e.label))
                words = labels[e.iri].split()
                if e.mention in words[:1] + words[-1:] and e.type == "Person":
                    found.setdefault(e.iri, Counter())[e.mention] += 1
    names = {iri: min(c, key=lambda w, c=c: (-c[w], w)) for iri, c in found.items()}  # type: ignore[misc]
    taken = Counter([*names.values(), *(label for iri, label in labels.items() if iri not in names)])
    return lambda e: names[e.iri] if taken[names.get(e.iri, "")] == 1 else plain(e.label)


def plain(text: str) -> str:
    """Return a text with white space and control characters made single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def event_type(s: Statement, ontology: Ontology) -> EventType | None:
    """Return the statement's event type, None where it has none."""
    return ontology.events.get(s.relation) if s.kind == "event" else None


def score(s: Statement, ontology: Ontology) -> float | None:
    """Return the score of an event's type, None where it has none."""
    found = event_type(s, ontology)
    return found.score if found else None


def phrase(s: Statement, ontology: Ontology, name: Namer | None = None) -> str:
    """Return a short verb phrase without subject: "accuses Lukashenko", "may not agree".

    Mode and caveats are part of it. An open relation keeps the words of the text.
    """
    name = name or (lambda e: plain(e.label))
    to = name(s.object) if s.object else ""
    if s.kind == "open":
        return _open_phrase(s, to)
    third, base = _verbs(s, ontology)
    rest = third.split()[1:] if to else []
    mode = f"({s.mode})" if s.mode else ""
    verb = _caveated(s, third.split()[0], base)
    return " ".join(w for w in (verb, *rest, to, mode) if w)


def _verbs(s: Statement, ontology: Ontology) -> tuple[str, str]:
    """Return an event type's verb in the third person (with its preposition) and its base form."""
    found = event_type(s, ontology)
    base = found.label if found else s.relation.lower()
    node = KG[s.relation]
    given = ontology.graph.value(node, KG.phrase)
    return (str(given) if given else third_person(base)), base


def third_person(verb: str) -> str:
    """Return the third person singular of an English verb (phrase): "accuses", "relies on"."""
    first, _, rest = verb.partition(" ")
    if re.search(r"[^aeiou]y$", first):
        first = first[:-1] + "ies"
    else:
        first += "es" if re.search(r"(s|x|z|ch|sh|o)$", first) else "s"
    return f"{first} {rest}".strip()


def _caveated(s: Statement, third: str, base: str) -> str:
    """Return the verb with polarity and modality in words; of a mutual event in the plural."""
    no = s.polarity == "negative"
    do, be = ("do", "are") if s.mutual and not s.object else ("does", "is")
    if s.modality == "planned":
        return f"{be} set {'not ' if no else ''}to {base}"
    if s.modality == "possible":
        return f"may {'not ' if no else ''}{base}"
    if s.modality == "alleged":
        return f"allegedly {do + ' not ' + base if no else third}"
    return f"{do} not {base}" if no else third


def _open_phrase(s: Statement, to: str) -> str:
    caveats: list[str] = [s.modality] if s.modality != "asserted" else []
    caveats = ["not", *caveats] if s.polarity == "negative" else caveats
    prefix = " ".join(caveats) + ": " if caveats else ""
    return prefix + " ".join(w for w in (plain(s.relation), to) if w)


def detail(s: Statement, ontology: Ontology, name: Namer, reports: int = 1) -> list[str]:
    """Return the parts of the line under a lane: type and score with every caveat, claim, date, reports."""
    at = score(s, ontology)
    kind = f"{s.relation.capitalize()} {signed(at)}" if at is not None else "untyped"
    caveats = ["negated"] if s.polarity == "negative" else []
    caveats += [s.modality] if s.modality != "asserted" else []
    parts = [", ".join([kind, *caveats]), *claim(s, name)]
    parts += [spoken_date(s.date)] if s.date else []
    parts += [f"{reports} reports"] if reports > 1 else []
    return parts


def claim(s: Statement, name: Namer) -> list[str]:
    """Return "claim by X", with who passed it on; nothing for the articles' own voice."""
    if not s.speaker:
        return []
    via = ", ".join(name(e) for e in s.via)
    return [f"claim by {name(s.speaker)}" + (f" via {via}" if via else "")]


def header(s: Statement, name: Namer) -> str:
    """Return who acts on whom: "Zhirinovsky → Lukashenko"."""
    arrow = "↔" if s.mutual and s.object else "→"
    to = name(s.object) if s.object else "nobody named"
    return f"{name(s.subject) if s.subject else 'unnamed'} {arrow} {to}"


def state_line(s: Statement, ontology: Ontology, name: Namer) -> str:
    """Return a state as a line: "Milinkevich: formerly opponent of Lukashenko, until 2006"."""
    subject = name(s.subject) if s.subject else "unnamed"
    words = _state_words(s, ontology, name(s.object) if s.object else "nobody named")
    return f"{subject}: {words}{_says(s, name)}"


def role(s: Statement, ontology: Ontology, name: Namer, actor: Entity, of_pole: bool) -> str:
    """Return what an actor is to another: "head of state", "spokesperson of the Kremlin".

    Of a pole, an office is named alone. Of a mutual state the actor may be the object.
    """
    found = ontology.relations.get(s.relation)
    other = s.object if s.subject == actor else s.subject
    to = "" if of_pole and found and found.acts_for else name(other) if other else ""
    return _state_words(s, ontology, to) + _says(s, name)


def relation_label(s: Statement, ontology: Ontology) -> str:
    """Return a state relation's name in words."""
    found = ontology.relations.get(s.relation)
    return found.label if found else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(s.relation)).lower()


def _state_words(s: Statement, ontology: Ontology, to: str) -> str:
    label = relation_label(s, ontology)
    label = f"{label} {to}" if to else re.sub(r" of$", "", label)
    words = ["not"] if s.polarity == "negative" else []
    words += {"planned": ["planned:"], "possible": ["possibly"], "alleged": ["allegedly"]}.get(s.modality, [])
    words += ["formerly"] if s.ended else []
    dates = _period(s)
    return " ".join([*words, label]) + (f", {dates}" if dates else "")


def _says(s: Statement, name: Namer) -> str:
    return f" ({claim(s, name)[0]})" if s.speaker else ""


def _period(s: Statement) -> str:
    """Return since when and until when a state holds, as far as the text says."""
    since = spoken_date(s.from_) if s.from_ else ""
    # of an end that is only known to lie between two days, the last day in office that is known
    until = spoken_date(s.until.partition("/")[0]) if s.until else ""
    if since and since == until:
        return since
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


def spoken_date(value: str, short: bool = False) -> str:
    """Return a date or interval in words: "29 July 2020", "June 2020", "27 July to 2 August 2020"."""
    start, _, end = value.partition("/")
    if not end:
        return _spoken(start, short)
    if start[:4] == end[:4] and len(start) > 4:
        return f"{_spoken(start, short)[:-5]} to {_spoken(end, short)}"
    return f"{_spoken(start, short)} to {_spoken(end, short)}"


def _spoken(value: str, short: bool) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?.*", value)
    if not match or not match[2] or not 1 <= int(match[2]) <= 12:
        return value[:10]
    month = _MONTHS[int(match[2]) - 1]
    day = f"{int(match[3])} " if match[3] else ""
    return f"{day}{month[:3] if short else month} {match[1]}"


def signed(value: float) -> str:
    """Return a score with its sign: "+9.5", "0", "−3"."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{abs(value):g}"


def when(s: Statement, published: Mapping[str, str]) -> str:
    """Return the date of a tie for the list: as stated, else "By" the latest article's date."""
    if s.date:
        spoken = spoken_date(s.date, short=True)
        return spoken[0].upper() + spoken[1:]
    latest = latest_date([s], published)
    return f"By {spoken_date(latest, short=True)}" if latest else ""


def outlets(s: Statement, sources: Mapping[str, str]) -> str:
    """Return the outlets of a statement's articles: "Reuters", "Reuters and 2 others"."""
    named = sorted({plain(sources[e.article]) for e in s.evidence if sources.get(e.article)})
    if len(named) < 3:
        return " and ".join(named)
    return f"{named[0]} and {len(named) - 1} others"


def latest_date(statements: Iterable[Statement], published: Mapping[str, str]) -> str | None:
    """Return the day of the latest article among the evidence, None where no date is known."""
    days = (published.get(e.article) for s in statements for e in s.evidence)
    return max((d[:10] for d in days if d), default=None)


def reports(s: Statement) -> int:
    """Return how many independent reports a statement has: articles, copies of one text counted once."""
    return max(1, min(len({e.article for e in s.evidence}), len({plain(e.sentence) for e in s.evidence})))


def letter(index: int) -> str:
    """Return the index-th letter mark: a, b, …, z, aa, ab, …"""
    first, last = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)
