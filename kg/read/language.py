"""Is a text English? Told by the share of its words that are common in English and in no language near it.

They are at least .127 of the words of any of 5,970 English articles of news (the list was made
with their help), and at most .034 in short texts of nine other languages. The method needs no
data but the list in `ontology/lexicon/reading.ttl`, and gives the same answer everywhere.
"""

from __future__ import annotations

import re

from kg.read import cues

SHARE = 0.08
"""The least share of those words in a text that passes for English."""
ENOUGH = 20
"""A text of fewer words (headline, single sentence) is only judged by its letters."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def is_english(text: str) -> bool:
    """Tell whether a text is English, or too short to say that it is not."""
    listed = cues.words("englishWords")
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or not listed:
        return True
    if sum(1 for word in words if _LATIN.match(word)) < 0.6 * len(words):
        return False
    return len(words) < ENOUGH or sum(1 for word in words if word in listed) >= SHARE * len(words)
