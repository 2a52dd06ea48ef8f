"""Words as the network reads them: sub-word ids and a class for the shape of the word.

Training and the finished pipeline share this file, so that both see the same input.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.errors import PipelineError

SHAPES = ("lower", "title", "upper", "mixed", "digit", "mark", "other")
MAX_PIECES = 6
"""Sub-words kept of one word; longer ones are URLs and typing errors."""


def shape(word: str) -> int:
    """Return the index in `SHAPES` of a word: the encoder is uncased and would not see it."""
    if any(c.isdigit() for c in word):
        return SHAPES.index("digit")
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPES.index("mark")
    if all(c.islower() for c in letters):
        return SHAPES.index("lower")
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return SHAPES.index("upper")
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return SHAPES.index("title")
    return SHAPES.index("mixed" if any(c.isupper() for c in letters) else "other")


class WordEncoder:
    """Cuts words into sub-words of a WordPiece vocabulary and remembers what it cut."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.start, self.end = map(self._special, ("[UNK]", "[CLS]", "[SEP]"))

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise PipelineError(f"the sub-word vocabulary has no {name}: it is not of a BERT encoder")
        return number

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the sub-word ids of each word, at least one and at most `MAX_PIECES`."""
        new = sorted({w for w in words if w not in self._known})
        if new:
            coded = self._tokenizer.encode_batch(new, add_special_tokens=False)
            for word, code in zip(new, coded, strict=True):
                self._known[word] = tuple(code.ids[:MAX_PIECES]) or (self.unknown,)
        return [self._known[w] for w in words]

    def batch(self, windows: Sequence[Sequence[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the network's input for windows of words.

        `ids`, `shapes` and `mask` have the form (windows, sub-words), `first` (windows, words):
        the place of each word's first sub-word, 0 where the window has no more words.
        """
        pieces = [self.pieces(window) for window in windows]
        width = 2 + max(sum(map(len, window)) for window in pieces)
        count = max(map(len, windows))
        ids, shapes, mask = (np.zeros((len(windows), width), np.int64) for _ in range(3))
        first = np.zeros((len(windows), count), np.int64)
        for row, (words, codes) in enumerate(zip(windows, pieces, strict=True)):
            lengths = np.fromiter(map(len, codes), np.int64, len(codes))
            total = int(lengths.sum())
            ids[row, 0], ids[row, total + 1] = self.start, self.end
            ids[row, 1 : total + 1] = [piece for code in codes for piece in code]
            kinds = np.fromiter((1 + shape(w) for w in words), np.int64, len(words))
            shapes[row, 1 : total + 1] = np.repeat(kinds, lengths)
            mask[row, : total + 2] = 1
            first[row, : len(words)] = 1 + np.cumsum(lengths) - lengths
        return {"ids": ids, "shapes": shapes, "mask": mask, "first": first}
