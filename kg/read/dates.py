"""Dates of publication, as articles write them, to ISO 8601; the wall clock plays no part."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = "|".join(f"{name[:3]}[a-z]*" for name in calendar.day_name)
_MONTH = r"(?P<month>" + "|".join(rf"{m[:3]}[a-z]*" for m in _MONTHS) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_CLOCK = r"(?:[T ,]+(?:at\s+)?\d{1,2}[:.]\d{2}.*)?"
_DATES = [
    re.compile(rf"(?:(?:{_WEEKDAYS})[.,]?\s+)?(?:{form}){_CLOCK}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)",
        rf"{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d+Z?)?",
        rf"{_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        _YEAR,
        rf"{_MONTH}\s+{_DAY}",
        rf"{_DAY}\s+{_MONTH}",
    )
]


def iso(text: str, year: int | None = None) -> str | None:
    """Return a date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None if the text is no date, or one without a year.

    A day and month alone count if `year` is given. "August 05, 2020", "12 March 2031", "Aug. 5, 2020"
    and ISO dates with a time are known; of 05/08/2020 nobody can tell the month, so it is none.
    """
    for form in _DATES:
        match = form.fullmatch(text.strip())
        if match:
            parts = match.groupdict()
            own = int(parts["year"]) if parts.get("year") else year
            return None if own is None else _join(own, parts.get("month"), parts.get("day"))
    return None


def _join(year: int, month: str | None, day: str | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    number = int(month) if month.isdigit() else _month(month)
    if number is None or not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year:04d}-{number:02d}"
    try:
        return date(year, number, int(day)).isoformat()
    except ValueError:
        return None


def _month(word: str) -> int | None:
    return next((number for name, number in _MONTHS.items() if name.startswith(word.lower())), None)


DAY_AND_MONTH = re.sub(r"\(\?P<\w+>", "(?:", rf"(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+{_YEAR})?")
"""Pattern of a day and month, with or without a year, for use inside other patterns (ignoring case)."""


def is_weekday(text: str) -> bool:
    """Tell the name of a day of the week, full or short."""
    return re.fullmatch(_WEEKDAYS, text.strip(" .,"), re.IGNORECASE) is not None
