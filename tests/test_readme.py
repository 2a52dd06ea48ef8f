"""The README holds: its Python runs, its commands run, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "kg/language/weights/README.md",
    "output/README.md",
)
KG = (sys.executable, "-c", "from kg.cli import main; main()")


def blocks(language: str) -> list[str]:
    """Return the README's code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


LINES = [line for block in blocks("sh") for line in block.splitlines()]
COMMANDS = [line for line in LINES if line.startswith("kg ")]
SET_UPS = [line for line in LINES if line.startswith("python3 -m venv")]


def run(command: tuple[str, ...], folder: Path) -> str:
    """Run a command in a folder, with this checkout on the path, and return what it printed."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh clone, in which the README's Python example has been run."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "notebooks" / "articles", folder / "notebooks" / "articles")
    (folder / "output").mkdir()
    (example,) = blocks("python")
    (folder / "printed.txt").write_text(run((sys.executable, "-c", example), folder), encoding="utf-8")
    return folder


def test_python_example_is_at_most_eight_lines_and_uses_the_public_library_alone() -> None:
    (example,) = blocks("python")
    assert len(example.splitlines()) <= 8
    assert re.findall(r"^(?:import|from) .*", example, re.MULTILINE) == ["import kg"]
    assert set(re.findall(r"\bkg\.(\w+)", example)) <= set(kg.__all__)


def test_python_example_prints_ties_and_leaves_graph_and_picture(place: Path) -> None:
    printed = (place / "printed.txt").read_text(encoding="utf-8")
    assert "Vladimir Putin" in printed
    assert "MultiDiGraph" in printed
    assert (place / "output" / "graph.ttl").stat().st_size > 0
    assert "<svg" in (place / "output" / "belarus-russia.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command: str, place: Path) -> None:
    printed = run((*KG, *shlex.split(command)[1:]), place)
    assert printed or "build" in command or " -o " in command


def test_commands_build_query_draw_and_explain() -> None:
    assert {shlex.split(c)[1] for c in COMMANDS} >= {"build", "extract", "query", "draw", "explain"}


def test_both_set_ups_are_single_lines_that_end_in_their_purpose() -> None:
    first, second = SET_UPS
    installs = [re.findall(r"pip install -q -e (\S+)", line) for line in SET_UPS]
    assert installs == [["."], ["'.[dev]'"]]
    assert first.endswith("-o output/belarus-russia.png")
    assert ".venv/bin/kg build notebooks/articles" in first
    assert second.endswith(".venv/bin/pytest")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files(name: str) -> None:
    document = ROOT / name
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), link


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_in_documents_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in re.findall(r"`((?:kg|ontology|tests|notebooks|\.ci)/[\w./-]*)`", text):
        assert (ROOT / path).exists(), path
