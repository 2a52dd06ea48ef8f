"""Diagrams of the graph as SVG, PNG or PDF. matplotlib is imported only when something is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.draw.paint import FORMATS, Format, format_of, paint
from kg.draw.scene import Scene
from kg.draw.style import THEMES, ThemeName, font
from kg.draw.ties import compose
from kg.errors import InputError
from kg.ontology import Ontology, load
from kg.ties import Ties

__all__ = ["FORMATS", "Format", "draw_ties", "ties_scene"]


def draw_ties(
    ties: Ties,
    to: Path | str,
    *,
    theme: ThemeName = "light",
    published: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    limit: int | None = None,
    with_open: bool = False,
    ontology: Ontology | None = None,
) -> bytes:
    """Draw the ties diagram and return it as bytes.

    Parameters
    ----------
    ties
        What `kg.ties.ties` found.
    to
        A file to write, its ending naming the format, or the format alone ("svg", "png", "pdf").
    theme
        "light" or "dark".
    published, sources
        Date of publication (ISO) and outlet of each article, by its id.
    limit
        How many events to show; by default all up to 26, else the best 22. The rest is counted.
    with_open
        Whether to draw open relations too.
    ontology
        The vocabulary whose labels are used, by default the installed one.

    Raises
    ------
    InputError
        If the file's ending names no known format.
    """
    target = None if to in FORMATS else Path(to)
    form = format_of(target or Path(f"picture.{to}"))
    scene = ties_scene(
        ties,
        theme=theme,
        published=published,
        sources=sources,
        limit=limit,
        with_open=with_open,
        ontology=ontology,
    )
    picture = paint(scene, THEMES[theme], font(), form)
    if target:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(picture)
        except OSError as error:
            raise InputError(f"{target}: cannot be written: {error.strerror}") from error
    return picture


def ties_scene(
    ties: Ties,
    *,
    theme: ThemeName = "light",
    published: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    limit: int | None = None,
    with_open: bool = False,
    ontology: Ontology | None = None,
) -> Scene:
    """Return the ties diagram as a scene: every text and shape with its place, not yet painted."""
    return compose(
        ties, ontology or load(), THEMES[theme], font(), published or {}, sources or {}, limit, with_open
    )  # fmt: skip
