"""The network: an encoder and one head for each task.

Parser heads after Dozat & Manning, "Deep Biaffine Attention for Neural Dependency Parsing"
(ICLR 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.train.encoder import MINILM, Encoder, Form, SlicedDropout

ARC, LABEL = 320, 128


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head tells apart."""

    upos: int
    xpos: int
    deprel: int
    entity: int


class Network(nn.Module):
    """Encoder and heads; see `forward` for what comes out."""

    def __init__(
        self, sizes: Sizes, form: Form = MINILM, dropout: float = 0.1, biaffine_dropout: float = 0.25
    ) -> None:
        super().__init__()
        width = form.width
        self.encoder = Encoder(form, dropout)
        self.drop = SlicedDropout(dropout)
        self.sent = nn.Linear(width, 2)
        self.upos = nn.Linear(width, sizes.upos)
        self.xpos = nn.Linear(width, sizes.xpos)
        self.entity = nn.Linear(width, sizes.entity)
        self.arc_head, self.arc_dep = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_head, self.label_dep = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(sizes.deprel, LABEL + 1, LABEL + 1))
        nn.init.normal_(self.arc, std=0.01)
        nn.init.normal_(self.label, std=0.01)
        self.drop_arc = SlicedDropout(biaffine_dropout)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Return vectors of the candidate heads (root first) and of the words."""
        hidden = self.drop(self.encoder(ids, shapes, mask))
        rows = torch.cat([torch.zeros_like(first[:, :1]), first], 1)
        nodes = hidden.gather(1, rows.unsqueeze(-1).expand(-1, -1, hidden.shape[2]))
        return nodes, nodes[:, 1:]

    def arcs(self, nodes: Tensor, words: Tensor) -> Tensor:
        """Return scores (windows, words, 1 + words): each word's head, 0 for the root."""
        heads = self.drop_arc(F.gelu(self.arc_head(nodes)))
        deps = self.drop_arc(F.gelu(self.arc_dep(words)))
        scores: Tensor = F.pad(deps, (0, 1), value=1.0) @ self.arc @ heads.transpose(1, 2)
        return scores

    def labels(self, nodes: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Return scores (windows, words, labels) of the relation of each word to the head given."""
        chosen = nodes.gather(1, heads.unsqueeze(-1).expand(-1, -1, nodes.shape[2]))
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
