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
    near = _nearest(_folded(name), {**aliases, **labels})
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


def _nearest(wanted: str, names: dict[str, dict[str, str]]) -> list[str]:
    """Return up to five names: those that share a word first, then those spelled alike."""
    words = set(wanted.split())
    sharing = sorted((n for n in names if words & set(n.split())), key=lambda n: (len(n), n))
    alike = difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=0.6)
    folded = list(dict.fromkeys([*sharing, *alike]))[:5]
    return [repr(min(names[n].values())) for n in folded]
