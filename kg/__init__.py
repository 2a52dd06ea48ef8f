"""Builds a knowledge graph of geopolitical relations from news articles.

The whole library: `build_graph` makes a graph of articles, `open_graph` opens one; a `Graph`
answers `query`, `ties`, `draw_ties`, `explain`, `statements`, `network`. `extract_paths` gives each
article's statements without a graph. Everything loads when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.build import ArticleStatements as ArticleStatements
    from kg.build import Report as Report
    from kg.build import extract_paths as extract_paths
    from kg.errors import KgError as KgError
    from kg.graph import Graph as Graph
    from kg.graph import build_graph as build_graph
    from kg.graph import open_graph as open_graph
    from kg.model import Article as Article
    from kg.model import Entity as Entity
    from kg.model import Evidence as Evidence
    from kg.model import Statement as Statement
    from kg.read import Problem as Problem

_HOME = {
    "Article": "kg.model",
    "ArticleStatements": "kg.build",
    "Entity": "kg.model",
    "Evidence": "kg.model",
    "Graph": "kg.graph",
    "KgError": "kg.errors",
    "Problem": "kg.read",
    "Report": "kg.build",
    "Statement": "kg.model",
    "build_graph": "kg.graph",
    "extract_paths": "kg.build",
    "open_graph": "kg.graph",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `kg --help` need not wait for spaCy."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
