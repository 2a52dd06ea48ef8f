"""Lemmas and features of words whose tags are known.

Closed classes and irregular forms come from a table counted in the training treebanks; any other
lemma from LemmInflect's dictionary (NIH SPECIALIST lexicon) and rules.
"""

from __future__ import annotations

import json
from pathlib import Path

OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})


class Morphology:
    """Looks up lemma and features by form, UPOS and XPOS."""

    def __init__(self, lemmas: dict[str, str], features: dict[str, str]) -> None:
        self._lemmas, self._features = lemmas, features
        self._known: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, path: Path) -> Morphology:
        """Read the table that training wrote."""
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(table["lemmas"], table["features"])

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """Return the lemma, in UD's spelling: lower case but for proper nouns."""
        key = (form, upos, xpos)
        if key not in self._known:
            self._known[key] = self._lemma(form, upos, xpos)
        return self._known[key]

    def _lemma(self, form: str, upos: str, xpos: str) -> str:
        lower = form.lower()
        listed = self._lemmas.get(f"{lower} {xpos}")
        if listed is not None:
            return listed
        if upos == "PROPN":
            return form[:-1] if xpos == "NNPS" and form.endswith("s") else form
        if upos not in OPEN or xpos in ("NN", "VB", "VBP", "JJ", "RB", "MD"):
            return lower
        import lemminflect  # heavy: only when a form is not in the table

        found = lemminflect.getLemma(lower, upos=upos)
        return found[0] if found else lower

    def features(self, form: str, xpos: str) -> str:
        """Return the features in UD's notation, "" where there are none."""
        return self._features.get(f"{form.lower()} {xpos}", self._features.get(xpos, ""))
