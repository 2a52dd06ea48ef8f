"""The dateline: place, date and agency before the first sentence of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.dates import DAY_AND_MONTH
from kg.read.traced import Traced

_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /-][A-Z][A-Z.'’-]*)*"
_NAME = r"[A-Z][\w.'’-]*(?:[ /-](?:[A-Z][\w.'’-]*|de|la|el|du|of|al))*"
_REST = r"(?:[,.]?\s+" + _NAME + r"){0,2}"
_DATE = rf"(?:[,.]?\s+(?P<date>(?i:{DAY_AND_MONTH})))"
_SOURCE = r"(?:[,.]?\s*\((?P<source>[A-Z][^()\n]{1,60})\))"
_DASH = r"(?:\s*(?:[—–]|--?)\s+|\s*(?:—|--)(?=[^\W\d]))"
_FULL = re.compile(
    rf"(?:(?P<place>{_CAPITALS}|{_NAME})(?:,\s+{_NAME}){{0,2}})?{_DATE}?{_SOURCE}?{_DASH}(?=[\"“‘'A-Z0-9])"
)
_BARE = re.compile(rf"{_CAPITALS}(?:,\s+{_NAME}){{0,2}}{_DASH}(?=[\"“‘'A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline's end in the paragraph, and the date (as written) and agency that it names."""

    end: int
    date: str | None
    source: str | None


def find(paragraph: str, first: bool) -> Dateline | None:
    """Return the dateline a paragraph begins with, as in "VELHOLM, 12 March 2031 (Coast News) - Veland's …".

    Only the first paragraph may have one that is a mere place in capitals ("UNITED NATIONS — Egypt …"):
    elsewhere that is as likely a subject with an aside, and "Oran (Wahran) -- 1962" an entry of a list.
    """
    match = _FULL.match(paragraph)
    if match and (match["date"] or match["source"]) and (first or _certain(match)):
        return Dateline(match.end(), match["date"], match["source"])
    bare = _BARE.match(paragraph) if first else None
    return Dateline(bare.end(), None, None) if bare else None


def stands_alone(line: str) -> bool:
    """Tell a line that is a dateline and no more: the report begins on the next one."""
    if not line.endswith(("-", "–", "—")):
        return False
    found = find(f"{line} X", first=True)
    return found is not None and found.end == len(line) + 1


def _certain(match: re.Match[str]) -> bool:
    """Tell a dateline that is one anywhere: place in capitals with a date or agency, or both of these."""
    place = match["place"] or ""
    return place.isupper() or bool(match["date"] and match["source"])


def cut(paragraph: Traced, dateline: Dateline) -> tuple[Traced, Traced]:
    """Return the dateline and the paragraph without it."""
    return paragraph[: dateline.end].strip(), paragraph[dateline.end :].strip()
