"""Role nouns in the text: "president", "prime minister", "secretary of state"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.view import View
from kg.ontology import RoleCue


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun in the text: its phrase from `start` to `end` (exclusive), and the cue it matches."""

    cue: RoleCue
    start: int
    head: Token
    end: int
    noun: str


def found_at(view: View, head: Token) -> Iterator[Role]:
    """Yield the roles that a noun may head, the longest phrase first ("prime minister", "minister")."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return
    longer = _with_tail(view, head)
    if longer is not None:
        yield longer
    for length in (4, 3, 2, 1):
        start = head.i - length + 1
        if start < 0 or any(view.entity(t) is not None for t in view.doc[start : head.i]):
            continue
        noun = _phrase(view, start, head)
        cue = view.ontology.roles_by_noun.get(noun)
        if cue is not None:
            yield Role(cue, start, head, head.i + 1, noun)


def _with_tail(view: View, head: Token) -> Role | None:
    """Return the role whose phrase goes on behind its head: "**secretary** of state"."""
    for length in (4, 3, 2):
        words = [head.lemma_.lower(), *(t.lower_ for t in view.doc[head.i + 1 : head.i + length])]
        cue = view.ontology.roles_by_noun.get(" ".join(words)) if len(words) == length else None
        if cue is not None and words[1] != "-":
            return Role(cue, head.i, head, head.i + length, " ".join(words))
    return None


def _phrase(view: View, start: int, head: Token) -> str:
    before = [t.lower_ for t in view.doc[start : head.i]]
    return " ".join([*before, head.lemma_.lower()]).replace(" - ", "-")
