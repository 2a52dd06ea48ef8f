"""Role nouns in the text: "president", "prime minister", "secretary of state"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
        if " of " in noun:
            continue  # `_with_tail` finds it at its head
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


def period(view: View, role: Role) -> tuple[str | None, str | None]:
    """Return from when until when an office was held: "president of Malta **from 1999 to 2004**"."""
    dates: dict[bool, str] = {}
    for word, token in pairwise(_tail(view, role.end)):
        if _YEAR.match(token.text) and word.lower_ in view.ontology.word("periodPrepositions"):
            dates[word.lower_ in view.ontology.word("endingPrepositions")] = token.text
        elif _YEAR.match(token.text) and False in dates:
            dates.setdefault(True, token.text)
        elif _DECADE.match(token.text):
            dates |= {False: token.text[:4], True: token.text[:3] + "9"}
    return dates.get(False), dates.get(True)


def in_period(view: View, word: Token) -> bool:
    """Tell a date that belongs to an office before it, not to what its holder did."""
    place = word.left_edge.i - 1
    while place >= 0 and view.doc[place].pos_ not in ("VERB", "PUNCT", "AUX"):
        if next(found_at(view, view.doc[place]), None) is not None:
            return True
        place -= 1
    return False


def _tail(view: View, start: int) -> Iterator[Token]:
    """Yield the words behind a role up to the next mark or verb."""
    for token in view.doc[start : start + 12]:
        if token.pos_ in ("VERB", "AUX", "PUNCT"):
            return
        yield token


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0s$")
