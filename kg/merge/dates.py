"""Dates as exact as a text gives them: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` of these."""

from __future__ import annotations

import calendar
import re
from functools import cache

POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def at_least_as_vague(vague: str | None, exact: str | None) -> bool:
    """Tell whether `vague` is `exact` or leaves room for it: None for all, `2020` for `2020-07-30`."""
    if vague is None or vague == exact:
        return True
    room, wanted = days(vague), days(exact) if exact else None
    if not room or not wanted:
        return False
    if room == wanted:  # spelled in two ways: the longer spelling counts as the more exact
        return (len(vague), vague) < (len(exact or ""), exact or "")
    return room[0] <= wanted[0] and wanted[1] <= room[1]


@cache
def days(date: str) -> tuple[str, str] | None:
    """Return the first and the last day of a date or interval, None where it is none."""
    first, _, last = date.partition("/")
    opening, closing = _days(first), _days(last or first)
    return (opening[0], closing[1]) if opening and closing else None


def _days(point: str) -> tuple[str, str] | None:
    match = POINT.fullmatch(point)
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        return point, point
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12 or int(year) < 1:
        return None
    return f"{point}-01", f"{point}-{calendar.monthrange(int(year), int(month))[1]}"
