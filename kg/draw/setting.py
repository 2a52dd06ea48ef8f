"""What the texts and colours of one diagram depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.draw.layout import Side
from kg.draw.style import Font, Theme
from kg.draw.words import Namer
from kg.model import Entity
from kg.ontology import Ontology
from kg.ties import Ties


@dataclass(frozen=True, slots=True)
class Setting:
    """Ties, vocabulary, theme, font, the articles' dates and outlets, and short names."""

    ties: Ties
    ontology: Ontology
    theme: Theme
    font: Font
    published: Mapping[str, str]
    sources: Mapping[str, str]
    name: Namer

    def pole(self, side: Side) -> Entity:
        """Return the actor whose pole stands at a side."""
        return self.ties.a if side == "left" else self.ties.b
