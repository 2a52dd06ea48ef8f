"""Why a statement stands in the graph: its sentences, what decided, and how far it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.model import Article, Evidence, Rejection, Statement
from kg.ontology import Ontology, Operator, ReportCue

PARTS = ("subject", "object", "speaker", "location")


class Cue(Protocol):
    """What the ontology's operators, reporting cues and time words have in common."""

    @property
    def name(self) -> str:
        """The name that a rule shows."""

    @property
    def words(self) -> frozenset[str]:
        """The words that express it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a sentence that stand for a part of the statement; offsets into the sentence."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One evidence with its article, its marked words, and what it states by itself."""

    evidence: Evidence
    article: Article
    marks: tuple[Mark, ...]
    extracted: Statement | None

    def marked(self) -> str:
        """Return the sentence with its marked words in brackets: `[subject He] resigned.`"""
        text, last = "", 0
        for mark in self.marks:
            words = self.evidence.sentence[mark.start : mark.end]
            text += f"{self.evidence.sentence[last : mark.start]}[{mark.part} {words}]"
            last = mark.end
        return text + self.evidence.sentence[last:]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A merged statement, its proofs, and why its polarity, modality and speaker are as they are."""

    statement: Statement
    proofs: tuple[Proof, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleExplanation:
    """What an article gave: its statements (each with one evidence), and the rejected candidates."""

    article: Article
    statements: tuple[Statement, ...]
    rejections: tuple[Rejection, ...]


def explain_statement(
    statement: Statement,
    articles: Mapping[str, Article],
    extracted: Iterable[Statement],
    ontology: Ontology,
) -> Explanation:
    """Return the explanation of a merged statement.

    `articles` holds those of its evidence by id, `extracted` the single-evidence statements that
    may stand behind it.
    """
    alone = [e for e in extracted if _same_matter(e, statement)]
    proofs = tuple(_proof(e, articles[e.article], alone) for e in statement.evidence)
    return Explanation(statement, proofs, tuple(_reasons(statement, proofs, ontology)))


def _same_matter(single: Statement, merged: Statement) -> bool:
    ends = {single.subject, single.object}
    same = single.relation == merged.relation and ends == {merged.subject, merged.object}
    return same and (single.speaker, single.polarity) == (merged.speaker, merged.polarity)


def _proof(evidence: Evidence, article: Article, alone: Iterable[Statement]) -> Proof:
    single = next((s for s in alone if s.evidence == (evidence,)), None)
    return Proof(evidence, article, tuple(_marks(evidence.sentence, single)) if single else (), single)


def _marks(sentence: str, single: Statement) -> Iterator[Mark]:
    found: list[Mark] = []
    for part in PARTS:
        entity = getattr(single, part)
        for match in _finds(entity.mention if entity else "", sentence):
            if all(match.end() <= m.start or m.end <= match.start() for m in found):
                found.append(Mark(match.start(), match.end(), part))
                break
    yield from sorted(found, key=lambda m: m.start)


def _finds(words: str, sentence: str) -> Iterator[re.Match[str]]:
    if words.split():
        spelled = r"\s+".join(map(re.escape, words.split()))
        yield from re.finditer(rf"(?<!\w){spelled}(?!\w)", sentence)


def _reasons(s: Statement, proofs: tuple[Proof, ...], ontology: Ontology) -> Iterator[str]:
    operators: list[Operator | ReportCue] = [*ontology.operators, *ontology.reports]
    flips = [c for c in operators if c.polarity == "flip"]
    weakens = [c for c in operators if c.modality == s.modality]
    over = [t for t in ontology.times if t.when == "ended"]
    plain = "nothing in the sentence says otherwise"
    yield f"polarity {s.polarity}: " + (plain if s.polarity == "positive" else _cue(flips, proofs))
    yield f"modality {s.modality}: " + (plain if s.modality == "asserted" else _cue(weakens, proofs))
    if s.speaker:
        chain = "".join(f", passed on by {e.label}" for e in reversed(s.via))
        yield f"speaker {s.speaker.label}{chain}: " + _cue(ontology.reports, proofs)
    else:
        yield "speaker none: the article's own voice"
    if s.ended:
        yield "ended: " + _cue(over, proofs)


def _cue(cues: Iterable[Cue], proofs: tuple[Proof, ...]) -> str:
    """Return the words of the sentences that express one of these cues.

    A rule that names its cues is believed; otherwise what stands nearest to the speaker, or to the
    first actor, is only "perhaps" what decided.
    """
    cues, known, guessed = list(cues), list[str](), list[str]()
    for proof in proofs:
        names = set(re.findall(r"[\w-]+", proof.evidence.rule))
        named = [c for c in cues if c.name in names]
        known += [f"“{words[0][0]}”" if (words := _spoken(c, proof)) else c.name for c in named]
        if not named:
            guessed += [f"perhaps “{word}”" for word in _nearest(cues, proof)]
    found = list(dict.fromkeys(known + guessed))
    return ", ".join(found) or "as rule " + ", ".join(sorted({p.evidence.rule for p in proofs})) + " reads it"


def _spoken(cue: Cue, proof: Proof) -> list[re.Match[str]]:
    patterns = map(_inflected, sorted(cue.words))
    return [m for p in patterns for m in re.finditer(p, proof.evidence.sentence, re.IGNORECASE)]


def _nearest(cues: Iterable[Cue], proof: Proof) -> list[str]:
    speaker = [m for m in proof.marks if m.part == "speaker"]
    centre = next((m.start for m in speaker or proof.marks), 0)
    matches = [m for cue in cues for m in _spoken(cue, proof)]
    return [m[0] for m in sorted(matches, key=lambda m: (abs(m.start() - centre), m.start()))[:1]]


def _inflected(word: str) -> str:
    """Return a pattern for a word and, if it has four letters or more, its regular forms."""
    if word.startswith("n't"):
        return re.escape(word) + r"\b"
    if len(word) < 4:
        return rf"(?<!\w){re.escape(word)}(?!\w)"
    if word.endswith("y"):
        return rf"(?<!\w){re.escape(word[:-1])}(?:y|ys|ies|ied|ying|yed)(?!\w)"
    stem = re.escape(word.removesuffix("e"))
    return rf"(?<!\w){stem}{re.escape(word[-1])}?(?:e|s|es|ed|ing)?(?!\w)"
