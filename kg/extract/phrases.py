"""From a head word to a mention: what the noun phrase names or describes, and what it is of."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.titles import found_at
from kg.extract.view import View, base, case, children
from kg.model import Mention

_LEFT = frozenset({"det", "amod", "nummod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat"})
OF = frozenset({"of"})
_DEPTH = 4
"""Owners of owners that are followed: "the head of the council of the union of X"."""
ACTORS = frozenset({"PERSON", "ORG", "COUNTRY", "PLACE", "NORP"})


def mention(view: View, head: Token, depth: int = 0) -> Mention:
    """Return the mention whose phrase this word heads.

    "Russian President **Putin**", "Kremlin **spokesman** Dmitry Peskov" and "Iran's foreign
    **minister**, Ali Velayati" are mentions of the person named.
    """
    named = naming_entity(view, head)
    if named is not None:
        return of_entity(view, named, depth)
    start, end = _extent(view, head)
    span = view.doc[start:end]
    form = "pronoun" if head.pos_ == "PRON" and head.lower_ not in ("none", "others") else "nominal"
    return Mention(
        span.text,
        view.block,
        span.start_char,
        span.end_char,
        "pronoun" if form == "pronoun" else "nominal",
        head.lemma_.lower(),
        kind(view, head),
        None,
        is_plural(head),
        owner(view, head, depth + 1),
        head.sent.start_char,
        _is_subject(head),
        None if _is_past_or_future(view, head) else next((r.noun for r in found_at(view, head)), None),
    )


def of_entity(view: View, entity: Span, depth: int = 0) -> Mention:
    """Return the mention of a name."""
    form = "nominal" if entity.label_ == "NORP" and entity.root.pos_ != "ADJ" else "name"
    if entity.label_ == "NORP" and entity.root.pos_ == "ADJ":
        form = "adjective"
    if form == "nominal":
        start, end = _extent(view, entity.root)
        start = min(start, entity.start)
    else:
        start, end = entity.start, entity.end
    span = view.doc[start:end]
    return Mention(
        span.text,
        view.block,
        span.start_char,
        span.end_char,
        "name" if form == "name" else "adjective" if form == "adjective" else "nominal",
        entity.root.lemma_.lower(),
        class_of(view, entity),
        entity.text,
        is_plural(entity.root),
        owner(view, entity.root, depth + 1) if entity.label_ in ("ORG", "NORP") else None,
        entity.root.sent.start_char,
        _is_subject(entity.root),
    )


def _is_past_or_future(view: View, head: Token) -> bool:
    """Tell "a former president" from the one who is in office."""
    return any(view.ontology.when(c.lower_) is not None for c in head.children)


def _is_subject(head: Token) -> bool:
    while base(head) in ("conj", "nmod:desc") and head.head.i != head.i:
        head = head.head
    return base(head) == "nsubj"


def naming_entity(view: View, head: Token) -> Span | None:
    """Return the name of what a phrase is about, not a name inside it ("Kremlin" in "Kremlin aide")."""
    entity = view.entity(head)
    if entity is not None:
        return entity if entity.label_ in ACTORS | {"EVENT", "WORK"} else None
    if head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    roles = view.ontology.role_nouns
    if head.lemma_.lower() in view.ontology.word("kindNouns"):
        for child in children(head, "compound", "nmod:desc"):
            before = view.entity(child)
            if before is not None and before.label_ == "ORG":
                return before
    following = view.entities.get(head.i + 1)
    if following is not None and following.start == head.i + 1 and following.label_ in ("PERSON", "ORG"):
        linked = head.head in following or any(t.head in (head, head.head) for t in following)
        if linked and (head.lemma_.lower() in roles or head.lower_ in view.ontology.word("honorifics")):
            return following
    beside = view.entity(head.head) if base(head) == "appos" and head.pos_ == "NOUN" else None
    if beside is not None and beside.label_ in ("PERSON", "ORG") and not is_plural(head):
        return beside
    for child in head.rights:
        named = view.entity(child)
        if named is None or named.label_ not in ("PERSON", "ORG") or named.root.i != child.i:
            continue
        if base(child) == "appos" and head.lemma_.lower() in roles:
            return named
        joined = named.start > head.i and view.doc[named.start - 1].text != ","
        if joined and named.label_ == "PERSON" and base(child) in ("flat", "appos", "compound", "nmod"):
            return named if not case(child) else None
    return name_behind(view, head) if head.lemma_.lower() in roles else None


def name_behind(view: View, head: Token) -> Span | None:
    """Return the name after a role's of-phrase: "the leader of the LDPR party **Vladimir Zhirinovsky**"."""
    for child in children(head, "nmod"):
        entity = view.entities.get(child.i + 1)
        if case(child) in OF and entity is not None and entity.label_ == "PERSON":
            return entity if entity.start == child.i + 1 else None
    return None


def kind(view: View, head: Token) -> str | None:
    """Return the class of what a noun or pronoun stands for, None where the word does not tell."""
    entity = view.entity(head)
    if entity is not None:
        return class_of(view, entity)
    if head.pos_ == "PRON":
        return view.ontology.pronoun_class(head.lower_)
    return view.ontology.noun_class(head.lemma_.lower())


def class_of(view: View, entity: Span) -> str | None:
    """Return the ontology's class of an entity's label; "**the** Gazprom" is no person whatever its label."""
    label = entity.label_
    if label == "PERSON" and entity.start > 0 and not is_plural(entity.root):
        before = view.doc[entity.start - 1]
        label = "ORG" if before.lower_ == "the" and before.head in entity else label
    return view.ontology.entity_classes.get(label)


def is_plural(head: Token) -> bool:
    """Tell a plural by its features."""
    return "Plur" in str(head.morph) or head.tag_ in ("NNS", "NNPS")


def owner(view: View, head: Token, depth: int = 0) -> Mention | None:
    """Return what a phrase is of: possessor, adjective of nationality, "of"-phrase or a name before it."""
    if depth > _DEPTH:
        return None
    own = view.entity(head)
    outside = [c for c in head.children if own is None or view.entity(c) != own]
    for child in outside:
        if child.dep_ == "nmod:poss":
            return mention(view, child, depth)
    for child in outside:
        entity = view.entity(child)
        if entity is None or child.i > head.i or entity.label_ not in ACTORS - {"PERSON"}:
            continue
        if base(child) in ("amod", "compound", "nmod"):
            return of_entity(view, entity, depth)
    for child in outside:
        if base(child) == "nmod" and case(child) in _owning(view, head) and child.i > head.i:
            found = mention(view, child, depth)
            if found.form == "name" or found.owner is not None:
                return found
    return None


def _owning(view: View, head: Token) -> frozenset[str]:
    """Return the prepositions that lead to an owner: a spokesman is one **for** somebody."""
    return OF | {"for"} if head.lemma_.lower() in view.ontology.role_nouns else OF


def _extent(view: View, head: Token) -> tuple[int, int]:
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _LEFT or base(child) in ("det", "amod", "nummod", "compound"):
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if base(child) in ("flat", "goeswith") or (
            base(child) == "nmod" and case(child) in OF and child.i - head.i < 5
        ):
            end = max(end, child.right_edge.i + 1 if child.right_edge.i - head.i < 8 else child.i + 1)
    while end > head.i + 1 and view.doc[end - 1].is_punct:
        end -= 1
    return start, end
