"""Dates and numbers in text, found by pattern: the sets mark them differently or not at all."""

from __future__ import annotations

import re
from functools import cache

from kg.language.tokenizer import english


def figures(text: str) -> list[tuple[int, int, str]]:
    """Return spans (start, end, "DATE" or "NUMBER") that do not overlap, dates before numbers.

    A date is a calendar expression ("Tuesday", "March 5, 2009", "last week", "the 1990s"), neither a
    duration nor a time of day; a number counts or measures ("30", "$40 million", "two-thirds" not).
    """
    date, number = _patterns()
    spans = [(m.start(), m.end(), "DATE") for m in date.finditer(text)]
    taken = [(a, b) for a, b, _ in spans]
    for match in number.finditer(text):
        if not any(a < match.end() and b > match.start() for a, b in taken):
            spans.append((match.start(), match.end(), "NUMBER"))
    return spans


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = english()

    def any_of(*names: str, part: str = "calendar") -> str:
        listed = sorted({re.escape(w) for n in names for w in words[part][n]}, key=len, reverse=True)
        return rf"(?:{'|'.join(listed)})(?!\w)"

    month, weekday = any_of("months"), any_of("weekdays")
    period, parts = any_of("periods", "seasons"), any_of("parts")
    pointer, near = rf"(?i:{any_of('pointers')})", rf"(?i:{any_of('near')})"
    year = r"(?:1[0-9]|20)\d\d(?![\w,.:]*\d)"
    day = r"(?:[0-3]?\d(?:st|nd|rd|th)?)(?!\d|[.,:]\d)"
    days = rf"{day}(?:\s?[-–]\s?{day})?"
    day_of_month = rf"(?:{month}\s{days}|{days}\s(?:of\s)?{month})(?:,?\s(?:of\s)?{year})?"
    month_of_year = rf"{month},?\s(?:of\s)?{year}"
    years = rf"{year}(?:\s?[-–]\s?(?:{year}|\d\d(?!\d)))?"
    decade = r"(?:1[0-9]|20)\d0s\b|['’]\d0s\b"
    century = r"\d{1,2}(?:st|nd|rd|th)[\s-](?:century|Century)\b"
    what = rf"(?:{weekday}|{month}|{period})"
    relative = rf"{pointer}\s(?:{parts}\s)?{what}"
    exact = (
        rf"(?:{weekday},?\s)?{day_of_month}|{month_of_year}|{decade}|{century}|{weekday}|(?:year\s)?{years}|{relative}|"
        rf"{near}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)"
    )
    # "May" and "March" alone are too often no months at the start of a sentence.
    alone = rf"(?<=[a-z,]\s){month}"
    date = rf"(?<![\w$€£.-])(?:(?i:{parts})[\s-](?:the\s)?)?(?:{exact}|{alone})"

    unit = any_of("words", part="numbers")
    figure = r"\d+(?:[.,]\d+)*(?![\w]*\d)(?!(?:st|nd|rd|th)\b)"
    word = rf"(?i:{unit})(?:[-\s](?:and\s)?(?i:{unit}))*"
    plural = any_of("plurals", part="numbers")
    many = rf"(?i:{plural})(?:\sof\s{plural})*"
    amount = rf"(?:{figure}(?:\s{unit})*|{word}|{many})"
    money = rf"(?:[A-Z]{{1,3}})?[$€£¥]\s?{amount}"
    worth = rf"(?:\s?{any_of('percent', part='numbers')}|\s(?i:{any_of('money', part='numbers')}))?"
    number = rf"(?<![\w.#/-])(?:{money}|{amount}{worth})(?![\w/]|\.\d|-[a-z])"
    return re.compile(date), re.compile(number)
