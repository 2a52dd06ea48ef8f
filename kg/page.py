"""Statements and explanations as text for a reader."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain import ArticleExplanation, Explanation, Proof
from kg.model import Article, Entity, Statement


def one_line(s: Statement) -> str:
    """Return a statement as one line: id, date, what is stated, and every caveat in words."""
    stated = f"{_label(s.subject)} —{s.relation}→ {_label(s.object)}"
    return "  ".join([s.id, (s.date or s.from_ or "").ljust(10), stated, *_caveats(s)]).rstrip()


def _caveats(s: Statement) -> Iterator[str]:
    if s.polarity == "negative":
        yield "(negated)"
    if s.modality != "asserted":
        yield f"({s.modality})"
    if s.ended:
        yield "(ended)"
    if s.speaker:
        yield f"(says {s.speaker.label})"


def _label(entity: Entity | None) -> str:
    return entity.label if entity else "–"


def page(explanation: Explanation | ArticleExplanation) -> str:
    """Return an explanation as text."""
    if isinstance(explanation, Explanation):
        return "\n".join(_statement(explanation))
    return "\n".join(_article(explanation))


def _statement(x: Explanation) -> Iterator[str]:
    yield one_line(x.statement)
    yield from (f"  {name}: {value}" for name, value in _details(x.statement))
    yield from (f"  {reason}" for reason in x.reasons)
    yield f"  belief {x.statement.belief:.3f} from {len(x.proofs)} sentences"
    for number, proof in enumerate(x.proofs, 1):
        yield f"\n{number}. {_where(proof.article)}, characters {proof.evidence.start}–{proof.evidence.end}"
        yield f"   {proof.marked()}"
        yield f"   rule {proof.evidence.rule}{_as_extracted(proof, x.statement)}"


def _details(s: Statement) -> Iterator[tuple[str, str]]:
    entities = {"acts for": s.subjectSide, "object acts for": s.objectSide, "location": s.location}
    yield from ((name, entity.label) for name, entity in entities.items() if entity)
    texts = {"from": s.from_, "until": s.until, "mode": s.mode, "context": ", ".join(s.context)}
    yield from ((name, text) for name, text in texts.items() if text)


def _as_extracted(proof: Proof, merged: Statement) -> str:
    if proof.extracted and proof.extracted.date != merged.date:
        return f", which gave {proof.extracted.date or 'no date'}"
    return ""


def _article(x: ArticleExplanation) -> Iterator[str]:
    yield _where(x.article)
    yield f"\n{len(x.statements)} statements"
    for s in x.statements:
        yield f"  {one_line(s)}"
        yield f"      {s.evidence[0].sentence}"
    yield f"\n{len(x.rejections)} candidates rejected"
    for r in x.rejections:
        yield f"  {r.start}–{r.end}  “{r.seen}”  {r.reason}"


def _where(article: Article) -> str:
    said = [article.source, f"“{article.title}”" if article.title else None, article.published]
    return ", ".join([*(part for part in said if part), article.path])
