"""Painting a scene with matplotlib into SVG, PNG or PDF, byte for byte the same each time."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from pathlib import Path as FilePath
from typing import Any, Literal
from xml.sax.saxutils import escape

from kg.draw.scene import Anchor, Group, Mark, Scene, Shape, Text
from kg.draw.style import Font, Theme
from kg.errors import InputError

Format = Literal["svg", "png", "pdf"]
FORMATS: tuple[Format, ...] = ("svg", "png", "pdf")
PIXELS_WIDE = 1600
# Nothing but this file's content may reach the output: no date, no random ids, no fitted curves.
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "kg",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "text.hinting": "none",
    "lines.scale_dashes": False,
    "text.usetex": False,
    "axes.unicode_minus": False,
}


_ALIGNMENTS: dict[Anchor, Literal["left", "center", "right"]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}
_LEFT_TO_RIGHT = "\u200e"  # so that a line with Arabic or Hebrew in it runs as in a browser


def format_of(path: FilePath) -> Format:
    """Return the format that a file's ending asks for.

    Raises
    ------
    InputError
        If the ending is none of .svg, .png and .pdf.
    """
    ending = path.suffix.lower().removeprefix(".")
    for known in FORMATS:
        if ending == known:
            return known
    raise InputError(f"{path}: cannot draw a file ending in '{path.suffix}'; use .svg, .png or .pdf")


def paint(scene: Scene, theme: Theme, font: Font, form: Format) -> bytes:
    """Return the picture as bytes of a format."""
    import matplotlib
    from matplotlib.figure import Figure

    buffer = io.BytesIO()
    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*missing")
        figure = Figure(figsize=(scene.width / 72, scene.height / 72), facecolor=theme.background)
        for mark in scene.marks:
            figure.add_artist(_artist(mark, scene, theme, font, form))
        dpi = PIXELS_WIDE / (scene.width / 72)
        figure.savefig(
            buffer, format=form, dpi=dpi, facecolor=theme.background, metadata=_metadata(scene, form)
        )
    return _titled(buffer.getvalue(), scene) if form == "svg" else buffer.getvalue()


def _metadata(scene: Scene, form: Format) -> dict[str, Any]:
    if form == "pdf":
        return {"Title": scene.title, "Subject": scene.description, "Creator": "kg", "CreationDate": None}
    if form == "png":
        return {"Title": scene.title, "Description": scene.description, "Software": None}
    return {"Date": None, "Creator": "kg"}


def _artist(mark: Mark, scene: Scene, theme: Theme, font: Font, form: Format) -> Any:
    """Return a mark as a matplotlib artist in points of the page."""
    if isinstance(mark, Group):
        return _group(mark, scene, theme, font, form)
    return _text(mark, scene, theme, font, form) if isinstance(mark, Text) else _path(mark, scene, theme)


def _group(group: Group, scene: Scene, theme: Theme, font: Font, form: Format) -> Any:
    from matplotlib.artist import Artist

    children = [_artist(mark, scene, theme, font, form) for mark in group.marks]

    class _Grouped(Artist):  # a class here, because matplotlib is imported only when something is drawn
        def set_figure(self, fig: Any) -> None:
            super().set_figure(fig)
            for child in children:
                child.set_figure(fig)
                if not child.is_transform_set():
                    child.set_transform(fig.transSubfigure)

        def draw(self, renderer: Any) -> None:
            renderer.open_group("group", gid=group.id)
            for child in children:
                child.draw(renderer)
            renderer.close_group("group")

    return _Grouped()


def _text(mark: Text, scene: Scene, theme: Theme, font: Font, form: Format) -> Any:
    from matplotlib.text import Text as Words

    words = Words(
        mark.x / scene.width,
        1 - mark.y / scene.height,
        _ordered(mark.text, form),
        color=theme.colour(mark.colour),
        fontproperties=font.properties(mark.size, mark.weight),
        horizontalalignment=_ALIGNMENTS[mark.anchor],
        verticalalignment="baseline",
        parse_math=False,
    )
    if hasattr(words, "set_fontfeatures"):  # matplotlib 3.11 and later set ligatures
        words.set_fontfeatures(["-liga", "-clig"])
    return words


def _ordered(text: str, form: Format) -> str:
    """Return a text with its base direction said, where the format draws glyphs itself."""
    mixed = any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
    return _LEFT_TO_RIGHT + text if mixed and form != "svg" else text


def _path(mark: Shape, scene: Scene, theme: Theme) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    codes = [
        {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}[c] for c in mark.codes
    ]
    points = [(x / scene.width, 1 - y / scene.height) for x, y in mark.points]
    dash = (0, mark.dash) if mark.dash else "solid"
    return PathPatch(
        Path(points, codes),
        facecolor=theme.colour(mark.fill) if mark.fill else "none",
        edgecolor=theme.colour(mark.stroke) if mark.stroke else "none",
        linewidth=mark.width if mark.stroke else 0,
        linestyle=dash,
        capstyle=mark.cap,
        joinstyle="miter",
    )


def _titled(svg: bytes, scene: Scene) -> bytes:
    """Return the SVG with a title and description of its own and a title in every group."""
    text = svg.decode("utf-8")
    for group in scene.groups():
        opening = f'<g id="{group.id}">'
        text = text.replace(opening, f"{opening}\n<title>{escape(group.title)}</title>", 1)
    # Where neither family is installed, any without serifs.
    text = re.sub(r"(<text [^>]*?font-family: [^;\">]*)", r"\1, sans-serif", text)
    head = (
        f'<title id="title">{escape(scene.title)}</title>\n'
        f'<desc id="desc">{escape(scene.description)}</desc>\n'
        "<style>text { font-variant-ligatures: none; white-space: pre }</style>\n"
    )
    root = re.sub(
        r"(<svg [^>]*)>\n?",
        lambda m: f'{m[1]} role="img" aria-labelledby="title desc">\n{head}',
        text,
        count=1,
    )
    return root.encode("utf-8")
