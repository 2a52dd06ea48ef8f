"""The tokenizer: spaCy's English rules, adjusted to the words of Universal Dependencies."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_prefix_regex, compile_suffix_regex

# UD treebanks keep a run of one mark ("!!!", "-----") as one word; spaCy cuts it into single marks.
_RUNS = [rf"{mark}{{2,}}" for mark in (r"[!?]", r"\.", "-", r"\*", "=", "_", "~", "#", r"\+")]


def blank_english() -> Language:
    """Return a pipeline without components whose tokenizer is the one the network was trained on."""
    nlp = spacy.blank("en")
    prefixes, suffixes = nlp.Defaults.prefixes or [], nlp.Defaults.suffixes or []
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *suffixes]).search
    return nlp
