"""Writing the finished weights: ONNX in few bits, classes, sub-words, lemmas and features."""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.language.conllu import Sentence
from kg.language.morphology import OPEN, Morphology
from kg.language.train.network import Network

WORDS = "encoder.words.weight"
NAMES = ("sent", "upos", "xpos", "entity", "arcs", "heads", "deps")


def write_network(network: Network, folder: Path) -> None:
    """Write `network.onnx` (weights in 16 bits, sub-words in 8, arithmetic in 32) and `label.npy`.

    Weights alone are shortened: activations in few bits would make a text's scores depend on
    what else is in the batch.
    """
    network.eval().float().cpu()
    example = {
        "ids": torch.ones(2, 9, dtype=torch.long),
        "shapes": torch.ones(2, 9, dtype=torch.long),
        "mask": torch.ones(2, 9, dtype=torch.long),
        "first": torch.ones(2, 7, dtype=torch.long),
    }
    pieces, words = {0: "windows", 1: "pieces"}, {0: "windows", 1: "words"}
    axes = {name: (words if name == "first" else pieces) for name in example}
    path = folder / "network.onnx"
    torch.onnx.export(
        network,
        tuple(example.values()),
        str(path),
        input_names=list(example),
        output_names=list(NAMES),
        dynamic_axes=axes | {name: {0: "windows"} for name in NAMES},
        opset_version=17,
        dynamo=False,
    )
    onnx.save(_halved(_bytes(onnx.load(str(path)), WORDS)), str(path))
    np.save(folder / "label.npy", network.label.detach().numpy().astype(np.float16))


def _bytes(model: onnx.ModelProto, table: str) -> onnx.ModelProto:
    """Store a table of vectors in 8 bits, each row with a scale of its own, and widen what is looked up."""
    graph = model.graph
    weight = next(w for w in graph.initializer if w.name == table)
    lookup = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == table)
    values = numpy_helper.to_array(weight)
    scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
    graph.initializer.remove(weight)
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{table}_8"),
            numpy_helper.from_array(scale.astype(np.float32), f"{table}_scale"),
        ]
    )
    vectors, scales, wide = f"{table}_found", f"{table}_found_scale", f"{table}_found_wide"
    nodes = [
        helper.make_node("Gather", [f"{table}_8", lookup.input[1]], [vectors]),
        helper.make_node("Gather", [f"{table}_scale", lookup.input[1]], [scales]),
        helper.make_node("Cast", [vectors], [wide], to=TensorProto.FLOAT),
        helper.make_node("Mul", [wide, scales], list(lookup.output)),
    ]
    place = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    for node in reversed(nodes):
        graph.node.insert(place, node)
    return model


def _halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store float weights in 16 bits, each with a cast that onnxruntime folds away on loading."""
    graph, casts, kept = model.graph, [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 64:
            kept.append(weight)
            continue
        kept.append(numpy_helper.from_array(values.astype(np.float16), f"{weight.name}_16"))
        casts.append(helper.make_node("Cast", [f"{weight.name}_16"], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    return model


def write_morphology(sentences: Iterable[Sentence], path: Path) -> None:
    """Count lemmas and features in treebanks and write those that a rule would not give."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    features: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            key = f"{word.form.lower()} {word.xpos}"
            features[key][word.feats.replace("_", "") if word.feats == "_" else word.feats] += 1
            features[word.xpos][word.feats if word.feats != "_" else ""] += 1
            if word.upos != "PROPN" and word.lemma != "_":
                lemmas[key][word.lemma] += 1
                kinds[key][word.upos] += 1
    rules = Morphology({}, {})
    best = {k: c.most_common(1)[0][0] for k, c in sorted(features.items())}
    listed = {}
    for key, counts in sorted(lemmas.items()):
        lemma, seen = counts.most_common(1)[0]
        form, _, xpos = key.rpartition(" ")
        upos = kinds[key].most_common(1)[0][0]
        if lemma != rules.lemma(form, upos, xpos) and (seen > 1 or upos not in OPEN):
            listed[key] = lemma
    default = {k: v for k, v in best.items() if " " not in k}
    special = {k: v for k, v in best.items() if " " in k and v != default[k.rpartition(" ")[2]]}
    table = {"lemmas": listed, "features": default | special}
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def copy_tokenizer(source: Path, folder: Path) -> None:
    """Copy the encoder's sub-word vocabulary beside the weights."""
    shutil.copyfile(source, folder / "tokenizer.json")
