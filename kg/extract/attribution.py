"""Who says so: the sources above a predicate, from reporting clauses, "according to" and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.clauses import clause, subject
from kg.extract.factuality import Factuality
from kg.extract.view import View, base, case, children, governor, is_passive, is_severed, mark
from kg.model import Mention
from kg.ontology import Operator, ReportCue


@dataclass(frozen=True, slots=True)
class Source:
    """Someone that content is attributed to, by the head word; None where the text names nobody.

    `carried`: named in the block before.
    """

    token: Token | None
    cue: str
    report: ReportCue | None = None
    carried: Mention | None = None


def sources(view: View, predicate: Token) -> list[Source]:
    """Return who says that this is so, the innermost first; empty: the article itself.

    "**Tsepkalo** said the Kremlin had second thoughts"; "…, according to **officials**";
    "“Power is a drug,” **Zhirinovsky** said".
    """
    found = list(_climb(view, predicate))
    if not found and (quote := quoted(view, predicate)) is not None:
        source = quote_source(view, quote)
        if source is not None:
            found.append(source)
    return found


def last_quoted(view: View) -> Source | None:
    """Return who is quoted at the end of a block, if its last words are a quotation or lead up to one."""
    return quote_source(view, view.quotes[-1]) if view.quotes else None


def _climb(view: View, predicate: Token) -> Iterator[Source]:
    token, below, aside = predicate, -1, False
    while True:
        if not aside:
            yield from _beside(view, token, below)
        if token.head.i == token.i or is_severed(token):
            return
        aside = aside or _is_aside(view, token)
        head = governor(token)
        source = _governor(view, token, head)
        if source is not None:
            yield source
        token, below = head, token.i


def _is_aside(view: View, clause: Token) -> bool:
    """Tell a relative clause between commas: it is not what "according to" at its end is about."""
    first = clause.left_edge.i
    comma = first > 0 and (view.doc[first - 1].text == "," or view.doc[first].text == ",")
    return clause.dep_ == "acl:relcl" and comma and quoted(view, clause) is None


def _beside(view: View, token: Token, below: int) -> Iterator[Source]:
    """Yield sources that hang on a predicate: "according to X", "…, X said"."""
    for child in token.children:
        if child.i == below:
            continue
        if base(child) in ("obl", "nmod", "advmod") and view.ontology.report(case(child), "preposition"):
            yield Source(child, case(child))
        elif base(child) == "parataxis" and not children(child, "ccomp", "obj") and not is_severed(child):
            report = view.ontology.report(child.lemma_.lower(), "verb")
            who = subject(child)
            if report is not None and report.polarity != "flip" and who:
                yield Source(who[0], child.lemma_, report)


def _governor(view: View, token: Token, head: Token) -> Source | None:
    """Return the source of a clause's governor: a reporting verb or noun, or an act by words."""
    relation = base(token)
    if (relation == "parataxis" and head.i < token.i) or relation == "ccomp":
        report = view.ontology.report(head.lemma_.lower(), "verb")
        if report is not None:
            return Source(next(iter(_reporter(head)), None), head.lemma_, report)
    if relation in ("acl", "ccomp") and head.pos_ in ("NOUN", "PROPN") and token.dep_ != "acl:relcl":
        report = view.ontology.report(head.lemma_.lower(), "noun")
        if report is not None and mark(token) != "to":
            return Source(_noun_source(head), head.lemma_, report)
    if relation == "xcomp" and not view.ontology.operator(head.lemma_.lower(), "verb"):
        report = view.ontology.report(head.lemma_.lower(), "verb")
        if report is not None:
            return Source(next(iter(_reporter(head)), None), head.lemma_, report)
    if relation in ("xcomp", "ccomp", "advcl") and _speaks(view, head):
        if relation == "advcl" and mark(token) not in ("of", "for", "with"):
            return None
        agents = clause(head).agents
        return Source(agents[0] if agents else None, head.lemma_)
    return None


def _reporter(verb: Token) -> list[Token]:
    """Return who reports: "Tusk is quoted as **saying**"; "was **told** by an official that"."""
    if is_passive(verb) and children(verb, "ccomp"):
        return children(verb, "obl:agent")
    found = subject(verb)
    if not found and base(verb) == "advcl" and mark(verb) == "as":
        found = subject(verb.head)
    return found


def _noun_source(noun: Token) -> Token | None:
    for child in [*children(noun, "nmod:poss"), *children(noun, "nmod")]:
        if child.dep_ == "nmod:poss" or case(child) in ("by", "from", "of"):
            return child
    if base(noun) in ("obj", "obl") and noun.head.pos_ == "VERB":
        return next(iter(subject(noun.head)), None)
    return None


def _speaks(view: View, verb: Token) -> bool:
    """Tell acts by words whose content is the actor's ("accused X **of meddling**")."""
    cues = view.ontology.verbs_by_lemma.get(verb.lemma_.lower(), ())
    return any(not c.state and view.ontology.events[c.relation].speaks for c in cues)


def content(state: Factuality, found: list[Source]) -> Factuality:
    """Apply what the reporting words make of their content: "claimed" alleged, "denied" not so."""
    for source in found:
        report = source.report
        if report is not None and (report.modality or report.polarity == "flip"):
            state = state.under(
                Operator(report.name, "report", report.words, report.polarity, report.modality, False)
            )
    return state


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
            return Source(who[0], token.lemma_, report)
    return None
