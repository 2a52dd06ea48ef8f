"""Text that knows where in the file each of its characters comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANK = INVISIBLE + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_SQUEEZE = re.compile(
    r"(?<=[^\W\d_]-)[ \t]*[\r\n\f]\s*(?=[a-z])"
    rf"|(?P<space>[{INVISIBLE}]*\s[\s{INVISIBLE}]*)|[{INVISIBLE}]+"
)


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its characters, the offset of the character in the text as given."""

    text: str
    at: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.at[part])

    @property
    def start(self) -> int:
        """Return the offset of the first character in the text as given; not of an empty text."""
        return self.at[0]

    def strip(self, characters: str | None = None) -> Traced:
        """Return the text without white space (or these characters) at its ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self[left : max(left, len(self.text.rstrip(characters)))]

    def without(self, spans: Iterable[tuple[int, int]]) -> Traced:
        """Return the text without these spans, which rise and do not overlap."""
        kept: list[tuple[int, int]] = []
        done = 0
        for start, end in spans:
            kept.append((done, start))
            done = end
        if not kept:
            return self
        kept.append((done, len(self.text)))
        return Traced(
            "".join(self.text[a:b] for a, b in kept),
            [offset for a, b in kept for offset in self.at[a:b]],
        )

    def then(self, other: Traced) -> Traced:
        """Return both texts with a joining space between them."""
        if not self.text or not other.text:
            return other if other.text else self
        return Traced(f"{self.text} {other.text}", [*self.at, self.at[-1] + 1, *other.at])

    def squeezed(self) -> Traced:
        """Return the text on one line: white space as single spaces, nothing invisible, ends bare.

        A line that breaks after a hyphen ("Moscow-\\nbased") goes on without a space.
        """
        text = self.strip(_BLANK)
        out: list[str] = []
        at: list[int] = []
        done = 0
        for match in _SQUEEZE.finditer(text.text):
            if match[0] == " ":
                continue
            start, end = match.span()
            out.append(text.text[done:start])
            at.extend(text.at[done:start])
            if match["space"]:
                out.append(" ")
                at.append(text.at[start])
            done = end
        if not done:
            return text
        out.append(text.text[done:])
        at.extend(text.at[done:])
        return Traced("".join(out), at)

    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Return the pairs of offsets that `Block.pieces` holds: one wherever the two fall out of step."""
        if isinstance(self.at, range):
            return ((0, self.at[0]),) if self.text else ()
        return tuple(
            (i, offset) for i, offset in enumerate(self.at) if i == 0 or offset != self.at[i - 1] + 1
        )


def whole(text: str) -> Traced:
    """Return a text as given, each character at its own offset."""
    return Traced(text, range(len(text)))
