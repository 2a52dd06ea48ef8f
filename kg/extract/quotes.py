"""Quotations: where they stand, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.clauses import subject
from kg.extract.view import View
from kg.model import Mention
from kg.ontology import ReportCue


@dataclass(frozen=True, slots=True)
class Source:
    """Someone that content is attributed to, by the head word; None where the text names nobody.

    `carried`: named in the block before; `word` is the cue's head.
    """

    token: Token | None
    cue: str
    report: ReportCue | None = None
    carried: Mention | None = None
    word: Token | None = None


def last_quoted(view: View) -> Source | None:
    """Return who is quoted at the end of a block, if its last words are a quotation or lead up to one."""
    return quote_source(view, view.quotes[-1]) if view.quotes else None


def quoted(view: View, token: Token) -> tuple[int, int] | None:
    """Return the character span of the quotation that a word stands in, if any."""
    for start, end in view.quotes:
        if start < token.idx < end:
            return start, end
    return None


def quote_source(view: View, quote: tuple[int, int]) -> Source | None:
    """Return whose quotation it is: named in its sentence, after it, or before it."""
    sentences = list(view.doc.sents)
    inside = [s for s in sentences if s.start_char < quote[1] and s.end_char > quote[0]]
    if not inside:
        return None
    first, last = sentences.index(inside[0]), sentences.index(inside[-1])
    after = sentences[last + 1 : last + 2] if not _closed_by_stop(view, quote) else []
    for sentence in [*inside, *after, *reversed(sentences[max(0, first - 2) : first])]:
        source = _reporting(view, sentence)
        if source is not None:
            return source
    if view.carried is not None and quote[0] < 3:
        return Source(None, "quotation", None, view.carried)
    return None


def _closed_by_stop(view: View, quote: tuple[int, int]) -> bool:
    text = view.doc.text[quote[0] : quote[1]].rstrip('”"»')
    return text.endswith((".", "!", "?"))


def _reporting(view: View, sentence: Span) -> Source | None:
    for token in sentence:
        if token.pos_ != "VERB" or quoted(view, token) is not None:
            continue
        report = view.ontology.report(token.lemma_.lower(), "verb")
        who = subject(token) if report is not None else []
        if who and quoted(view, who[0]) is None:
            return Source(who[0], token.lemma_, report, word=token)
    return None
