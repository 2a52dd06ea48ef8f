"""Who says so: the sources above a predicate, from reporting clauses, "according to" and quotes.

What counts as a source, a cue and content follows Pareti, "PARC 3.0: A Corpus of Attribution
Relations" (LREC 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.clauses import clause, subject
from kg.extract.factuality import Factuality
from kg.extract.frames import fits
from kg.extract.quotes import Source, quote_source, quoted
from kg.extract.turns import said_in
from kg.extract.view import View, base, case, children, governor, is_passive, is_severed, mark
from kg.model import Mention
from kg.ontology import Operator


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
    if view.turn is not None and predicate.i >= view.turn[1]:
        found.append(Source(None, "turn", None, view.turn[0]))
    return found


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with its source and cue, as token indices of the block; an empty source: named nowhere."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def attributions(view: View) -> list[Attribution]:
    """Return all attributions of a block, in the order of their content.

    A quotation that begins or goes on outside the clause its cue governs joins what is said there:
    "“We won't pay,” **Minsk said**. “Not now.”"
    """
    found = []
    for token in view.doc:
        if token.is_space:
            continue
        whole = _words(token)
        for source in _beside(view, token, -1):
            assert source.word is not None
            found.append(_attribution(view, source, whole - _words(source.word)))
        if token.head.i != token.i and not is_severed(token):
            above = _governor(view, token, governor(token))
            if above is not None:
                found.append(_attribution(view, above, whole))
    for start, end in view.quotes:
        inside = frozenset(t.i for t in view.doc if start <= t.idx < end)
        holders = [a for a in found if len(a.content & inside) * 2 > len(inside)]
        if holders:
            nearest = min(holders, key=lambda a: len(a.content))
            found[found.index(nearest)] = replace(nearest, content=nearest.content | inside)
        elif (speaker := quote_source(view, (start, end))) is not None:
            found.append(_attribution(view, speaker, inside))
    united = _united(found)
    if view.turn is not None:
        united.append(_of_turn(view, *view.turn))
    return sorted(united, key=lambda a: (min(a.content), max(a.content)))


def _of_turn(view: View, speaker: Mention, start: int) -> Attribution:
    """Return a turn of a transcript: its label is the source, the colon the cue."""
    who = frozenset(t.i for t in view.doc[: max(0, start - 1)] if start)
    return Attribution(who, frozenset({start - 1} if start else ()), said_in(view.doc, start))


def _united(found: list[Attribution]) -> list[Attribution]:
    """Join the parts of what one cue reports."""
    united: dict[frozenset[int], Attribution] = {}
    for one in found:
        before = united.get(one.cue) if one.cue else None
        key = one.cue or frozenset({-1 - len(united)})
        united[key] = one if before is None else replace(before, content=before.content | one.content)
    return [a for a in united.values() if a.content]


def _attribution(view: View, source: Source, content: frozenset[int]) -> Attribution:
    who = frozenset(_words(source.token)) if source.token is not None else frozenset[int]()
    cue = frozenset[int]()
    if source.word is not None:
        cue = frozenset({source.word.i, *(c.i for c in children(source.word, "aux", "compound:prt", "case"))})
        if source.word == source.token:  # "according to officials"
            cue -= {source.word.i}
    return Attribution(who - content - cue, cue, content - cue - who)


def _words(token: Token) -> frozenset[int]:
    return frozenset(t.i for t in token.subtree if not t.is_space)


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
            yield Source(child, case(child), word=child)
        elif base(child) == "parataxis" and not children(child, "ccomp", "obj") and not is_severed(child):
            report = view.ontology.report(child.lemma_.lower(), "verb")
            who = subject(child)
            if report is not None and report.polarity != "flip" and who:
                yield Source(who[0], child.lemma_, report, word=child)


def _governor(view: View, token: Token, head: Token) -> Source | None:
    """Return the source of a clause's governor: a reporting verb or noun, or an act by words."""
    relation = base(token)
    if (relation == "parataxis" and head.i < token.i) or relation == "ccomp":
        report = view.ontology.report(head.lemma_.lower(), "verb")
        if report is not None:
            return Source(next(iter(_reporter(view, head)), None), head.lemma_, report, word=head)
    if relation in ("acl", "ccomp") and head.pos_ in ("NOUN", "PROPN") and token.dep_ != "acl:relcl":
        report = view.ontology.report(head.lemma_.lower(), "noun")
        if report is not None and mark(token) != "to":
            return Source(_noun_source(head), head.lemma_, report, word=head)
    if relation == "xcomp" and not view.ontology.operator(head.lemma_.lower(), "verb"):
        report = view.ontology.report(head.lemma_.lower(), "verb")
        if report is not None:
            return Source(next(iter(_reporter(view, head)), None), head.lemma_, report, word=head)
    if relation in ("xcomp", "ccomp", "advcl") and _speaks(view, head):
        if relation == "advcl" and mark(token) not in ("of", "for", "with"):
            return None
        agents = clause(head).agents
        return Source(agents[0] if agents else None, head.lemma_, word=head)
    return None


def is_backshifted(view: View, predicate: Token) -> bool:
    """Tell a past tense that is due to the reporting verb: "**said** Tonga was a signatory" is so now.

    Sequence of tenses (Quirk et al., "A Comprehensive Grammar of the English Language", 1985, 14.31);
    words in quotation marks keep their own tense.
    """
    token = predicate
    while token.head.i != token.i:
        head = governor(token)
        if base(token) in ("ccomp", "parataxis") and _governor(view, token, head) is not None:
            return quoted(view, predicate) is None and _is_past_tense(head)
        if base(token) == "root" or token.dep_ == "acl:relcl":
            return False
        token = head
    return False


def is_past(view: View, verb: Token) -> bool:
    """Tell what was so from what is, or is said to be: "**headed** the bank", not "has headed it"."""
    helpers = children(verb, "aux")
    past = helpers[0].tag_ == "VBD" if helpers else verb.tag_ == "VBD"
    return past and not is_backshifted(view, verb)


def _is_past_tense(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN", "VBG") or any(c.tag_ == "VBD" for c in children(verb, "aux"))


def _reporter(view: View, verb: Token) -> list[Token]:
    """Return who reports: "Tusk is quoted as **saying**"; "was **told** by an official that".

    Of "Al Jazeera, citing **Warsame**, said" it is who is cited.
    """
    if is_passive(verb) and children(verb, "ccomp"):
        return children(verb, "obl:agent")
    if base(verb) == "advcl" and mark(verb) == "as" and not children(verb, "nsubj"):
        # "Der Spiegel quotes **Jan Vogel** as saying"; "**Tusk** is quoted as saying"
        return children(verb.head, "obj") or subject(verb.head)
    for cited in children(verb, "advcl"):
        if cited.lemma_.lower() in view.ontology.word("citingVerbs") and children(cited, "obj"):
            return children(cited, "obj")
    return subject(verb)


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
    speaking = [c for c in cues if not c.state and view.ontology.events[c.relation].speaks]
    return bool(speaking) and any(fits(view, c, clause(verb)) for c in speaking)


def content(state: Factuality, found: list[Source]) -> Factuality:
    """Apply what the reporting words make of their content: "claimed" alleged, "denied" not so."""
    for source in found:
        report = source.report
        if report is not None and (report.modality or report.polarity == "flip"):
            state = state.under(
                Operator(report.name, "report", report.words, report.polarity, report.modality, False)
            )
    return state
