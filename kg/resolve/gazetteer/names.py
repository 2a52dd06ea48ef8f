"""Names made comparable: one key for all spellings of a name, and how close two names of a person are.

Nothing here knows a language's words; what needs such knowledge (honorifics, particles) is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ə": "e", "ħ": "h", "ŋ": "n", "&": " and ", "№": " no ",
    }
)  # fmt: skip
"""Letters that Unicode does not decompose into a Latin letter and an accent."""
_ASCII = {i: None if chr(i) in ".'`\"" else " " for i in range(128) if not chr(i).isalnum() and chr(i) != "&"}
_DROPPED = re.compile(r"[.'’‘`´ʻʼʿʾ\"“”]")
_OTHER = re.compile(r"[^\w]+")
_SINGLES = re.compile(r"\b(\w(?: \w)+)\b")
_SPELLINGS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("zh", "z"),
    ("dh", "d"), ("x", "ks"), ("q", "k"), ("ck", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iy", "i"), ("ij", "i"), ("yi", "i"), ("y", "i"), ("ii", "i"),
)  # fmt: skip
"""Spellings of one sound in the usual transliterations of Cyrillic and Arabic, applied in this order."""
_VOWELS = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Return what all spellings of a name share: no case, accents, dots, quotes, hyphens, no leading "the".

    >>> key("the U.S. State Department"), key("Saint-Barthélemy"), key("St. Barthelemy")
    ('us state department', 'saint barthelemy', 'saint barthelemy')
    """
    if name.isascii():
        words = name.lower().translate(_ASCII).replace("&", " and ").split()
    else:
        folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
        words = _OTHER.sub(" ", _DROPPED.sub("", folded)).replace("_", " ").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    text = " ".join(["saint" if w == "st" else w for w in words])
    if min(map(len, words), default=2) > 1:
        return text
    return _SINGLES.sub(lambda m: m[1].replace(" ", ""), text)


def is_acronym(name: str) -> bool:
    """Tell whether a name as written is an acronym: "US", "U.N.", "G-20", "AfD", "UNSC"; not "Iran"."""
    letters = re.sub(r"[^\w]", "", name)
    uppers = sum(c.isupper() for c in letters)
    return 1 < len(letters) <= 8 and " " not in name.strip() and uppers >= 2 and uppers * 2 >= len(letters)


def may_be_acronym(written: str) -> bool:
    """Tell whether words of a text may stand for an acronym: "US", "U.S.", "Nato"; not "us", "Us", "who"."""
    letters = re.sub(r"[^\w]", "", written)
    return sum(c.isupper() for c in letters) >= 2 or (len(letters) >= 4 and letters[:1].isupper())


def slug(name: str) -> str:
    """Return a name as the last part of an IRI: lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-") or "x"


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a word in one spelling for each sound: "Omar" and "Umar" are both "umar"."""
    word = key(word).replace(" ", "")
    for given, one in _SPELLINGS:
        word = word.replace(given, one)
    return re.sub(r"(.)\1+", r"\1", word.replace("e", "i").replace("o", "u"))


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> bool:
    """Tell whether two words may be one name in two spellings.

    Short words must sound the same; from five letters on, the same consonants or nine letters in ten
    are enough: "Aleksandr" and "Alyaksandr", "Zurabishvili" and "Zourabichvili"; not "Yong" and "Jong".
    """
    a, b = sound(one), sound(other)
    if a == b:
        return True
    if not a or not b or min(len(a), len(b)) < 4:
        return False
    consonants = a.translate(_VOWELS)
    if len(consonants) >= 3 and consonants == b.translate(_VOWELS) and abs(len(a) - len(b)) <= 2:
        return True
    return min(len(a), len(b)) >= 5 and SequenceMatcher(None, a, b).ratio() >= 0.86


def words(name: str, weak: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of a person's name that tell who it is: `weak` ones go while two others stay."""
    plain = unicodedata.normalize("NFKC", name).replace("-", " ").replace(",", " ")
    found = _joined_servants([w for w in (key(part) for part in plain.split()) if w])
    strong = [w for w in found if w not in weak]
    return tuple(strong if len(strong) >= 2 else found)


def _joined_servants(parts: list[str]) -> list[str]:
    """Return the words with "Abd al-Malik", "Abdul Malik" and "Abdulmalik" written alike: "abdmalik"."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1] in {"abd", "abdul", "abdel", "abdal"}:
            if part not in {"al", "el", "ul", "ar"}:
                joined[-1] = "abd" + part
            continue
        joined.append("abd" + part[5:] if re.match(r"abd[uea]l(?!lah)\w{3}", part) else part)
    return joined


def aligned(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """Return how many words of one name are found in the other, in order; an initial fits its word."""
    count = place = 0
    for word in short:
        for at in range(place, len(long)):
            other = long[at]
            initial = min(len(word), len(other)) == 1 and word[0] == other[0]
            if initial or alike(word, other):
                count, place = count + 1, at + 1
                break
    return count


def contained(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the shorter name (of two words or more) stands in the longer one, last words alike.

    >>> contained(("dmitriy", "medvedev"), ("dmitriy", "anatolyevich", "medvedev"))
    True
    """
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and aligned(short, long) == len(short)


def equal(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names have the same words, initials that only one of them has set aside."""
    a = tuple(w for w in one if len(w) > 1)
    b = tuple(w for w in other if len(w) > 1)
    if len(a) != len(b):
        longer, shorter = (one, other) if len(a) > len(b) else (other, one)
        return len(longer) == len(shorter) and aligned(shorter, longer) == len(longer) and len(shorter) >= 2
    return bool(a) and aligned(a, b) == len(a)
