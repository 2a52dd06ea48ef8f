"""The values that flow through the stages: all frozen, all comparable, no behaviour but their laws.

`Article` → (parse) → `Reading`, `Rejection` → (resolve) → `Statement` → (merge) → `Statement`.
Field names are those of the JSON lines and of the RDF (`from_` is written `from` there).
"""

from __future__ import annotations

import bisect
import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

BlockKind = Literal["headline", "paragraph", "heading", "quote", "caption", "furniture"]
Kind = Literal["state", "event", "open"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "possible", "alleged"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article as a reader sees it: wraps, blank lines and page breaks mended.

    `text` is the mended text. `pieces` leads back to the text as given: pairs of an offset into
    `text` and the offset into `Article.text` of the same character, in rising order; between two
    pairs both run in step. Only headline, paragraph and quote blocks are parsed, and only
    paragraph and quote blocks become evidence.
    """

    kind: BlockKind
    text: str
    pieces: tuple[tuple[int, int], ...]

    def raw(self, offset: int) -> int:
        """Return the offset into the article's text of the character at `offset` of `text`."""
        place = bisect.bisect_right(self.pieces, (offset, 1 << 60)) - 1
        ours, theirs = self.pieces[max(place, 0)]
        return theirs + offset - ours

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the article's text from the first to the last character (end exclusive)."""
        return self.raw(start), self.raw(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read; offsets count code points of `text`, the decoded file as it was given."""

    id: str
    path: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, describe or refer to an actor, in one article.

    `block` and `start`, `end` point into `Article.blocks[block].text`. `form`: `name` ("Russian
    President Vladimir Putin", whose `name` is "Vladimir Putin"), `nominal` ("the security
    services"), `pronoun`, or `adjective` ("Russian"). `lemma` is that of the head word, `type` a
    class of the ontology or None, `owner` what it is of or belongs to ("*Russia*'s army", "*his*
    government", "*Belarusian* leader"). `sentence` is the offset of its sentence, `subject` tells
    the grammatical subject of a clause, `role` is the role noun that a description is made of.
    """

    text: str
    block: int
    start: int
    end: int
    form: Literal["name", "nominal", "pronoun", "adjective"]
    lemma: str
    type: str | None = None
    name: str | None = None
    plural: bool = False
    owner: Mention | None = None
    sentence: int = 0
    subject: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a statement; `start` and `end` are offsets into the article's text."""

    article: str
    path: str
    start: int
    end: int
    sentence: str
    rule: str

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as the JSON contract has it."""
        return {
            "article": self.article,
            "path": self.path,
            "start": self.start,
            "end": self.end,
            "sentence": self.sentence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that did not become a statement: what was seen, where, and why not."""

    article: str
    start: int
    end: int
    seen: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph as one text mentions it; equality is by `iri` alone."""

    iri: str
    label: str = field(compare=False)
    type: str = field(compare=False)
    mention: str = field(default="", compare=False)

    def to_json(self) -> dict[str, str]:
        """Return the entity as the JSON contract has it."""
        return {"iri": self.iri, "label": self.label, "type": self.type, "mention": self.mention}


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is what to whom, or who did what to whom, according to whom, and when.

    With one evidence as extracted, with several once merged. Dates are `YYYY`, `YYYY-MM`,
    `YYYY-MM-DD` or `A/B` of these. `subject` and `object` are never both None.
    """

    kind: Kind
    relation: str
    subject: Entity | None
    object: Entity | None
    subjectSide: Entity | None = None  # noqa: N815 - one name in Python, JSON and RDF
    objectSide: Entity | None = None  # noqa: N815
    mutual: bool = False
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    speaker: Entity | None = None
    via: tuple[Entity, ...] = ()
    date: str | None = None
    from_: str | None = None
    until: str | None = None
    ended: bool = False
    location: Entity | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    belief: float = 0.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """Return a stable name made from what is stated, not from evidence, sides or order."""
        return _digest(self.stated())

    def stated(self) -> dict[str, Any]:
        """Return the fields that make two statements the same statement, entities by IRI."""
        return {
            "kind": self.kind,
            "relation": self.relation,
            "subject": _iri(self.subject),
            "object": _iri(self.object),
            "mutual": self.mutual,
            "polarity": self.polarity,
            "modality": self.modality,
            "speaker": _iri(self.speaker),
            "via": [e.iri for e in self.via],
            "date": self.date,
            "from": self.from_,
            "until": self.until,
            "ended": self.ended,
            "location": _iri(self.location),
            "mode": self.mode,
            "context": list(self.context),
        }

    def to_json(self) -> dict[str, Any]:
        """Return the statement as the JSON contract has it, keys in its order."""
        first = min(self.evidence, key=lambda e: (e.article, e.start))
        return {
            "id": self.id,
            "article": first.article,
            "path": first.path,
            "kind": self.kind,
            "relation": self.relation,
            "subject": _json(self.subject),
            "object": _json(self.object),
            "subjectSide": _json(self.subjectSide),
            "objectSide": _json(self.objectSide),
            "mutual": self.mutual,
            "polarity": self.polarity,
            "modality": self.modality,
            "speaker": _json(self.speaker),
            "via": [e.to_json() for e in self.via],
            "date": self.date,
            "from": self.from_,
            "until": self.until,
            "ended": self.ended,
            "location": _json(self.location),
            "mode": self.mode,
            "context": list(self.context),
            "belief": round(self.belief, 3),
            "evidence": [e.to_json() for e in self.evidence],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Statement:
        """Return the statement that `to_json` wrote."""
        entities = ("subject", "object", "subjectSide", "objectSide", "speaker", "location")
        same = (
            "kind",
            "relation",
            "mutual",
            "polarity",
            "modality",
            "date",
            "until",
            "ended",
            "mode",
            "belief",
        )
        fields: dict[str, Any] = {name: row[name] for name in same}
        fields |= {name: _entity(row[name]) for name in entities}
        return cls(
            **fields,
            from_=row["from"],
            via=tuple(Entity(**e) for e in row["via"]),
            context=tuple(row["context"]),
            evidence=tuple(Evidence(**e) for e in row["evidence"]),
        )


def _iri(entity: Entity | None) -> str | None:
    return entity.iri if entity else None


def _json(entity: Entity | None) -> dict[str, str] | None:
    return entity.to_json() if entity else None


def _entity(row: dict[str, str] | None) -> Entity | None:
    return Entity(**row) if row else None


def _digest(value: dict[str, Any]) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement whose arguments are still words of the article: what extraction gives.

    `span` is the evidence as `(block, start, end)`, offsets into that block's text.
    """

    kind: Kind
    relation: str
    subject: Mention | None
    object: Mention | None
    span: tuple[int, int, int]
    rule: str
    mutual: bool = False
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    speaker: Mention | None = None
    via: tuple[Mention, ...] = ()
    date: str | None = None
    from_: str | None = None
    until: str | None = None
    ended: bool = False
    location: Mention | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Reading:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What extraction gives of one article: statements in words, every name, and what it refused."""

    readings: tuple[Reading, ...]
    mentions: tuple[Mention, ...]
    rejections: tuple[Rejection, ...]
