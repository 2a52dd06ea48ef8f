"""One parsed block as the rules see it: tokens with their entities, clauses' parts by relation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from kg.model import Mention
from kg.ontology import Ontology

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


class View:
    """A parsed block; `block` is its index in the article, `published` the article's date.

    `carried` is who was quoted at the end of the block before: a quotation that names nobody goes on.
    """

    def __init__(
        self, doc: Doc, block: int, ontology: Ontology, published: str | None, carried: Mention | None = None
    ) -> None:
        self.doc, self.block, self.ontology, self.published = doc, block, ontology, published
        self.carried = carried

    @cached_property
    def entities(self) -> dict[int, Span]:
        """The entity that covers a token, by the token's index."""
        return {t.i: e for e in self.doc.ents for t in e}

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
    if children(verb, "aux:pass") or any(c.dep_ == "nsubj:pass" for c in verb.children):
        return True
    bare = not children(verb, "aux", "cop", "nsubj")
    return bare and verb.tag_ == "VBN" and base(verb) in ("acl", "advcl", "amod")


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
