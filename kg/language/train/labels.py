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

LABELS = ("PERSON", "ORG", "COUNTRY", "PLACE", "NORP", "EVENT", "WORK", "DATE", "NUMBER")
TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))

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
        "TIME": ("DATE",),
        "NUM": ("NUMBER",),
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
    "uner_ewt": (*_OTHER, "DATE", "NUMBER"),
    "wikigold": ("DATE", "NUMBER"),
    "crossner_politics": ("DATE", "NUMBER"),
    "redocred": (),
    "gum_names": ("NORP", "DATE", "NUMBER"),
}

Narrow = Callable[[str], str | None]
"""Names the one label a text must have if several are possible (a country's name: COUNTRY)."""


def allowed(
    name: str, spans: list[tuple[int, int, str]], words: list[tuple[int, int]], text: str, narrow: Narrow
) -> NDArray[np.bool_]:
    """Return which of `TAGS` each word may have, form (words, tags).

    `spans` and `words` are character offsets into `text`.
    """
    mask = np.zeros((len(words), len(TAGS)), bool)
    mask[:, 0] = True
    for label in _UNMARKED[name]:
        mask[:, [TAGS.index(f"B-{label}"), TAGS.index(f"I-{label}")]] = True
    for start, end, label in spans:
        inside = [i for i, (a, b) in enumerate(words) if a < end and b > start]
        means = _MEANS[name].get(label)
        if means is None:
            continue
        surely = narrow(text[start:end])
        if len(means) > 1:
            means = (surely,) if surely in means else tuple(m for m in means if m != "COUNTRY")
        mask[inside] = False
        for place, i in enumerate(inside):
            mask[i, [TAGS.index(f"{'I' if place else 'B'}-{m}") for m in means]] = True
    return mask
