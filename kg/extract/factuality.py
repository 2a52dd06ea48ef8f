"""Polarity and modality: what the words around a predicate, and above it, make of it.

Climbs from the predicate to the root of its sentence. Each operator on the way ("failed to",
"plans to", "if", "may", "no") changes what holds below it (Nairn, Condoravdi and Karttunen,
"Computing relative polarity for textual inference", ICoS 2006; Saurí and Pustejovsky,
"FactBank", 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.view import View, base, children, governor, is_passive, is_severed, mark
from kg.model import Modality, Polarity
from kg.ontology import Operator

_WEAKEST: tuple[Modality, ...] = ("asserted", "planned", "alleged", "possible")


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether something is so; `why` names the operators that decided, innermost first."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    ended: bool = False
    why: tuple[str, ...] = ()

    def under(self, operator: Operator) -> Factuality:
        """Return what is left under an operator."""
        flipped: Polarity = "negative" if self.polarity == "positive" else "positive"
        polarity = flipped if operator.polarity == "flip" else self.polarity
        modality = self.modality
        for candidate in _WEAKEST:
            if operator.modality == candidate:
                modality = max(modality, candidate, key=_WEAKEST.index)
        ended = self.ended or operator.ended
        return replace(
            self, polarity=polarity, modality=modality, ended=ended, why=(*self.why, operator.name)
        )


def factuality(view: View, predicate: Token) -> Factuality:
    """Return the polarity and modality of what a predicate says."""
    state = _local(view, predicate, Factuality())
    if _is_command(predicate):
        state = state.under(_COMMAND)
    token = predicate
    while token.head.i != token.i and not is_severed(token):
        head = governor(token)
        relation = base(token)
        if relation in ("xcomp", "ccomp", "advcl", "acl", "csubj") and token.dep_ != "acl:relcl":
            state = _above(view, token, head, state)
            if relation in ("xcomp", "ccomp") and _only_reports(view, head):
                outer = factuality(view, head)
                said = outer.polarity == "positive" and outer.modality == "asserted"
                state = state if said else state.under(_UNSAID)
                break
            if _is_taken_for_granted(view, token, head):
                break
            if relation == "acl" and not mark(token):
                state = _of_antecedent(view, token, head, state)
                break
            if _stands_alone(token):
                break
            if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
                state = _local(view, head, state, announced=relation in ("xcomp", "acl"))
        elif relation == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            state = _shared(view, token, head, state)
        elif relation == "obj" and token.i != predicate.i and head.pos_ == "VERB":
            state = _through_noun(view, head, state)
        else:
            state = _of_antecedent(view, token, head, state)
            break
        token = head
    if _is_question(predicate):
        state = state.under(_QUESTION)
    return state


_COMMAND = Operator("command", "sentence", frozenset(), "same", "possible", False)
_QUESTION = Operator("question", "sentence", frozenset(), "same", "possible", False)
_PURPOSE = Operator("purpose", "subordinator", frozenset(), "same", "possible", False)
_UNSAID = Operator("unsaid", "verb", frozenset(), "same", "possible", False)
_UNKNOWN = Operator("unknown-complement", "verb", frozenset(), "same", "possible", False)


_IS_TO = Operator("is-to", "auxiliary", frozenset(), "same", "planned", False)


def _local(view: View, verb: Token, state: Factuality, announced: bool = False) -> Factuality:
    """Apply what stands at the predicate: auxiliaries, "is (due) to", adverbs, "no", conditions."""
    if verb.tag_ == "VB" and children(verb, "cop") and "to" in mark(verb).split():
        state = state.under(_IS_TO)
    first = min((c.i for c in children(verb, "nsubj")), default=verb.i)
    for child in verb.children:
        relation = base(child)
        if relation == "aux" and child.i < first:
            state = _apply(view, state, "inversion", child)
        if child.pos_ == "ADJ" and child.i < verb.i:
            state = _apply(view, state, "verb", child)
        if relation == "aux":
            state = _apply(view, state, "auxiliary", child)
        elif relation in ("advmod", "discourse"):
            state = _apply(view, state, "adverb", child)
        elif relation == "det":
            state = _apply(view, state, "determiner", child)
        elif relation in ("obj", "nsubj", "obl") and not announced:
            words = children(child, "det", "advmod", "cc")
            for word in [*words, *([child] if child.pos_ == "PRON" else [])]:
                state = _apply(view, state, "determiner", word)
        elif relation == "advcl" and not announced:
            condition = _operator(view, "subordinator", mark(child))
            if condition is not None and condition.modality == "possible":
                state = state.under(replace(condition, polarity="same"))
    return state


def _above(view: View, token: Token, head: Token, state: Factuality) -> Factuality:
    """Apply what the governor makes of its clausal complement."""
    relation, word = base(token), mark(token)
    subordinator = _operator(view, "subordinator", word)
    if relation == "advcl" and subordinator is not None:
        return state.under(subordinator)
    kinds = (
        ("noun",)
        if head.pos_ in ("NOUN", "PROPN")
        else ("passive", "verb")
        if is_passive(head)
        else ("verb",)
    )
    lemma = head.lemma_.lower()
    phrases = [f"{lemma} {c.lower_}" for c in children(head, "advmod", "obl", "obj", "compound:prt")]
    operator = next((o for k in kinds for w in [*phrases, lemma] if (o := _operator(view, k, w))), None)
    reports = view.ontology.report(head.lemma_.lower(), "verb") is not None
    if relation == "ccomp" and reports and operator is not None and operator.polarity == "same":
        return state  # "announced that", "told them that": a plan only if its own verb says so
    if relation == "advcl":
        if operator is not None and word in ("of", "for", "from", "with", "against"):
            return state.under(operator)
        return state.under(_PURPOSE) if word in ("to", "so that", "in order to") else state
    if operator is not None and (relation != "acl" or word):
        return state.under(operator)
    if relation == "acl":
        return state.under(_PURPOSE) if word == "to" else state
    if relation == "xcomp" and head.pos_ in ("VERB", "ADJ") and token.pos_ == "VERB" and not reports:
        return state.under(_UNKNOWN)
    if relation == "ccomp" and not reports:
        return state.under(_UNKNOWN)
    return state


def _is_taken_for_granted(view: View, token: Token, head: Token) -> bool:
    """Tell a clause that its governor's negation leaves alone.

    "did not **know** that they had left", "**Leaving** aside Iraq, he never spoke": factives
    (Kiparsky and Kiparsky, "Fact", 1970), subject clauses and adverbial clauses that are no complement.
    """
    if base(token) == "ccomp":
        factive = _operator(view, "verb", head.lemma_.lower())
        return factive is not None and factive.polarity == "so" and mark(token) not in ("if", "whether")
    if base(token) == "advcl":
        return mark(token) not in ("of", "for", "from", "with", "against", "to", "in order to", "so that")
    return token.dep_.startswith("csubj") and token.tag_ == "VBG"


def _only_reports(view: View, verb: Token) -> bool:
    """Tell a verb whose negation is not that of its content: "**did not say** that they had attacked"."""
    lemma = verb.lemma_.lower()
    return _operator(view, "verb", lemma) is None and view.ontology.report(lemma, "verb") is not None


def _through_noun(view: View, verb: Token, state: Factuality) -> Factuality:
    """Apply the verb that a plan or threat is the object of: "**does not have** plans to"."""
    operator = _operator(view, "verb", verb.lemma_.lower())
    if operator is not None and operator.polarity == "flip":
        state = state.under(operator)
    return _local(view, verb, state, announced=True)


def _of_antecedent(view: View, token: Token, noun: Token, state: Factuality) -> Factuality:
    """Apply what makes a noun hypothetical: "**any** deal signed by him", "he may reject a deal signed …"."""
    if base(token) not in ("acl", "amod") or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return state
    determiners = children(noun, "det", "nmod:poss")
    for word in determiners:
        operator = _operator(view, "antecedent", word.lower_)
        if operator is not None:
            return state.under(operator)
    above = noun.head
    definite = any("Definite=Def" in str(d.morph) or d.dep_ == "nmod:poss" for d in determiners)
    if definite or noun.pos_ == "PROPN" or above.pos_ != "VERB" or base(noun) not in ("obj", "nsubj", "obl"):
        return state
    weak = _local(view, above, Factuality())
    return state if weak.modality == "asserted" else state.under(_UNKNOWN)


def _stands_alone(token: Token) -> bool:
    """Tell a finite adverbial clause: "left **as** he refused" is no less so if leaving was planned."""
    finite = token.tag_ in ("VBD", "VBZ", "VBP") or bool(children(token, "aux"))
    return base(token) == "advcl" and finite


def _shared(view: View, token: Token, head: Token, state: Factuality) -> Factuality:
    """Apply auxiliaries and negation that a conjoined verb shares: "will not sign **or ratify**"."""
    own = children(token, "aux", "aux:pass") or children(token, "nsubj")
    if own or token.tag_ != head.tag_ or token.tag_ not in ("VB", "VBN", "VBG"):
        return state
    for child in head.children:
        if base(child) == "aux":
            state = _apply(view, state, "auxiliary", child)
        elif base(child) == "advmod" and child.i < head.i:
            state = _apply(view, state, "adverb", child)
    return state


def _apply(view: View, state: Factuality, kind: str, word: Token) -> Factuality:
    phrase = " ".join(t.lower_ for t in word.subtree)  # "no longer", "not once"
    pair = f"{word.lower_} {word.nbor().lower_}" if word.i + 1 < len(word.doc) else ""  # "not only"
    names = (phrase, pair, word.lower_, word.lemma_.lower())
    operator = next((o for n in names if (o := _operator(view, kind, n)) is not None), None)
    return state if operator is None else state.under(operator)


def _operator(view: View, kind: str, word: str) -> Operator | None:
    return view.ontology.operator(word, kind) if word else None


def _is_command(verb: Token) -> bool:
    """Tell an imperative: "**Release** the prisoners"; also the second of two."""
    if verb.tag_ != "VB" or children(verb, "nsubj", "mark", "aux"):
        return bool(verb.tag_ == "VB" and _bars(verb) and not children(verb, "nsubj", "mark"))
    if base(verb) == "conj":
        return _is_command(verb.head)
    return base(verb) in ("root", "parataxis", "ccomp")


def _bars(verb: Token) -> bool:
    """Tell "**do** not release": the only auxiliary of an imperative."""
    helpers = children(verb, "aux")
    return len(helpers) == 1 and helpers[0].tag_ == "VB" and base(verb) in ("root", "parataxis", "ccomp")


def _is_question(token: Token) -> bool:
    last = [t for t in token.sent if not t.is_space]
    return bool(last) and last[-1].text == "?"
