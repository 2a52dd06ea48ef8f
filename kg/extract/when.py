"""Dates: what the words say, as exact as the text and the date of publication allow."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from spacy.tokens import Token

from kg.extract.titles import in_period
from kg.extract.view import View, base, case, children, governor

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>{_MONTH})\b\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:\s*,?\s*(?P<y>(?:1[5-9]|20)\d\d))?",
    re.IGNORECASE,
)


def when(view: View, predicate: Token, future: bool = False) -> str | None:
    """Return the date of what a predicate tells, None where its clause gives none.

    Looks at the predicate's own time adjuncts, then at those of the verbs it shares its time with.
    """
    token = predicate
    while True:
        for phrase in _adjuncts(view, token):
            found = parse_date(view, phrase, future)
            if found is not None:
                return found
        if not _shares_time(view, token):
            return None
        token = governor(token)


def _shares_time(view: View, token: Token) -> bool:
    """Tell whether a clause happened when its governor did: "came last week **when** they arrested"."""
    if token.head.i == token.i:
        return False
    if base(token) == "advcl":
        return any(c.lower_ in view.ontology.word("when") for c in children(token, "advmod", "mark"))
    return base(token) in ("xcomp", "conj")


def _adjuncts(view: View, predicate: Token) -> Iterator[str]:
    """Yield the phrases beside a predicate, or behind its arguments, whose head word is a time."""
    beside = [c for c in predicate.children if base(c) in ("obl", "nmod", "advmod", "obj")]
    behind = [n for c in children(predicate, "obj", "nsubj") for n in children(c, "nmod")]
    for word in [*beside, *behind]:
        entity = view.entity(word)
        if case(word) in view.ontology.word("periodPrepositions") and in_period(view, word):
            continue
        if (entity is not None and entity.label_ == "DATE") or word.lemma_.lower() in view.ontology.word(
            "units"
        ):
            yield " ".join(t.text for t in word.subtree if not t.is_space and not _in_clause(t, word))


def _in_clause(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if base(token) in ("acl", "advcl", "ccomp", "parataxis"):
            return True
        token = token.head
    return False


def parse_date(view: View, phrase: str, future: bool = False) -> str | None:
    """Return the date that a phrase gives: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` of these."""
    text = " ".join(phrase.lower().replace(".", " ").split())
    published = _published(view.published)
    words = text.split()
    absolute = _absolute(text, published, future)
    if absolute is not None:
        return absolute
    if published is None:
        return None
    return _relative(view, words, published, future)


def _published(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text and len(text) >= 10 else None
    except ValueError:
        return None


def _absolute(text: str, published: date | None, future: bool) -> str | None:
    if iso := re.search(r"\b((?:19|20)\d\d-\d\d-\d\d)\b", text):
        return str(iso[1])
    for found in _DAY_MONTH.finditer(text):
        month = _MONTHS[found["m"].lower()]
        day = found["d1"] or found["d2"]
        if (
            found["m"].lower() == "may"
            and not (day or found["y"])
            and not re.search(r"\b(in|last|this|next) may", text)
        ):
            continue
        year = int(found["y"]) if found["y"] else _near_year(month, int(day or 1), published, future, text)
        if year is None or (day and not 1 <= int(day) <= calendar.monthrange(year, month)[1]):
            continue
        return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"
    years: list[str] = [w for w in re.findall(r"\b\d{4}\b", text) if _YEAR.match(w)]
    if not years or re.search(r"\d{4}s", text):
        return None
    if len(years) == 2 and re.search(rf"\b(from|between)\b.*{years[0]}.*{years[1]}", text):
        return f"{years[0]}/{years[1]}"
    return years[0]


def _near_year(month: int, day: int, published: date | None, future: bool, text: str) -> int | None:
    """Return the year that a month without one is of: the last such, or the next of what is to come."""
    if published is None:
        return None
    if "last year" in text or "last" in text.split():
        return published.year - (1 if "last year" in text or month >= published.month else 0)
    if future:
        return published.year + ((month, day) < (published.month, published.day) and month < published.month)
    return published.year - (month > published.month + 1)


def _relative(view: View, words: list[str], published: date, future: bool) -> str | None:
    lists = view.ontology.word_lists
    for word in words:
        for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if word in lists.get(name, ()):
                return (published + timedelta(days)).isoformat()
        if word.removesuffix("s") in _DAYS and word in _DAYS:
            return _weekday(_DAYS[word], published, future, words)
    ago = _ago(view, words, published)
    if ago is not None:
        return ago
    shift = next(
        (n for n, name in ((-1, "previous"), (0, "current"), (1, "following")) if _has(lists, name, words)),
        None,
    )
    if shift is None:
        return None
    if "week" in words:
        monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
        return f"{monday}/{monday + timedelta(6)}"
    if "month" in words:
        return _month(published.year * 12 + published.month - 1 + shift)
    if "year" in words:
        return str(published.year + shift)
    return None


def _has(lists: dict[str, frozenset[str]], name: str, words: list[str]) -> bool:
    return bool(lists.get(name, frozenset()).intersection(words))


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def _weekday(day: int, published: date, future: bool, words: list[str]) -> str:
    back = (published.weekday() - day) % 7
    if future or "next" in words:
        return (published + timedelta((day - published.weekday()) % 7 or 7)).isoformat()
    return (published - timedelta(back)).isoformat()


_COUNT = "zero one two three four five six seven eight nine ten"
_NUMBERS = {word: i for i, word in enumerate(_COUNT.split(" "))}
_NUMBERS |= {"a": 1, "an": 1}


def _ago(view: View, words: list[str], published: date) -> str | None:
    """Return the date of "two days ago", "a month earlier"."""
    if not _has(view.ontology.word_lists, "ago", words):
        return None
    for count, unit in pairwise(words):
        number = int(count) if count.isdigit() else _NUMBERS.get(count)
        if number is None:
            continue
        if unit.startswith("day"):
            return (published - timedelta(number)).isoformat()
        if unit.startswith("month"):
            return _month(published.year * 12 + published.month - 1 - number)
        if unit.startswith("year"):
            return str(published.year - number)
    return None
