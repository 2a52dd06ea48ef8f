"""The training loop: windows drawn anew each pass, one optimiser, checkpoints to go on from."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from tqdm import tqdm

from kg.language.train.data import UNKNOWN, Example
from kg.language.train.gazetteer import Gazetteer
from kg.language.train.network import Network
from kg.language.words import WordEncoder


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training run; lengths are in words, `pieces` in padded sub-words a step.

    Silver text is read once in `silver_passes`-th parts: all of it that often in the whole run.
    """

    passes: int = 16
    entity_passes: int = 8
    silver_passes: int = 0
    renamed: float = 0.3
    pieces: int = 1600
    encoder_rate: float = 2e-4
    head_rate: float = 1.6e-3
    warm_up: float = 0.1
    clip: float = 1.0
    hidden_words: float = 0.05
    seed: int = 1
    checkpoint_every: int = 300


def windows(examples: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """Cut documents into windows of whole sentences, now and then ending within one as in use."""
    for example in examples:
        begins = np.flatnonzero(example.starts == 1).tolist() or [0]
        borders = [*begins, len(example.words)]
        place = 0
        while place < len(borders) - 1:
            wanted = rng.randint(8, 70) if rng.random() < 1 / 3 else rng.randint(90, 190)
            last = place + 1
            while last < len(borders) - 1 and borders[last + 1] - borders[place] <= wanted:
                last += 1
            end = borders[last]
            if rng.random() < 0.15:
                end = min(len(example.words), end + rng.randint(1, 12))
            yield example.window(borders[place], min(end, borders[place] + 200))
            place = last


def joined(examples: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """Put neighbouring texts of an entity set into one window, up to 150 words."""
    group: list[Example] = []
    for example in examples:
        if group and sum(len(e.words) for e in group) + len(example.words) > rng.choice((20, 80, 150)):
            yield _concatenated(group)
            group = []
        group.append(example.window(0, 200))
    if group:
        yield _concatenated(group)


def _concatenated(group: list[Example]) -> Example:
    def stack(name: str) -> np.ndarray:
        return np.concatenate([getattr(e, name) for e in group])

    names = ("starts", "upos", "xpos", "heads", "deprels", "entities")
    return Example([w for e in group for w in e.words], *(stack(n) for n in names))


def batches(pool: list[Example], encoder: WordEncoder, size: int, rng: random.Random) -> list[list[Example]]:
    """Group windows of like length so that a batch holds at most `size` padded sub-words."""
    widths = {id(e): 2 + sum(map(len, encoder.pieces(e.words))) for e in pool}
    pool = sorted(pool, key=lambda e: widths[id(e)] + rng.random() * 12)
    groups: list[list[Example]] = [[]]
    for example in pool:
        if groups[-1] and (len(groups[-1]) + 1) * max(widths[id(example)], widths[id(groups[-1][-1])]) > size:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def plan(
    trees: list[Example],
    sets: list[Example],
    silver: list[Example],
    gazetteer: Gazetteer,
    recipe: Recipe,
    encoder: WordEncoder,
) -> list[list[Example]]:
    """Return every batch of the run in order; the same seed gives the same plan.

    Each pass reads the treebanks once, and its share of the entity sets and of silver text.
    """
    rng = random.Random(recipe.seed)
    steps: list[list[Example]] = []
    for number in range(recipe.passes):
        pool = list(windows(trees, rng))
        pool += joined(_share(sets, recipe.entity_passes, number, recipe.passes), rng)
        pool += windows(_share(silver, recipe.silver_passes, number, recipe.passes), rng)
        pool = [gazetteer.replaced(e, recipe.renamed, rng) for e in pool if e.words]
        steps += batches(pool, encoder, recipe.pieces, rng)
    return steps


def _share(examples: list[Example], times: int, number: int, passes: int) -> list[Example]:
    """Return the part of `times` readings of the examples, one after the other, that falls to a pass."""
    total = times * len(examples)
    begin, end = total * number // passes, total * (number + 1) // passes
    return [examples[i % len(examples)] for i in range(begin, end)]


def loss(network: Network, group: list[Example], encoder: WordEncoder, hide: float, device: str) -> Tensor:
    """Return the summed loss of all heads on a batch."""
    inputs = {k: torch.from_numpy(v).to(device) for k, v in encoder.batch([e.words for e in group]).items()}
    if hide:
        inputs["ids"] = _hidden(inputs, hide)
    nodes, words = network.words(**inputs)
    width = words.shape[1]

    def target(name: str) -> Tensor:
        rows = [np.pad(getattr(e, name), (0, width - len(e.words)), constant_values=UNKNOWN) for e in group]
        return torch.from_numpy(np.stack(rows)).to(device)

    heads = target("heads")
    heads = torch.where(heads >= -1, heads + 1, heads)
    arcs = network.arcs(nodes, words).float()
    padding = torch.arange(width, device=device)[None] >= torch.tensor(
        [len(e.words) for e in group], device=device
    ).unsqueeze(1)
    arcs = arcs.masked_fill(F.pad(padding, (1, 0))[:, None, :], -1e4)
    labels = network.labels(nodes, words, heads.clamp(min=0)).float()
    total = _entity_loss(network.entity(words).float(), group)
    for scores, wanted in (
        (arcs, heads),
        (labels, target("deprels")),
        (network.sent(words).float(), target("starts")),
        (network.upos(words).float(), target("upos")),
        (network.xpos(words).float(), target("xpos")),
    ):
        if (wanted != UNKNOWN).any():
            total = total + F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN)
    return total


def _entity_loss(scores: Tensor, group: list[Example]) -> Tensor:
    width = scores.shape[1]
    masks = [np.pad(e.entities, ((0, width - len(e.words)), (0, 0)), constant_values=True) for e in group]
    allowed = torch.from_numpy(np.stack(masks)).to(scores.device)
    told = ~allowed.all(-1)
    if not told.any():
        return scores.sum() * 0
    fits = scores.masked_fill(~allowed, -1e4).logsumexp(-1) - scores.logsumexp(-1)
    return -fits[told].mean()


def _hidden(inputs: dict[str, Tensor], rate: float) -> Tensor:
    """Replace all sub-words of some words by the mask's id (whole-word masking)."""
    ids = inputs["ids"].clone()
    places = torch.zeros_like(ids)
    places.scatter_(1, inputs["first"], 1)
    places[:, 0] = 0
    number = places.cumsum(1)
    chosen = torch.rand(ids.shape[0], int(number.max()) + 1, device=ids.device) < rate
    chosen[:, 0] = False
    ids[chosen.gather(1, number) & (inputs["shapes"] > 0)] = 103
    return ids


def optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a slow rate for the pretrained encoder and a fast one for the heads."""
    encoder = [p for n, p in network.named_parameters() if n.startswith("encoder.") and "shapes" not in n]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or "shapes" in n]
    groups = [{"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def train(
    network: Network,
    steps: list[list[Example]],
    recipe: Recipe,
    encoder: WordEncoder,
    folder: Path,
    device: str,
) -> None:
    """Run all steps, resuming from `folder/checkpoint.pt` where one lies there."""
    adam = optimiser(network, recipe)
    base = [group["lr"] for group in adam.param_groups]
    checkpoint = folder / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        adam.load_state_dict(state["optimiser"])
        done = state["step"]
    network.train()
    recent, since = 0.0, time.monotonic()
    for step in tqdm(range(done, len(steps)), initial=done, total=len(steps), desc="train", mininterval=10):
        torch.manual_seed(recipe.seed * 1_000_003 + step)
        warm = recipe.warm_up * len(steps)
        scale = min(1.0, (step + 1) / warm, (len(steps) - step) / (len(steps) - warm))
        for group, rate in zip(adam.param_groups, base, strict=True):
            group["lr"] = rate * scale
        with torch.autocast(device, torch.bfloat16):
            value = loss(network, steps[step], encoder, recipe.hidden_words, device)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
        adam.step()
        adam.zero_grad()
        recent += float(value.detach())
        if (step + 1) % recipe.checkpoint_every == 0 or step + 1 == len(steps):
            state = {"network": network.state_dict(), "optimiser": adam.state_dict(), "step": step + 1}
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            pace = (time.monotonic() - since) / recipe.checkpoint_every
            tqdm.write(f"step {step + 1}: loss {recent / recipe.checkpoint_every:.3f}, {pace:.2f} s a step")
            recent, since = 0.0, time.monotonic()
