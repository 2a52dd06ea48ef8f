"""The trained network at work: windows of words in, scores out, with onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from threadpoolctl import ThreadpoolController

from kg.errors import PipelineError
from kg.language.decode import Ints, Scores
from kg.language.words import WordEncoder

BATCH_PIECES = 2048
"""Padded sub-words in one run: more gains no speed on two cores and costs memory."""
PADDING = 1.2
"""How many times the sub-words of its windows a run may hold, padding counted."""


@dataclass(frozen=True, slots=True)
class WindowScores:
    """The scores of one window; see `kg.language.train.network.Network.forward`."""

    sent: Scores
    upos: Scores
    xpos: Scores
    entity: Scores
    arcs: Scores
    heads: Scores
    deps: Scores


class Network:
    """Weights, classes and sub-words of one trained network."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        for name in ("network.onnx", "label.npy", "classes.json", "tokenizer.json"):
            if not (folder / name).exists():
                raise PipelineError(f"{folder / name} is missing: install the package again, or train")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.classes: dict[str, list[str]] = json.loads((folder / "classes.json").read_text("utf-8"))
        label = np.load(folder / "label.npy").astype(np.float32)
        self._label = np.ascontiguousarray(label.transpose(1, 0, 2).reshape(label.shape[1], -1))
        self._encoder = WordEncoder(folder / "tokenizer.json")
        self._blas = ThreadpoolController()

    def scores(self, windows: Sequence[Sequence[str]]) -> list[WindowScores]:
        """Return the scores of each window, in order; windows of like length run together."""
        found: list[WindowScores | None] = [None] * len(windows)
        for group in self._groups(windows):
            batch = self._encoder.batch([windows[i] for i in group])
            outputs = self._session.run(None, batch)
            for row, i in enumerate(group):
                size = len(windows[i])
                sent, upos, xpos, entity, arcs, heads, deps = (o[row] for o in outputs)
                found[i] = WindowScores(
                    sent[:size],
                    upos[:size],
                    xpos[:size],
                    entity[:size],
                    arcs[:size, : size + 1],
                    heads[: size + 1],
                    deps[:size],
                )
        return [scores for scores in found if scores is not None]

    def deprels(self, scores: WindowScores, heads: Ints) -> Ints:
        """Return the best relation of each word to its head (0 is the root)."""
        # BLAS threads that wait for more work take the cores from onnxruntime's: half the speed.
        with self._blas.limit(limits=1, user_api="blas"):
            mixed = (scores.deps @ self._label).reshape(len(heads), -1, scores.heads.shape[1])
        return np.asarray(np.einsum("wld,wd->wl", mixed, scores.heads[heads]).argmax(1))

    def _groups(self, windows: Sequence[Sequence[str]]) -> list[list[int]]:
        widths = [2 + sum(map(len, self._encoder.pieces(w))) for w in windows]
        groups: list[list[int]] = []
        for i in sorted(range(len(windows)), key=lambda i: (widths[i], i)):
            padded = (len(groups[-1]) + 1) * widths[i] if groups else 0
            filled = sum(widths[k] for k in groups[-1]) + widths[i] if groups else 0
            if not groups or padded > BATCH_PIECES or padded > PADDING * filled:
                groups.append([])
            groups[-1].append(i)
        return groups
