"""Changes of office: who is appointed, serves, resigns or is replaced "as minister".

"Rouhani was **elected** president of Iran"; "she **replaced** Luca Bassi **as** health minister".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution import is_past
from kg.extract.clauses import clause
from kg.extract.phrases import mention
from kg.extract.view import View, base, case, children
from kg.model import Mention

CHANGES = ("entering", "holding", "leaving")


@dataclass(frozen=True, slots=True)
class Change:
    """Who enters, holds or leaves an office; `how` is one of `CHANGES`."""

    who: Mention
    how: str


def in_office(view: View, role: Token) -> Iterator[Change]:
    """Yield who a verb says enters, holds or leaves the office that a role noun names.

    The noun is the verb's complement ("became **president**") or stands after "as".
    """
    verb = role.head
    after_as = base(role) in ("obl", "advcl", "nmod") and case(role) == "as"
    if verb.pos_ != "VERB" or not (after_as or base(role) == "xcomp"):
        return
    words = [
        verb.lemma_.lower(),
        *(f"{verb.lemma_.lower()} {c.lower_}" for c in children(verb, "compound:prt", "obj")),
    ]

    def is_one(name: str) -> bool:
        return bool(view.ontology.word(name).intersection(words))

    found = clause(verb)
    if is_one("appointingVerbs"):
        yield from _all(view, found.objects, "entering")
    elif is_one("becomingVerbs"):
        yield from _all(view, found.agents, "entering")
    elif is_one("replacingVerbs"):
        yield from _all(view, found.agents, "entering")
        yield from _all(view, found.objects or found.obliques.get("from", ()), "leaving")
    elif is_one("dismissingVerbs"):
        yield from _all(view, found.objects, "leaving")
    elif is_one("resigningVerbs"):
        yield from _all(view, found.agents, "leaving")
    elif after_as and (is_one("servingVerbs") or verb.tag_ in ("VBZ", "VBP")):
        yield from _all(view, found.agents, "leaving" if is_past(view, verb) else "holding")


def _all(view: View, tokens: tuple[Token, ...], how: str) -> Iterator[Change]:
    yield from (Change(mention(view, t), how) for t in tokens)
