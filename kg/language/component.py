"""The spaCy component that sets tags, trees, sentence starts and entities from the network."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.decode import EntityDecoder, Ints, tree
from kg.language.morphology import Morphology
from kg.language.network import Network, WindowScores
from kg.language.tokenizer import blank_english

WINDOW = 180
"""Words read at once; the sentence that a window cuts begins the next one."""


class Parser:
    """Runs the network over documents; `pipe` batches the texts it is given at once."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.network = Network(folder, threads)
        self.morphology = Morphology.load(folder / "morphology.json")
        self.entities = EntityDecoder(self.network.classes["entity"])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents; hand in an article's texts as one batch to make it independent of others."""
        waiting = iter(stream)
        while docs := list(itertools.islice(waiting, batch_size)):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: list[Doc]) -> None:
        drafts = [Draft(doc) for doc in docs]
        while waiting := [d for d in drafts if d.place < len(d.words)]:
            windows = [[t.text for t in d.words[d.place : d.place + WINDOW]] for d in waiting]
            for draft, scores in zip(waiting, self.network.scores(windows), strict=True):
                self._take(draft, scores)
        for draft in drafts:
            draft.write(self.network.classes, self.morphology)

    def _take(self, draft: Draft, scores: WindowScores) -> None:
        """Accept the whole sentences of a window, and all of it where the text ends with it."""
        size = len(scores.sent)
        starts = np.flatnonzero(scores.sent[:, 1] > scores.sent[:, 0]).tolist()
        starts = sorted({0, *starts})
        if draft.place + size < len(draft.words) and len(starts) > 1:
            size = starts.pop()
        heads = np.zeros(size, np.int64)
        for begin, end in zip(starts, [*starts[1:], size], strict=True):
            columns = np.concatenate([[0], np.arange(begin + 1, end + 1)])
            heads[begin:end] = columns[tree(scores.arcs[begin:end][:, columns])]
        whole = np.zeros(len(scores.sent), np.int64)
        whole[:size] = heads
        deprels = self.network.deprels(scores, whole)[:size]
        spans = self.entities.spans(scores.entity[:size])
        draft.add(size, starts, heads, deprels, scores.upos.argmax(1), scores.xpos.argmax(1), spans)


class Draft:
    """A document's annotation as it grows window by window; white-space tokens are left out."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [t for t in doc if not t.is_space]
        self.place = 0
        self.starts: list[int] = []
        self.heads: list[int] = []
        self.deprels: list[int] = []
        self.upos: list[int] = []
        self.xpos: list[int] = []
        self.spans: list[tuple[int, int, str]] = []

    def add(
        self,
        size: int,
        starts: Sequence[int],
        heads: Ints,
        deprels: Ints,
        upos: Ints,
        xpos: Ints,
        spans: Sequence[tuple[int, int, str]],
    ) -> None:
        """Append a window's first `size` words; a root's head is itself."""
        own = np.arange(size)
        self.starts += [self.place + s for s in starts]
        self.heads += (self.place + np.where(heads == 0, own, heads - 1)).tolist()
        self.deprels += deprels.tolist()
        self.upos += upos[:size].tolist()
        self.xpos += xpos[:size].tolist()
        self.spans += [(self.place + a, self.place + b, label) for a, b, label in spans]
        self.place += size

    def write(self, classes: dict[str, list[str]], morphology: Morphology) -> None:
        """Set the annotation on the document; a white-space token hangs on the word before it."""
        doc = self.doc
        if not self.words:
            return
        index = {word.i: n for n, word in enumerate(self.words)}
        starts = set(self.starts)
        heads, deps, begins = [], [], []
        last = self.words[0].i
        for token in doc:
            n = index.get(token.i)
            if n is None:
                token.pos_, token.tag_, token.lemma_ = "SPACE", "_SP", token.text
                heads.append(last)
                deps.append("dep")
                begins.append(False)
                continue
            last = token.i
            upos, xpos = classes["upos"][self.upos[n]], classes["xpos"][self.xpos[n]]
            token.pos_, token.tag_ = upos, xpos
            token.lemma_ = morphology.lemma(token.text, upos, xpos)
            token.set_morph(  # type: ignore[attr-defined]
                morphology.features(token.text, xpos)
            )
            heads.append(self.words[self.heads[n]].i)
            deps.append("ROOT" if self.heads[n] == n else classes["deprel"][self.deprels[n]])
            begins.append(n in starts)
        strings = doc.vocab.strings
        arcs = np.zeros((len(doc), 2), np.uint64)
        arcs[:, 0] = (np.array(heads) - np.arange(len(doc))).astype(np.uint64)
        arcs[:, 1] = [strings.add(dep) for dep in deps]
        # All at once: with heads set one by one, crossing arcs make spaCy lose sentence starts.
        doc.from_array(["HEAD", "DEP"], arcs)  # type: ignore[arg-type]
        doc.ents = [
            Span(doc, self.words[a].i, self.words[b - 1].i + 1, label=label) for a, b, label in self.spans
        ]


@Language.factory("kg_parser", default_config={"folder": "", "threads": 0})
def make_parser(nlp: Language, name: str, folder: str, threads: int) -> Parser:
    """Create the component from a folder of weights (default: the package's own)."""
    return Parser(Path(folder) if folder else Path(__file__).parent / "weights", threads)


def pipeline(folder: Path | None = None, threads: int = 0) -> Language:
    """Return the English tokenizer with a network over it: the package's own, or that of a folder.

    The network runs on `threads` threads, 0 for one a core; what it finds does not depend on that.
    """
    nlp = blank_english()
    nlp.add_pipe("kg_parser", config={"folder": str(folder or ""), "threads": threads})
    return nlp
