"""Entities of a graph by the names that people type."""

from __future__ import annotations

import difflib
import unicodedata
from collections import defaultdict

from pyoxigraph import NamedNode, Store

from kg.errors import UnknownNameError
from kg.namespaces import KG, RDFS, SKOS, expand, shorten

LABEL = NamedNode(RDFS + "label")
ALIAS = NamedNode(SKOS + "altLabel")


def find(quads: Store, name: str) -> str:
    """Return the IRI of the entity with this IRI, prefixed name, label or further name.

    Case and diacritics don't matter; labels come before further names. Raises UnknownNameError
    with the nearest known names, or with the IRIs where several entities have the name.
    """
    iri = expand(name)
    if iri and any(quads.quads_for_pattern(NamedNode(iri), LABEL, None, None)):
        return iri
    labels, aliases = _names(quads, LABEL), _names(quads, ALIAS)
    found = labels.get(_folded(name)) or aliases.get(_folded(name)) or {}
    if len(found) == 1:
        return next(iter(found))
    if found:
        which = ", ".join(shorten(iri) for iri in sorted(found))
        raise UnknownNameError(f"several entities are called {name!r}: give one of {which}")
    near = _nearest(_folded(name), labels, aliases)
    hint = "the nearest are " + ", ".join(near) if near else "it has no name like it"
    raise UnknownNameError(f"the graph knows nobody and nothing called {name!r}; {hint}")


def _names(quads: Store, predicate: NamedNode) -> dict[str, dict[str, str]]:
    """Return the names as written, by folded name and IRI."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads.quads_for_pattern(None, predicate, None, None):
        iri, name = str(getattr(quad.subject, "value", "")), str(getattr(quad.object, "value", ""))
        if not iri.startswith(KG):
            names[_folded(name)][iri] = name
    return names


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _nearest(wanted: str, labels: dict[str, dict[str, str]], aliases: dict[str, dict[str, str]]) -> list[str]:
    """Return the labels of up to five entities: those whose name shares a word, then those spelled alike."""
    label_of = {iri: name for named in labels.values() for iri, name in named.items()}
    names = {folded: [*labels.get(folded, ()), *aliases.get(folded, ())] for folded in {**labels, **aliases}}
    words = set(wanted.split())
    sharing = sorted((n for n in names if words & set(n.split())), key=lambda n: (len(n), n))
    alike = difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=0.6)
    found = dict.fromkeys(label_of[iri] for n in (*sharing, *alike) for iri in names[n] if iri in label_of)
    return [repr(label) for label in found][:5]
