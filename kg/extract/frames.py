"""Frames: whether a clause has what a verb cue asks for, and where the other actor stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.clauses import Clause, clause, modifiers
from kg.extract.phrases import mention
from kg.extract.view import View, children
from kg.ontology import VerbCue


def fits(view: View, cue: VerbCue, found: Clause) -> bool:
    """Tell whether a clause has what a cue asks for: particle, object noun, complements."""
    if cue.particle != found.particle and not (
        cue.particle and any(c.lower_ == cue.particle for c in children(found.verb, "advmod", "case"))
    ):
        return False
    if cue.objects and not any(_noun_fits(o, cue.objects) for o in found.objects):
        return False
    if cue.requires and not cue.requires & found.has:
        return False
    if cue.bars and (cue.bars & found.has or any(o.lemma_.lower() in cue.bars for o in found.objects)):
        return False
    if cue.phrases and not cue.phrases.intersection(_phrases(found)):
        return False
    if cue.promised and not list(_promised(view, cue, found)):
        return False
    return all(
        (kind := mention(view, a).type) is None or view.ontology.is_a(kind, cue.subject_types)
        for a in found.agents
    )


def _phrases(found: Clause) -> list[str]:
    """Return the prepositional phrases of a clause without what is between: "into custody"."""
    return [f"{word} {n.lemma_.lower()}" for word, nouns in found.obliques.items() for n in nouns]


def _promised(view: View, cue: VerbCue, found: Clause) -> Iterator[tuple[VerbCue, Clause]]:
    """Yield the acts of an infinitive that are of the cue's kinds: "vowed **to help**", not "to avenge"."""
    inner = found.complements.get("xcomp")
    if inner is None:
        return
    promised = clause(inner)
    for other in view.ontology.verbs_by_lemma.get(inner.lemma_.lower(), ()):
        event = view.ontology.events.get(other.relation)
        wanted = not cue.promised or (event is not None and cue.promised & {event.quadrant, event.name})
        if event is not None and wanted and fits(view, other, promised):
            yield other, promised


def _noun_fits(noun: Token, wanted: frozenset[str]) -> bool:
    lemma = noun.lemma_.lower()
    compound = [f"{c.lemma_.lower()} {lemma}" for c in children(noun, "compound", "amod")]
    return lemma in wanted or noun.lower_ in wanted or bool(wanted.intersection(compound))


def targets(view: View, cue: VerbCue, found: Clause) -> tuple[str, list[Token]]:
    """Return the first place of the cue where an actor stands, and the actors there."""
    for slot in cue.target:
        if slot == "act":
            aimed = [targets(view, other, act)[1] for other, act in _promised(view, cue, found)]
            fitting = next((tokens for tokens in aimed if tokens), [])
        else:
            fitting = [t for t in _in_slot(view, slot.replace("_", " "), found) if _is_actor(view, t, cue)]
        if fitting:
            return slot, fitting
    return "", []


def _in_slot(view: View, slot: str, found: Clause) -> tuple[Token, ...]:
    first, _, rest = slot.partition(".")
    if first == "obj" and rest in ("poss", "adj"):
        return tuple(p for o in found.objects for p in _belonging(view, o, rest))
    if first == "obj" and rest:
        return tuple(m for o in found.objects for m in modifiers(view, o, rest))
    if slot == "obj":
        return found.objects
    if slot == "iobj":
        return found.indirect
    if first == "xcomp":
        inner = found.complements.get("xcomp")
        objects = clause(inner).objects if inner is not None else ()
        return tuple(p for o in objects for p in _belonging(view, o, rest)) if rest else objects
    if "." in slot:
        return tuple(m for o in found.obliques.get(first, ()) for m in modifiers(view, o, rest))
    return found.obliques.get(slot, ())


def _belonging(view: View, noun: Token, how: str) -> list[Token]:
    """Return whose something is: `poss` "**Russia's** proposal", `adj` "the **Russian** proposal"."""
    if how == "poss":
        return children(noun, "nmod:poss")
    adjectives = [c for c in children(noun, "amod", "compound") if view.entity(c) is not None]
    return [c for c in adjectives if view.entities[c.i].label_ in ("NORP", "COUNTRY")]


def _is_actor(view: View, token: Token, cue: VerbCue) -> bool:
    kind = mention(view, token).type
    if kind is None:
        return False
    return view.ontology.is_a(kind, cue.target_types or frozenset({"Actor", "Place"}))
