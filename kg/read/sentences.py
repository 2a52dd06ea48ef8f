"""Where sentences end and go on: what decides whether a paragraph was cut in the midst of one."""

from __future__ import annotations

import re

from kg.read import cues

CLOSERS = "\"'”“’»)]*_"
OPENERS = "\"'“‘«([*_"
_FINAL = re.compile(rf"[.!?…][{re.escape(CLOSERS)}]*$|[.!?…][\"'”’)\]]*\s*\[\d+\]$")
_SPEAKER = re.compile(r"[A-Z][^.:!?\"“]{1,80}: ")


def final(text: str) -> bool:
    """Tell whether a text ends where a sentence may end; an abbreviation before a stop is no end."""
    bare = text.rstrip()
    if not _FINAL.search(bare):
        return False
    last = bare.rsplit(None, 1)[-1]
    return not (last.endswith(".") and last.lower().strip("(\"'“‘.") in cues.words("abbreviations"))


def goes_on(text: str, after: str) -> bool:
    """Tell whether a text that ends in no stop goes on in another that begins with a capital.

    It does after a word that ends no sentence ("of the⏎⏎United Nations") and, if it is long, after a
    comma before a name ("its leader,⏎⏎Vladimir Putin"), but not in "Good afternoon, colleagues,⏎⏎We have …".
    """
    words = re.split(r"[.!?:]\s", text)[-1].split()
    if text.rstrip().endswith(","):
        first = re.match(r"[\W_]*([^\W\d_]+)", after)
        return len(words) >= 8 and first is not None and first[1].lower() not in cues.words("sentenceOpeners")
    return (
        len(words) >= 3 and not text.isupper() and words[-1].lower().lstrip(OPENERS) in cues.words("openEnds")
    )


def names_speaker(text: str) -> bool:
    """Tell a turn of a transcript: "Vladimir Putin: You know, …"."""
    return _SPEAKER.match(text) is not None


def begins_lower(text: str) -> bool:
    """Tell whether a text begins in the middle of a sentence: a comma, a small word (not "wikiHow")."""
    word = text.lstrip(OPENERS + " ").partition(" ")[0]
    return (word[:1].islower() and word.islower()) or text[:1] in ",;)"
