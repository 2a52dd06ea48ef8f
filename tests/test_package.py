"""The wheel holds all that `kg` needs at run time, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WEIGHTS = ("network.onnx", "label.npy", "classes.json", "morphology.json", "tokenizer.json", "README.md")
SESSION = """
import sys, kg, kg.ontology
assert str(kg.ontology.folder()).startswith(sys.argv[1]), kg.ontology.folder()
graph = kg.build_graph(["article.txt"], "graph")
print(*(row["who"] for row in graph.query("SELECT ?who WHERE { ?p kg:headOfState ?s; rdfs:label ?who }")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the installed hatchling."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("kg-*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, as an installation would lay them out."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_wheel_holds_every_file_of_the_ontology(unpacked: Path) -> None:
    ours = {p.relative_to(ROOT / "ontology") for p in (ROOT / "ontology").rglob("*") if p.is_file()}
    theirs = unpacked / "kg" / "ontology_data"
    assert {p.relative_to(theirs) for p in theirs.rglob("*") if p.is_file()} == ours


def test_wheel_credits_what_is_shipped(unpacked: Path) -> None:
    assert (unpacked / "kg" / "ontology_data" / "NOTICE").stat().st_size > 0
    assert "CC BY-SA 4.0" in (unpacked / "kg/language/weights/README.md").read_text(encoding="utf-8")
    (licence,) = unpacked.glob("kg-*.dist-info/licenses/LICENSE")
    assert licence.read_text(encoding="utf-8").startswith("MIT License")


@pytest.mark.parametrize("name", WEIGHTS)
def test_wheel_holds_the_weights(name: str, unpacked: Path) -> None:
    ours = ROOT / "kg" / "language" / "weights" / name
    assert (unpacked / "kg" / "language" / "weights" / name).read_bytes() == ours.read_bytes()


def test_wheel_holds_the_package_alone(unpacked: Path) -> None:
    assert {p.name.partition("-")[0] for p in unpacked.iterdir()} == {"kg"}
    assert not [p for p in unpacked.rglob("*") if p.suffix == ".pyc" or p.name == "checkpoint.pt"]


def test_run_time_needs_no_library_of_training() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    heavy = ("torch", "onnx>", "transformers", "safetensors")
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert not [need for need in needed if need.startswith(heavy)]


def test_unpacked_wheel_builds_and_queries_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    article = "Russian President Vladimir Putin spoke on Monday.\n"
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(unpacked.resolve())],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "Vladimir Putin", done.stderr
