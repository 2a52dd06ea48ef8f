"""The notebooks run, and are committed with what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def outputs(notebook: Any) -> list[list[Any]]:
    """Return the outputs of each code cell."""
    return [list(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_is_a_quickstart() -> None:
    assert "quickstart" in {path.stem for path in NOTEBOOKS}


def test_notebook_is_committed_with_the_outputs_of_every_cell(notebook: Path) -> None:
    committed = nbformat.read(notebook, as_version=4)
    counts = [cell.execution_count for cell in committed.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert all(outputs(committed))
    assert len(json.dumps(outputs(committed))) < 200_000


def test_notebook_runs_without_an_error_and_prints_in_every_cell(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    fresh = nbformat.read(notebook, as_version=4)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    where = {"metadata": {"path": str(notebook.parent)}}
    NotebookClient(fresh, timeout=300, kernel_name="python3", resources=where).execute()
    found = outputs(fresh)
    assert all(found)
    assert not [o for cell in found for o in cell if o.output_type == "error" or o.get("name") == "stderr"]
