"""How diagrams look: themes, the colour of a score, fonts, and the width of words as really drawn."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

ThemeName = Literal["light", "dark"]

REGULAR, MEDIUM, SEMIBOLD, BOLD, BLACK = 400, 500, 600, 700, 900

# Further families for scripts that neither Lato nor DejaVu Sans has; the ones installed are used.
_OTHER_SCRIPTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei",
    "WenQuanYi Zen Hei", "Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Arial Unicode MS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme; `scores` are the stops of the tie colours, by score."""

    name: ThemeName
    background: str
    ink: str
    grey: str
    pole: str
    state: str
    rule: str
    scores: tuple[tuple[float, str], ...]

    def tie(self, score: float | None) -> str:
        """Return the colour of a score: interpolated in CIELAB, clamped beyond the last stops.

        None (no type, so no score) has the neutral colour of 0.
        """
        at = min(max(score or 0.0, self.scores[0][0]), self.scores[-1][0])
        for (low, dark), (high, light) in zip(self.scores, self.scores[1:], strict=False):
            if at <= high:
                return _mix(dark, light, (at - low) / (high - low))
        return self.scores[-1][1]

    def colour(self, name: str) -> str:
        """Return a colour by its role's name ("ink"), or the name itself if it is a colour."""
        return name if name.startswith("#") else str(getattr(self, name))


THEMES = {
    "light": Theme(
        "light", "#FCFBF8", "#1D2329", "#59626B", "#1D2329", "#8E918F", "#C9C6BE",
        ((-9, "#6E1016"), (-7, "#94211D"), (-5.5, "#AC3A20"), (-3.5, "#BD5524"), (-3, "#C5662B"),
         (-2, "#C9803A"), (0, "#6E6775"), (2.5, "#4A92C8"), (5, "#2A78B5"), (9.5, "#0B4F8A")),
    ),
    "dark": Theme(
        "dark", "#14191F", "#ECEAE4", "#A3ABB3", "#C8CDD2", "#747E87", "#39424B",
        ((-9, "#FFB09E"), (-7, "#FA8A70"), (-5.5, "#EC8257"), (-3.5, "#DB8045"), (-3, "#CF7A3F"),
         (-2, "#B9773C"), (0, "#A79DB2"), (2.5, "#4688BD"), (5, "#5EA9E0"), (9.5, "#8CC8F2")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """The families asked for, in order, and the factor every nominal (Lato) size is drawn at."""

    families: tuple[str, ...]
    factor: float

    def properties(self, size: float, weight: int) -> Any:
        """Return matplotlib's description of the font at a nominal size in points."""
        return _properties(self, size, weight)

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """Return the width in points that a text takes at a nominal size in points."""
        words = text.split(" ")
        space = _width(self, " ", weight)
        hundred = sum(_width(self, word, weight) for word in words if word) + space * (len(words) - 1)
        return hundred * size * self.factor / 100


@cache
def font() -> Font:
    """Return Lato where it is installed, else DejaVu Sans, which matplotlib brings along."""
    from matplotlib import font_manager

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    lato = ("Lato",) if "Lato" in installed else ()
    others = tuple(name for name in _OTHER_SCRIPTS if name in installed)
    return Font((*lato, "DejaVu Sans", *others), 1.0 if lato else 0.86)


@cache
def _properties(face: Font, size: float, weight: int) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=list(face.families), size=size * face.factor, weight=weight)


@cache
def _width(face: Font, word: str, weight: int) -> float:
    """Return how far a word advances the pen at an unscaled size of 100 points."""
    return _ink(face, f"|{word}|", weight) - _ink(face, "||", weight)


@cache
def _ink(face: Font, text: str, weight: int) -> float:
    from matplotlib.textpath import TextToPath

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*missing")  # drawn as an empty box
        width, _, _ = TextToPath().get_text_width_height_descent(
            text, _properties(face, 100 / face.factor, weight), False
        )
    return float(width)


def wrap(text: str, fits: Callable[[str], bool], lines: int) -> list[str]:
    """Break a text at spaces into at most `lines` lines that fit; the last is cut at a word with "…".

    A word that alone does not fit is broken between letters.
    """
    rows: list[str] = []
    words = _short_words(text.split(), fits)
    while words:
        count = 1
        while count < len(words) and fits(" ".join(words[: count + 1])):
            count += 1
        if len(rows) == lines - 1 and count < len(words):
            return [*rows, _cut(words[:count], fits)]
        rows.append(" ".join(words[:count]))
        words = words[count:]
    return rows


def wrap_parts(parts: list[str], joint: str, fits: Callable[[str], bool]) -> list[str]:
    """Join parts to as few lines as fit, broken between parts, or within one that alone is too wide."""
    rows: list[str] = []
    for part in parts:
        if rows and fits(rows[-1] + joint + part):
            rows[-1] += joint + part
        else:
            rows += wrap(part, fits, 3)
    return rows


def balanced(text: str, width: float, lines: int, measure: Callable[[str], float]) -> list[str]:
    """Wrap to the narrowest width that keeps the number of lines (and what is shown)."""
    rows = wrap(text, lambda t: measure(t) <= width, lines)
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        tried = wrap(text, lambda t, w=middle: measure(t) <= w, lines)  # type: ignore[misc]
        same = len(tried) == len(rows) and tried[-1:] and len(" ".join(tried)) == len(" ".join(rows))
        low, high = (low, middle) if same else (middle, high)
    return wrap(text, lambda t: measure(t) <= high, lines)


def _cut(words: list[str], fits: Callable[[str], bool]) -> str:
    """Return the words with a mark that something follows; of a single wide word, its beginning."""
    while len(words) > 1 and not fits(" ".join(words).rstrip(",;:–— ") + " …"):
        words = words[:-1]
    text, mark = " ".join(words).rstrip(",;:–— "), " …"
    while len(text) > 1 and not fits(text + mark):
        text, mark = text[:-1], "…"
    return text + mark


def _short_words(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    """Break the words that are wider than a whole line."""
    parts: list[str] = []
    for word in words:
        while not fits(word) and len(word) > 1:
            count = max((n for n in range(1, len(word)) if fits(word[:n])), default=1)
            parts.append(word[:count])
            word = word[count:]
        parts.append(word)
    return parts


def _mix(first: str, second: str, share: float) -> str:
    pairs = zip(_lab(first), _lab(second), strict=True)
    return _hex([x + (y - x) * share for x, y in pairs])


_WHITE = (0.95047, 1.0, 1.08883)  # D65


def _lab(colour: str) -> list[float]:
    """Return L*, a*, b* of an sRGB colour (CIE 1976)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    xyz = (
        0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        0.0193339 * r + 0.1191920 * g + 0.9503041 * b,
    )
    x, y, z = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116
        for v in (c / w for c, w in zip(xyz, _WHITE, strict=True))
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def _hex(lab: list[float]) -> str:
    """Return the sRGB colour of L*, a*, b*, clipped to the gamut."""
    middle = (lab[0] + 16) / 116
    roots = (middle + lab[1] / 500, middle, middle - lab[2] / 200)
    x, y, z = (
        (v**3 if v**3 > 216 / 24389 else (116 * v - 16) * 27 / 24389) * w
        for v, w in zip(roots, _WHITE, strict=True)
    )
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    bounded = [min(max(c, 0.0), 1.0) for c in linear]
    channels = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in bounded]
    return "#" + "".join(f"{round(c * 255):02X}" for c in channels)
