"""Command line: train the pipeline from the data sets and write its weights.

Three stages, each resumed from `--work` if it was stopped. A teacher (MPNet, 110 M parameters) learns
the gold sets; it parses news text; the student (MiniLM, 22 M), which is shipped, learns both.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch

import kg.language
from kg.errors import InputError
from kg.language import conllu
from kg.language.component import pipeline
from kg.language.tokenizer import blank_english
from kg.language.train import silver
from kg.language.train.data import Example, Inventory, annotated, entity_set, read_entities, treebank
from kg.language.train.encoder import MPNET, load_minilm, load_mpnet, minilm_folder, mpnet_folder
from kg.language.train.export import copy_tokenizer, write_morphology, write_network
from kg.language.train.gazetteer import Gazetteer
from kg.language.train.loop import Recipe, plan, train
from kg.language.train.network import Network, Sizes
from kg.language.words import WordEncoder

TREEBANKS = {"en_ewt": "uner_ewt", "en_gum_open": "gum_names"}
ENTITY_SETS = ("wikigold", "crossner_politics", "redocred")
TEACHER = Recipe(passes=6, entity_passes=4, encoder_rate=6e-5)
STUDENT = Recipe(passes=12, entity_passes=6, silver_passes=3)


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.language.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with syntax/ entities/ gazetteer/ news/"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; resumed if present")
    parser.add_argument("--out", type=Path, help="folder for the finished weights (default: the package's)")
    parser.add_argument("--stop-after", choices=("teacher", "silver", "student"), default="student")
    parser.add_argument("--teacher-passes", type=int, default=TEACHER.passes)
    parser.add_argument("--passes", type=int, default=STUDENT.passes, help="of the student")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    training = Training(options.data, options.work, options.device)
    out = options.out or Path(kg.language.__file__).parent / "weights"
    taught = training.teacher(replace(TEACHER, passes=options.teacher_passes, seed=options.seed))
    if options.stop_after == "teacher":
        return
    examples = training.silver(taught)
    if options.stop_after == "silver":
        return
    training.student(replace(STUDENT, passes=options.passes, seed=options.seed), examples, out)
    print(f"weights written to {out}")


class Training:
    """The data sets, read once, and the stages over them."""

    def __init__(self, data: Path, work: Path, device: str) -> None:
        self.data, self.work, self.device = data, work, device
        self.nlp = blank_english()
        self.gazetteer = Gazetteer(data / "gazetteer", self.nlp)
        self.tokenizer = minilm_folder() / "tokenizer.json"
        self.encoder = WordEncoder(self.tokenizer)
        self.documents = {
            name: list(conllu.read(data / "syntax" / f"{name}-train.conllu")) for name in TREEBANKS
        }
        self.inventory = Inventory(d for group in self.documents.values() for d in group)
        narrow = self.gazetteer.narrow
        self.trees: list[Example] = []
        for name, scheme in TREEBANKS.items():
            marked = {i: (text, spans) for i, text, spans in read_entities(self._entities(scheme))}
            self.trees += treebank(self.documents[name], marked, scheme, self.inventory, self.nlp, narrow)
        self.sets = [e for n in ENTITY_SETS for e in entity_set(self._entities(n), n, self.nlp, narrow)]

    def teacher(self, recipe: Recipe) -> Path:
        """Train the teacher; return the folder of its weights."""
        folder = self.work / "teacher"
        if not (folder / "network.onnx").exists():
            torch.manual_seed(recipe.seed)
            network = Network(self._sizes(), MPNET)
            load_mpnet(network.encoder, mpnet_folder(self.work), self.tokenizer)
            self._run(network, recipe, [], folder)
            self._write(network, folder)
        return folder

    def silver(self, teacher: Path) -> list[Example]:
        """Let the teacher parse news text; return that as examples."""
        path = self.work / "silver.spacy"
        if not path.exists():
            kept_out = set((Path(__file__).parent / "kept_out.txt").read_text("utf-8").split())
            silver.label(pipeline(teacher), list(silver.texts(self.data, kept_out)), path)
        narrow, cleaned = self.gazetteer.narrow, self.gazetteer.cleaned
        return [annotated(d, cleaned(d), self.inventory, narrow) for d in silver.read(self.nlp, path)]

    def student(self, recipe: Recipe, examples: list[Example], out: Path) -> None:
        """Train the network that is shipped and write it to `out`."""
        torch.manual_seed(recipe.seed)
        network = Network(self._sizes())
        load_minilm(network.encoder, minilm_folder())
        self._run(network, recipe, examples, self.work / "student")
        self._write(network, out)

    def _run(self, network: Network, recipe: Recipe, examples: list[Example], folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        network.to(self.device)
        steps = plan(self.trees, self.sets, examples, self.gazetteer, recipe, self.encoder)
        print(
            f"{folder.name}: {len(self.trees)} documents, {len(self.sets)} entity texts, "
            f"{len(examples)} silver texts; {len(steps)} steps on {self.device}"
        )
        train(network, steps, recipe, self.encoder, folder, self.device)

    def _write(self, network: Network, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        words = (s for group in self.documents.values() for d in group for s in d)
        write_morphology(words, folder / "morphology.json")
        (folder / "classes.json").write_text(json.dumps(self.inventory.as_json()) + "\n", encoding="utf-8")
        copy_tokenizer(self.tokenizer, folder)
        write_network(network, folder)

    def _sizes(self) -> Sizes:
        return Sizes(**{name: len(classes) for name, classes in self.inventory.as_json().items()})

    def _entities(self, name: str) -> Path:
        for ending in ("jsonl", "jsonl.gz"):
            path = self.data / "entities" / f"{name}-train.{ending}"
            if path.exists():
                return path
        raise InputError(f"{self.data / 'entities'}: no {name}-train.jsonl or .jsonl.gz")


if __name__ == "__main__":
    main()
