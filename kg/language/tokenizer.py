"""The tokenizer: spaCy's English rules, adjusted to the words of Universal Dependencies."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# UD treebanks keep a run of one mark ("!!!", "-----") as one word; spaCy cuts it into single marks.
_RUNS = [rf"{mark}{{2,}}" for mark in (r"[!?]", r"\.", "-", r"\*", "=", "_", "~", "#", r"\+", "<", ">")]
_DASH = "[-–]"
# "U.S.-led", "2016–2017": cut at the dash, as spaCy does between letters and between figures at a hyphen.
_CUTS = [rf"(?<=[A-Za-z]\.){_DASH}(?=[A-Za-z])", r"(?<=[0-9])–(?=[0-9])"]
# "713-853-3989", "11-20-2000", "800/711-8000": telephone numbers and dates of figures are one word.
_FIGURES = r"\d+(?:[-/]\d+){2,}"


@cache
def english() -> dict[str, Any]:
    """Return the words of `english.toml`."""
    return tomllib.loads((Path(__file__).parent / "english.toml").read_text(encoding="utf-8"))


def blank_english() -> Language:
    """Return a pipeline without components whose tokenizer is the one the network was trained on."""
    nlp = spacy.blank("en")
    words = english()
    prefixes, suffixes, infixes = (
        list(getattr(nlp.Defaults, name) or []) for name in ("prefixes", "suffixes", "infixes")
    )
    units = rf"(?<=[0-9])(?:{'|'.join(words['units'])})"
    bound = rf"(?:{'|'.join(words['prefixes'])}){_DASH}[A-Za-z]+"
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *suffixes, units]).search
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *_CUTS]).finditer
    tokenizer.token_match = re.compile(rf"(?i:{bound})$|{_FIGURES}$").match
    for word in words["abbreviations"]:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp
