"""The store: a graph kept in a directory, one writer at a time, many readers."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import pyoxigraph
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.store.network import network
from kg.store.rdf import (
    alias_quads,
    article_quads,
    fact_quads,
    problem_quads,
    statement_quads,
    vocabulary_quads,
)
from kg.store.turtle import turtle
from kg.store.values import Values

__all__ = [
    "Store",
    "Values",
    "alias_quads",
    "article_quads",
    "fact_quads",
    "network",
    "problem_quads",
    "statement_quads",
    "turtle",
    "vocabulary_quads",
]


ATTEMPTS, PAUSE = 20, 0.1
"""A reader that comes while a writer tidies its files tries so often, so many seconds apart."""


class Store:
    """The quads of a graph directory, in `DIR/store`."""

    def __init__(self, folder: Path, quads: pyoxigraph.Store) -> None:
        self.folder = folder
        self._quads: pyoxigraph.Store | None = quads

    @classmethod
    def open(cls, folder: Path | str, *, read_only: bool = False) -> Store:
        """Open the graph directory, to write (made where missing) or to read.

        Raises StoreError where there is no graph to read, where another process writes, or where
        the directory cannot be made or is damaged.
        """
        folder = Path(folder)
        return cls(folder, _reader(folder) if read_only else _writer(folder))

    @property
    def quads(self) -> pyoxigraph.Store:
        """The open pyoxigraph store."""
        if self._quads is None:
            raise StoreError(f"{self.folder}: the graph was closed; open it again")
        return self._quads

    @property
    def values(self) -> Values:
        """The articles, statements, rejections and problems in it."""
        return Values(self.quads)

    def replace(self, quads: Iterable[Quad]) -> None:
        """Make the graph hold exactly these quads, at once: a reader or a crash sees old or new."""
        parts = [f"GRAPH {q.graph_name} {{ {q.triple} }}" if _named(q) else f"{q.triple} ." for q in quads]
        try:
            self.quads.update("CLEAR ALL ; INSERT DATA {\n" + "\n".join(parts) + "\n}")
            self.quads.flush()
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error}; the graph is as before") from error

    def turtle(self) -> str:
        """Return the graph as Turtle (without the book-keeping of rejections and problems)."""
        return turtle(self.quads)

    def close(self) -> None:
        """Let the directory go, for the next writer."""
        self._quads = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _named(quad: Quad) -> bool:
    return isinstance(quad.graph_name, pyoxigraph.NamedNode)


def _reader(folder: Path) -> pyoxigraph.Store:
    if not (folder / "store" / "CURRENT").is_file():
        raise StoreError(f"{folder}: no graph here; make one with `kg build PATH… -o {folder}`")
    for attempt in range(ATTEMPTS):
        try:
            quads = pyoxigraph.Store.read_only(str(folder / "store"))
            break
        except (OSError, RuntimeError) as error:  # RuntimeError: corrupt, or just being rewritten
            if attempt == ATTEMPTS - 1:
                raise StoreError(f"{folder}: the graph cannot be read ({error}); build it again") from error
            time.sleep(PAUSE)
    if next(iter(quads), None) is None:
        raise StoreError(f"{folder}: the graph is empty; build it with `kg build PATH… -o {folder}`")
    return quads


def _writer(folder: Path) -> pyoxigraph.Store:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(str(folder / "store"))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{folder}: another process is writing this graph; wait for it, or choose another directory"
            ) from error
        raise StoreError(f"{folder}: cannot be written: {error}") from error
