from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
VALUES = {"model", "errors", "ontology", "cues", "namespaces"}
STAGES = ("read", "language", "extract", "resolve", "merge", "store", "query", "ties", "draw")
DRAWN = {"draw": {"ties"}}
"""A renderer takes the values of what it draws."""
LIGHT = ("cli", "graph", "build", "explain", "page", "query", "store", "merge", "ties")
HEAVY = {"spacy", "matplotlib", "onnxruntime", "torch", "trafilatura"}


def files(module: str) -> list[Path]:
    folder = PACKAGE / module
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{module}.py"]


def imported(path: Path, *, at_load: bool = False) -> Iterator[str]:
    """Yield the modules a file imports; with `at_load` only those outside functions and type checks."""
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names if node.module == "kg")
        elif at_load and (isinstance(node, ast.FunctionDef) or _is_type_check(node)):
            continue
        todo += ast.iter_child_nodes(node)


def _is_type_check(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def own(modules: Iterator[str]) -> set[str]:
    """Return the modules of this package among those imported, by their first part."""
    return {name.split(".")[1] for name in modules if name.startswith("kg.")}


@pytest.mark.parametrize("stage", STAGES)
def test_stage_knows_only_values_and_itself(stage: str) -> None:
    assert files(stage)
    for path in files(stage):
        known = own(imported(path)) - VALUES - {stage} - DRAWN.get(stage, set())
        assert not known, f"{path} imports {known}"


@pytest.mark.parametrize("module", sorted(VALUES))
def test_values_know_no_stage(module: str) -> None:
    assert own(imported(PACKAGE / f"{module}.py")) <= VALUES


@pytest.mark.parametrize(
    "module", ["cli", "graph", "build", "explain", "page", "query", "store", "merge", "ties"]
)
def test_asking_a_graph_loads_nothing_heavy(module: str) -> None:
    for path in files(module):
        loaded = {name.split(".")[0] for name in imported(path, at_load=True)}
        assert not loaded & HEAVY, path


def test_graph_does_not_load_the_build() -> None:
    assert not own(imported(PACKAGE / "graph.py", at_load=True)) & {"build", "language", "extract", "draw"}
