"""One parsed block as the rules see it: tokens with their entities, clauses' parts by relation."""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from kg.model import Mention
from kg.ontology import Ontology

_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]*(?:[”\"»]|$)")


class View:
    """A parsed block; `block` is its index in the article, `published` the article's date.

    `carried` is who was quoted at the end of the block before: a quotation that names nobody goes on.
    `turn` is whose turn of a transcript it is, and the first word said.
    """

    def __init__(
        self, doc: Doc, block: int, ontology: Ontology, published: str | None, carried: Mention | None = None
    ) -> None:
        self.doc, self.block, self.ontology, self.published = doc, block, ontology, published
        self.carried = carried
        self.turn: tuple[Mention, int] | None = None

    @cached_property
    def entities(self) -> dict[int, Span]:
        """The entity that covers a token, by the token's index."""
        return {t.i: e for e in self.doc.ents for t in e}

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """The quotations of the block; one without a closing mark runs on to the block's end."""
        text = self.doc.text
        found = [m.span() for m in _QUOTED.finditer(text)]
        return [(a, b) for a, b in found if b - a > 20 or " " in text[a:b]]

    def entity(self, token: Token) -> Span | None:
        """Return the entity that covers a token."""
        return self.entities.get(token.i)


def base(token: Token) -> str:
    """Return a dependency relation without its subtype, `root` for roots."""
    return "root" if token.head.i == token.i else str(token.dep_).partition(":")[0]


def children(token: Token, *relations: str) -> list[Token]:
    """Return the dependents with one of these relations; a name without subtype covers all of it."""
    return [c for c in token.children if c.dep_ in relations or base(c) in relations]


def case(token: Token) -> str:
    """Return the preposition of a noun, of several words where it is ("according to")."""
    words = []
    for child in children(token, "case"):
        words.append(child.lower_)
        words += [c.lower_ for c in children(child, "fixed")]
    return " ".join(words)


def mark(token: Token) -> str:
    """Return the word that introduces a clause ("if", "to", "of"), of several words where it is."""
    words = []
    for child in children(token, "mark"):
        words.append(child.lower_)
        words += [c.lower_ for c in children(child, "fixed")]
    return " ".join(words)


def conjuncts(token: Token) -> list[Token]:
    """Return a token and all that is coordinated below it, in order."""
    found = [token]
    for child in children(token, "conj"):
        found += conjuncts(child)
    return found


def is_passive(verb: Token) -> bool:
    """Tell a passive: by its auxiliary or subject, or a participle that modifies a noun."""
    helpers = {c.lemma_ for c in verb.children if base(c) in ("aux", "cop")}
    if children(verb, "aux:pass") or any(c.dep_ == "nsubj:pass" for c in verb.children):
        return "have" not in helpers or bool(children(verb, "aux:pass"))
    bare = not children(verb, "aux", "cop", "nsubj")
    return bare and verb.tag_ == "VBN" and base(verb) in ("acl", "advcl", "amod", "xcomp")


def governor(token: Token) -> Token:
    """Return the head of a token; of a coordinated verb the one that it is parallel to.

    "He **denied** that he had been late and **accused** her": two finite verbs of one tense without
    a subject between them belong together, though a parser may join the nearer one.
    """
    head = token.head
    if base(token) != "conj" or token.tag_ not in _FINITE or children(token, "nsubj", "aux"):
        return head
    above = head.head
    if base(head) == "ccomp" and above.i < head.i and above.tag_ == token.tag_ and head.tag_ != token.tag_:
        return above
    if (
        base(head) == "ccomp"
        and above.i < head.i
        and above.tag_ == token.tag_
        and children(head, "aux", "cop")
    ):
        return above
    return head


def is_severed(token: Token) -> bool:
    """Tell clauses that only a semicolon joins: neither is the content of the other."""
    first, last = sorted((token.i, token.head.i))
    return any(t.text == ";" for t in token.doc[first:last])


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
