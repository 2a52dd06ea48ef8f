"""From the network's scores to sentences, a tree for each, and entity spans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Ints = NDArray[np.int64]


def log_softmax(scores: Scores) -> Scores:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def tree(scores: Scores) -> Ints:
    """Return the heads of the best tree with one root.

    `scores` has the form (words, 1 + words): of each word's head, the root first. The result
    counts heads as the columns do. Greedy where that is a tree already, else by Chu and Liu
    (1965) and Edmonds (1967); of several roots the one that costs least is kept
    (Zmigrod et al., "Please Mind the Root", EMNLP 2020, do the same in one pass).
    """
    scores = log_softmax(scores).astype(np.float64)
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = -np.inf
    heads = np.asarray(scores.argmax(1))
    if (heads == 0).sum() == 1 and _cycle(np.concatenate([[0], heads])) is None:
        return heads
    square = np.vstack([np.full(size + 1, -np.inf), scores])
    heads = _edmonds(square)[1:]
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    best, value = heads, -np.inf
    for root in roots:
        forced = square.copy()
        forced[1:, 0] = -np.inf
        forced[root + 1] = -np.inf
        forced[root + 1, 0] = scores[root, 0]
        found = _edmonds(forced)[1:]
        total = float(scores[np.arange(size), found].sum())
        if total > value:
            best, value = found, total
    return best


def _cycle(heads: Ints) -> Ints | None:
    """Return the nodes of one cycle, or None; node 0 is the root."""
    state = np.zeros(len(heads), np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.asarray(path[path.index(node) :])
        state[path] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Return the best heads of a graph; `scores[d, h]`, node 0 is the root and has no head."""
    heads = np.asarray(scores.argmax(1))
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    inside = scores[cycle, heads[cycle]]
    size = len(rest)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]
    small[:size, size] = out.max(1)
    gain = scores[np.ix_(cycle, rest)] - inside[:, None]
    small[size, :size] = gain.max(0)
    small[0] = -np.inf
    found = _edmonds(small)
    result = heads.copy()
    for place, node in enumerate(rest):
        head = found[place]
        result[node] = cycle[out[place].argmax()] if head == size else rest[head]
    entry = found[size]
    broken = cycle[gain[:, entry].argmax()]
    result[broken] = rest[entry]
    result[0] = 0
    return result


class EntityDecoder:
    """Finds the best sequence of BIO tags in which no entity begins with an I (Viterbi)."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        allowed = [[not t.startswith("I-") or p[2:] == t[2:] for t in tags] for p in tags]
        self._moves = np.where(allowed, 0.0, -1e9).astype(np.float32)
        self._first = np.array([-1e9 if t.startswith("I-") else 0.0 for t in tags], np.float32)

    def spans(self, scores: Scores) -> list[tuple[int, int, str]]:
        """Return entities as (first word, end word, label) from scores of the form (words, tags)."""
        scores = log_softmax(scores)
        best, back = scores[0] + self._first, []
        for row in scores[1:]:
            table = best[:, None] + self._moves
            back.append(table.argmax(0))
            best = table.max(0) + row
        path = [int(best.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        spans: list[tuple[int, int, str]] = []
        for i, tag in enumerate(self.tags[p] for p in reversed(path)):
            if tag.startswith("B-"):
                spans.append((i, i + 1, tag[2:]))
            elif tag.startswith("I-"):
                spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
        return spans
