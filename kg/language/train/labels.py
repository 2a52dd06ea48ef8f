"""One entity scheme for all data sets: which of our labels each set's label may stand for.

Sets differ in what they mark: one has no nationalities, another calls them places. A label that
may be one of several, and text a set leaves unmarked, is trained on the sum of what it may be
(marginal likelihood over partial labels; Greenberg et al., "Marginal Likelihood Training of
BiLSTM-CRF for Biomedical NER from Disjoint Label Sets", EMNLP 2018).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kg.language.train.figures import figures

LABELS = ("PERSON", "ORG", "COUNTRY", "PLACE", "NORP", "EVENT", "WORK", "DATE", "NUMBER")
TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))

SILVER = "silver"
"""The scheme of text that a trained network has labelled: its labels are our own."""

_OTHER = ("NORP", "EVENT", "WORK")
_MEANS: dict[str, dict[str, tuple[str, ...]]] = {
    "uner_ewt": {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("COUNTRY", "PLACE")},
    "wikigold": {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("COUNTRY", "PLACE"), "MISC": _OTHER},
    "crossner_politics": {
        "politician": ("PERSON",),
        "person": ("PERSON",),
        "organisation": ("ORG",),
        "politicalparty": ("ORG",),
        "event": ("EVENT",),
        "election": ("EVENT",),
        "country": ("COUNTRY",),
        "location": ("PLACE",),
        "misc": _OTHER,
    },
    "redocred": {
        "PER": ("PERSON",),
        "ORG": ("ORG",),
        "LOC": ("COUNTRY", "PLACE", "NORP"),
        "MISC": _OTHER,
    },
    "gum_names": {
        "person": ("PERSON",),
        "organization": ("ORG",),
        "place": ("COUNTRY", "PLACE"),
        "event": ("EVENT",),
        "abstract": ("WORK",),
        "object": ("WORK",),
    },
}
_UNMARKED: dict[str, tuple[str, ...]] = {
    "uner_ewt": _OTHER,
    "wikigold": (),
    "crossner_politics": (),
    "redocred": (),
    "gum_names": ("NORP",),
    SILVER: (),
}

Narrow = Callable[[str], str | None]
"""Names the one label a text must have if several are possible (a country's name: COUNTRY)."""


def allowed(
    name: str, spans: list[tuple[int, int, str]], words: list[tuple[int, int]], text: str, narrow: Narrow
) -> NDArray[np.bool_]:
    """Return which of `TAGS` each word may have, form (words, tags).

    `spans` and `words` are character offsets into `text`. Dates and numbers are those of
    `figures`, whatever the set says of them; a set's own names go before.
    """
    mask = np.zeros((len(words), len(TAGS)), bool)
    mask[:, 0] = True
    begins, inside = _capitals(words, text)
    for label in _UNMARKED[name]:
        mask[begins, TAGS.index(f"B-{label}")] = True
        mask[inside, TAGS.index(f"I-{label}")] = True
    named = _listed(words, text, narrow) if "NORP" in _UNMARKED[name] else []
    own = []
    for start, end, label in spans:
        means = _MEANS[name].get(label) if name != SILVER else (label,)
        if means is None:
            continue
        surely = narrow(text[start:end])
        if len(means) > 1:
            means = (surely,) if surely in means else tuple(m for m in means if m != "COUNTRY")
            # A set that calls nationalities places: not those of two words.
            if "PLACE" in means and len(text[start:end].split()) > 1:
                means = ("PLACE",)
        own.append((start, end, means))
    for start, end, label in [*named, *figures(text)]:
        if not any(a < end and b > start for a, b, _ in own):
            own.append((start, end, (label,)))
    for start, end, means in own:
        for place, i in enumerate(i for i, (a, b) in enumerate(words) if a < end and b > start):
            mask[i] = False
            mask[i, [TAGS.index(f"{'I' if place else 'B'}-{m}") for m in means]] = True
    return mask


def _capitals(words: list[tuple[int, int]], text: str) -> tuple[list[int], list[int]]:
    """Return the words that may begin a name and those that may be inside one ("War of the Roses")."""
    high = [any(c.isupper() or c.isdigit() for c in text[a:b]) for a, b in words]
    inside = [
        i
        for i, capital in enumerate(high)
        if capital or (any(high[max(0, i - 2) : i]) and any(high[i + 1 : i + 3]))
    ]
    return [i for i, capital in enumerate(high) if capital], inside


def _listed(words: list[tuple[int, int]], text: str, narrow: Narrow) -> list[tuple[int, int, str]]:
    """Return the longest runs of up to three words that are names of nationalities."""
    found, place = [], 0
    while place < len(words):
        for size in (3, 2, 1):
            run = words[place : place + size]
            span = text[run[0][0] : run[-1][1]]
            if narrow(span) == "NORP" and not span.lower().startswith("the "):
                found.append((run[0][0], run[-1][1], "NORP"))
                place += len(run) - 1
                break
        place += 1
    return found
