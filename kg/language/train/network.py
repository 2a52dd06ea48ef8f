"""The network: a six-layer MiniLM encoder with shape embeddings and one head for each task.

Parser heads after Dozat & Manning, "Deep Biaffine Attention for Neural Dependency Parsing"
(ICLR 2017); encoder after Wang et al., "MiniLM" (NeurIPS 2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.words import SHAPES

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
ARC, LABEL = 320, 128


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

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop_scores, self.drop1, self.drop2 = (SlicedDropout(dropout) for _ in range(3))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return vectors of the same form; `bias` is added to the attention scores."""
        size = (x.shape[0], x.shape[1], 3, HEADS, WIDTH // HEADS)
        query, key, value = self.qkv(x).view(size).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = self.drop_scores(scores.softmax(-1).to(value.dtype)) @ value
        x = self.norm1(x + self.drop1(self.out(mixed.transpose(1, 2).flatten(2))))
        return self.norm2(x + self.drop2(self.down(F.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Sub-words and shapes in, one vector of width 384 for each sub-word out."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(1 + len(SHAPES), WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = SlicedDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return hidden vectors (windows, sub-words, width)."""
        places = self.places.weight[: ids.shape[1]]
        x = self.drop(self.norm(self.words(ids) + places + self.shapes(shapes)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x  # type: ignore[no-any-return]

    def load_minilm(self, path: Path) -> None:
        """Copy the weights of a Hugging Face BERT file (`model.safetensors`) of the same form."""
        source = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        kinds = source["embeddings.token_type_embeddings.weight"][0]
        state = {
            "words.weight": source["embeddings.word_embeddings.weight"],
            "places.weight": source["embeddings.position_embeddings.weight"] + kinds,
            "shapes.weight": self.shapes.weight.data,
        }
        parts = {"norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            layer = f"encoder.layer.{i}."
            parts |= {
                f"layers.{i}.out": layer + "attention.output.dense",
                f"layers.{i}.norm1": layer + "attention.output.LayerNorm",
                f"layers.{i}.up": layer + "intermediate.dense",
                f"layers.{i}.down": layer + "output.dense",
                f"layers.{i}.norm2": layer + "output.LayerNorm",
            }
            for end in ("weight", "bias"):
                names = (f"{layer}attention.self.{n}.{end}" for n in ("query", "key", "value"))
                state[f"layers.{i}.qkv.{end}"] = torch.cat([source[n] for n in names])
        for ours, theirs in parts.items():
            state |= {f"{ours}.{end}": source[f"{theirs}.{end}"] for end in ("weight", "bias")}
        self.load_state_dict(state)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head tells apart."""

    upos: int
    xpos: int
    deprel: int
    entity: int


class Network(nn.Module):
    """Encoder and heads; see `forward` for what comes out."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, biaffine_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.drop = SlicedDropout(dropout)
        self.sent = nn.Linear(WIDTH, 2)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.xpos = nn.Linear(WIDTH, sizes.xpos)
        self.entity = nn.Linear(WIDTH, sizes.entity)
        self.arc_head, self.arc_dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_head, self.label_dep = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(sizes.deprel, LABEL + 1, LABEL + 1))
        nn.init.normal_(self.arc, std=0.01)
        nn.init.normal_(self.label, std=0.01)
        self.drop_arc = SlicedDropout(biaffine_dropout)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Return vectors of the candidate heads (root first) and of the words."""
        hidden = self.drop(self.encoder(ids, shapes, mask))
        rows = torch.cat([torch.zeros_like(first[:, :1]), first], 1)
        nodes = hidden.gather(1, rows.unsqueeze(-1).expand(-1, -1, WIDTH))
        return nodes, nodes[:, 1:]

    def arcs(self, nodes: Tensor, words: Tensor) -> Tensor:
        """Return scores (windows, words, 1 + words): each word's head, 0 for the root."""
        heads = self.drop_arc(F.gelu(self.arc_head(nodes)))
        deps = self.drop_arc(F.gelu(self.arc_dep(words)))
        scores: Tensor = F.pad(deps, (0, 1), value=1.0) @ self.arc @ heads.transpose(1, 2)
        return scores

    def labels(self, nodes: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Return scores (windows, words, labels) of the relation of each word to the head given."""
        chosen = nodes.gather(1, heads.unsqueeze(-1).expand(-1, -1, WIDTH))
        head = F.pad(self.drop_arc(F.gelu(self.label_head(chosen))), (0, 1), value=1.0)
        dep = F.pad(self.drop_arc(F.gelu(self.label_dep(words))), (0, 1), value=1.0)
        count, size = self.label.shape[0], LABEL + 1
        mixed = dep @ self.label.permute(1, 0, 2).reshape(size, count * size)
        scores: Tensor = mixed.view(*dep.shape[:2], count, size) @ head.unsqueeze(-1)
        return scores.squeeze(-1)

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return sentence-start, UPOS, XPOS, entity and arc scores, and the nodes' label vectors.

        The label head is finished outside, once the tree is known (`head`, `dep` and `label`).
        """
        nodes, words = self.words(ids, shapes, mask, first)
        return (
            self.sent(words),
            self.upos(words),
            self.xpos(words),
            self.entity(words),
            self.arcs(nodes, words),
            F.pad(F.gelu(self.label_head(nodes)), (0, 1), value=1.0),
            F.pad(F.gelu(self.label_dep(words)), (0, 1), value=1.0),
        )
