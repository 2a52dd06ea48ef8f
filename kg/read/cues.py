"""The word lists of `ontology/lexicon/reading.ttl` as patterns; no word of them stands in Python."""

from __future__ import annotations

import re
from functools import cache

from kg import ontology


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the ontology; empty where the ontology has none of that name."""
    return ontology.load().word_lists.get(name, frozenset())


@cache
def pattern(before: str, name: str, after: str = "", both: str | None = None) -> re.Pattern[str]:
    """Return a pattern for any word of the list `name` (and of `both`) between two patterns.

    Case does not matter, and an apostrophe stands for its typographic forms. An empty list
    matches nothing.
    """
    listed = words(name) | (words(both) if both else frozenset())
    if not listed:
        return re.compile(r"(?!)")
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    choices = "|".join(re.escape(word).replace("'", "['’ʼ]").replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(f"{before}(?:{choices}){after}", re.IGNORECASE)


def opens(name: str, text: str) -> bool:
    """Tell whether a text begins with a word of the list, brackets and emphasis before it aside."""
    return bool(pattern(r"[\W_]*?", name, r"(?:(?<!\w)|(?!\w))").match(text))


def holds(name: str, text: str) -> bool:
    """Tell whether a word of the list stands anywhere in the text."""
    return bool(pattern(r"(?<!\w)", name).search(text))


def is_one(name: str, text: str) -> bool:
    """Tell whether the text is a word of the list."""
    return text.strip().lower().replace("’", "'") in words(name)
