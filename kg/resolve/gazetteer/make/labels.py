"""What a person is called: the label, the other spellings, the family name."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.resolve.gazetteer.make.book import Draft
from kg.resolve.gazetteer.make.sources import Raw, Sources
from kg.resolve.gazetteer.make.spelling import Cleaner
from kg.resolve.gazetteer.make.terms import Term
from kg.resolve.gazetteer.names import alike, contained, equal, key, words

_SOURCES = (
    "wikidata-2022",
    "wikidata-2023",
    "hand",
    "factbook-2026",
    "factbook-archive",
    "pocom",
    "congress-legislators",
)
"""Whose spelling makes the label, the most usual in English first."""


class Labels:
    """Names people by the rules and the hand-written labels."""

    def __init__(self, sources: Sources) -> None:
        self.sources, self.cleaner = sources, Cleaner(sources)
        self.weak = sources.words("weak")
        self._courtesy = sources.words("kept_ranks")
        self.two_families = False
        self.hand: dict[str, list[Raw]] = defaultdict(list)
        for row in sources.written("people"):
            self.hand[key(row["name"])].append(row)

    def person(self, group: list[Term]) -> Draft:
        """Return the entity of a person from its terms."""
        spelt = self._spellings(group)
        given = self._given(group, spelt)
        label = given.get("label") or self._label(group, spelt)
        wikidata = next((t.wikidata for t in group if t.wikidata), None) or given.get("wikidata")
        draft = Draft(label, "Person", wikidata=wikidata)
        draft.named(given.get("names", []))
        whole = [n for n in spelt if not self.cleaner.broken(n) and not _letters_lost(n, spelt)]
        draft.named(whole)
        draft.named(self._short(n, group) for n in whole if n.split()[0] not in self._courtesy)
        draft.families = self._families(group, draft, given)
        return draft

    def _spellings(self, group: list[Term]) -> list[str]:
        """Return the names of a person, the most usual source's first, without what is another's."""
        ordered = sorted(group, key=lambda t: (_SOURCES.index(t.source), t.seen < "2025", -int(t.start[:4])))
        spelt = list(dict.fromkeys(t.name.spelt for t in ordered))
        known = [words(n, self.weak) for n in spelt]
        for term in ordered:
            spelt += term.name.others
            for other in term.name.listed:
                one = words(other, self.weak)
                if any(contained(one, k) or equal(one, k) or _same_but_given(one, k, term) for k in known):
                    spelt.append(other)
        return list(dict.fromkeys(spelt))

    def _given(self, group: list[Term], spelt: list[str]) -> Raw:
        states = {t.state.code for t in group}
        rows = [row for n in spelt for row in self.hand.get(key(n), []) if row["country"] in states]
        return rows[0] if rows else {}

    def _label(self, group: list[Term], spelt: list[str]) -> str:
        whole = [n for n in spelt if not self.cleaner.broken(n)] or spelt
        if any(t.source.startswith("wikidata") for t in group):
            return whole[0]
        return self._short(whole[0], group)

    def _short(self, name: str, group: list[Term]) -> str:
        """Return a name as newspapers have it: no patronymic, no middle names of Americans, plain letters."""
        codes = {t.state.code for t in group}
        tokens = [t for t in name.split() if t not in ("Jr.", "Sr.")]
        if len(tokens) > 2 and len(tokens[0]) > 2:
            tokens = [tokens[0], *(t for t in tokens[1:] if len(t.strip(".")) > 1)]
        endings = tuple(self.sources.rules["patronymics"])
        if len(tokens) == 3 and tokens[1].endswith(endings):
            tokens = [tokens[0], tokens[2]]
        if len(tokens) > 2 and "USA" in codes:
            family = next((t.name.family for t in group if t.name.family), tokens[-1])
            tokens = [tokens[0], *family.split()] if tokens[-1] in family.split() else [tokens[0], tokens[-1]]
        text = " ".join(tokens)
        letters = self.sources.rules["plain_letters"]
        if codes & set(letters["countries"]):
            for old, new in letters["endings"]:
                text = re.sub(re.escape(old) + r"\b" if old != "'" else "'", new, text)
        return text

    def _families(self, group: list[Term], draft: Draft, given: Raw) -> list[str]:
        """Return the family names, in the label's spelling first.

        They stand where the source's own family name stands, or last; first in `family_first` states.
        """
        if "family" in given:
            return [given["family"]]
        spelt = {w for n in (draft.label, *draft.names) for w in n.split()}
        own = [t.name.family for t in group if t.name.family and set(t.name.family.split()) <= spelt]
        self.two_families = bool({t.state.code for t in group} & self.sources.words("two_families"))
        first = bool({t.state.code for t in group} & self.sources.words("family_first"))
        leading = any(t.name.family and t.name.spelt.startswith(t.name.family) for t in group)
        found = [self._family(name, own, first, leading) for name in (draft.label, *draft.names)]
        return list(dict.fromkeys(f for f in [*found, *own] if len(f) > 1))

    def _family(self, name: str, own: list[str], first: bool, group_first: bool) -> str:
        tokens = name.split()
        for family in own:
            kept = [_matching(part, tokens, self.weak, group_first) for part in words(family, self.weak)]
            if kept and all(kept):
                return " ".join(dict.fromkeys(k for k in kept if k))
        if first and not own:
            return tokens[0]
        return tokens[-2] if not own and self.two_families and len(tokens) > 2 else tokens[-1]


def _matching(part: str, tokens: list[str], weak: frozenset[str], first: bool) -> str | None:
    """Return the word of a name that is like a word of the family name: the first if it leads."""
    found = [t for t in tokens if any(alike(part, q) for q in words(t, weak))]
    return (found[0] if first else found[-1]) if found else None


def _letters_lost(name: str, others: list[str]) -> bool:
    """Tell whether a name is another one without its accented letters: "Touad Ra" of "Touadéra"."""
    bare = re.sub(r"[^a-z]", "", name.casefold())
    return any(not o.isascii() and bare == re.sub(r"[^a-z]", "", o.casefold()) for o in others if o != name)


def _same_but_given(one: tuple[str, ...], other: tuple[str, ...], term: Term) -> bool:
    """Tell whether two names are one but for a spelling: same length, family alike, given names alike."""
    return len(one) == len(other) and all(
        alike(a, b) or a[:4] == b[:4] for a, b in zip(one, other, strict=True)
    )
