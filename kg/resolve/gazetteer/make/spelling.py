"""The names of people as the sources write them, cleaned: ranks, offices, brackets and remarks taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.resolve.gazetteer.make.sources import Sources
from kg.resolve.gazetteer.names import key

_ALSO = re.compile(r"[,\s(]+(?:also spelled|also known as|known as|a\.?k\.?a\.?|formerly)\s+([^,()]+)\)?")
_ROUND = re.compile(r"\(([^()]*)\)")
_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_SUFFIX = re.compile(r",?\s+(Jr|Sr)\.?$")
_ROMAN = {"Ii", "Iii", "Iv", "Vi", "Vii", "Viii", "Ix", "Xii", "Xiii", "Xiv", "Xv", "Xvi"}
_OF = re.compile(r"^(?:of (?:the )?(?:French )?[A-Z]\w+|(?:the )?(?:Us|Uk|France)) ")
_ORIGIN = re.compile(r"\s+of (?:the )?(?:Us|Uk|Dubayy|[A-Z]\w+)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: `spelt` in the usual form, `others` taken from its brackets, `family` or ''.

    `listed` are those that the source lists beside it: mostly spellings, now and then somebody else."""

    spelt: str
    others: tuple[str, ...] = ()
    family: str = ""
    listed: tuple[str, ...] = ()


class Cleaner:
    """Takes names apart by the word lists of the rules."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def clean(self, raw: str, family: str = "") -> Name:
        """Return a name without what is not part of it.

        >>> clean("Anthony (Tony) Blair").spelt, clean("Iraqi Government (IG) President Ghazi al-Yawr").spelt
        ('Tony Blair', 'Ghazi al-Yawr')
        """
        others: list[str] = []
        plain = " ".join(raw.split())
        others += [m.strip() for m in _ALSO.findall(plain)]
        text = _ALSO.sub("", plain)
        others += [m.strip().title() for m in _SQUARE.findall(text)]
        text = _SQUARE.sub(" ", text)
        text = text.replace("’", "'").replace("`", "'").split(" - ")[0]
        text = " ".join(_lowered(w) for w in text.split())
        family = re.sub(r"\b(Uk|Us)\b", "", family.rpartition(", ")[2].replace("`", "'")).strip()
        text, suffix = self._after_commas(text, family)
        text, nicknames = self._brackets(text)
        text = self._stripped(_ORIGIN.sub("", _OF.sub("", " ".join(text.split()))), family)
        text = " ".join(w.upper() if w in _ROMAN and at else w for at, w in enumerate(text.split()))
        spelt, more = _nicknamed(text, nicknames)
        others += more
        if suffix:
            others.append(f"{spelt} {suffix}.")
        others = [o for o in others if " " in o and o != spelt]
        weak = self.sources.words("weak")
        return Name(spelt, tuple(dict.fromkeys(others)), _family(family, spelt, weak))

    def _after_commas(self, text: str, family: str) -> tuple[str, str]:
        """Return the part that has the family name and whether "Jr" or "Sr" followed: "George Bush, Sr."."""
        found = _SUFFIX.search(text)
        suffix = found[1] if found else ""
        text = _SUFFIX.sub("", text)
        parts = [p.strip() for p in text.split(",") if p.strip()]
        last = key(family).split()[-1:] if family else []
        fitting = [p for p in parts if last and last[0] in key(p).split()]
        return (fitting[-1] if fitting else parts[0] if parts else text), suffix

    def _brackets(self, text: str) -> tuple[str, list[tuple[str, bool, str]]]:
        """Take bracketed and quoted words out; return those that are names: (before, rounded, words)."""
        names: list[tuple[str, bool, str]] = []

        def take(found: re.Match[str], rounded: bool) -> str:
            if self._is_name(found[1]):
                names.append((found.string[: found.start()].strip(), rounded, found[1].strip()))
            return " "

        text = _ROUND.sub(lambda m: take(m, True), text)
        return _QUOTED.sub(lambda m: take(m, False), text), names

    def _is_name(self, words: str) -> bool:
        plain = words.casefold().rstrip(".").strip()
        party = len(words) <= 5 and sum(c.isupper() for c in words) >= 2
        capital = words[:1].isupper() and all(w[:1].isupper() for w in words.split())
        return capital and not party and plain not in self._not_names and not self._is_office(plain)

    def _stripped(self, text: str, family: str) -> str:
        """Return a name from after the last word of an office on, and without leading ranks."""
        tokens = text.split()
        family_words = set(key(family).split())
        for at in reversed(range(len(tokens) - 1)):
            if _plain(tokens[at]) in self._organ and not family_words & {_plain(t) for t in tokens[: at + 1]}:
                tokens = tokens[at + 1 :]
                break
        while len(tokens) > 1 and _plain(tokens[0]) in self._ranks and _plain(tokens[0]) not in family_words:
            if len(tokens) == 2 and _plain(tokens[0]) in self._kept:
                break
            tokens = tokens[1:]
        return " ".join(tokens).strip(" )(,;")

    def _is_office(self, words: str) -> bool:
        return any(_plain(w) in self._organ for w in words.split())

    @cached_property
    def _organ(self) -> frozenset[str]:
        return self.sources.words("organ_words")

    @cached_property
    def _ranks(self) -> frozenset[str]:
        return self.sources.words("ranks")

    @cached_property
    def _kept(self) -> frozenset[str]:
        return self.sources.words("kept_ranks")

    @cached_property
    def _not_names(self) -> frozenset[str]:
        return self.sources.words("not_names")

    def broken(self, name: str) -> bool:
        """Tell whether letters of a name were lost: "Andr s Manuel L Pez Obrador", "lisabeth Borne"."""
        particles = self.sources.words("particles")
        parts = [w for w in name.split() if w not in particles]
        lost = [w for w in parts if w[0].islower() and "-" not in w and "'" not in w]
        single = [w for w in parts if len(w) == 1 and w not in ("O", "U")]
        return bool(lost) or len(single) > 1


def _nicknamed(text: str, found: list[tuple[str, bool, str]]) -> tuple[str, list[str]]:
    """Return the usual form of a name and others, given what was bracketed in it.

    "(Martin) Brian Mulroney" is mostly Brian Mulroney, "Anthony (Tony) Blair" mostly Tony Blair.
    """
    others: list[str] = []
    tokens = text.split()
    for before, rounded, nickname in found:
        place = len(before.split())
        if len(tokens) < 2 or place == 0 or place >= len(tokens):
            others.append(f"{nickname} {text}" if place == 0 else f"{text} {nickname}")
        else:
            rest = [t for t in tokens[place:] if len(t.strip(".")) > 1]
            short = " ".join([nickname, *rest])
            others += [short, text]
            if rounded and nickname[:1] and place == 1:
                text = short
    return text, others


def _lowered(word: str) -> str:
    """Return a word that the source left in capitals as a name is written: "'ISA" is "Isa"."""
    letters = word.strip("'.")
    return letters.capitalize() if len(letters) > 2 and letters.isalpha() and letters.isupper() else word


def _family(family: str, name: str, weak: frozenset[str]) -> str:
    """Return the words of the family name that are in the name, in its spelling."""
    wanted = set(key(family).split()) - weak or set(key(family).split())
    kept = [w for w in name.split() if set(key(w).split()) & wanted]
    return " ".join(kept)


def _plain(word: str) -> str:
    return word.casefold().rstrip(".,")
