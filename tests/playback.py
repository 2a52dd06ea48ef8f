"""A spaCy pipeline that plays back gold CoNLL-U: another pipeline than the project's, and a perfect one."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import conllu

GOLD = (
    "# newdoc id = a\n# sent_id = 1\n# text = Belarus accused Russia of meddling.\n"
    "1\tBelarus\tBelarus\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
    "2\taccused\taccuse\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tRussia\tRussia\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\t_\n"
    "4\tof\tof\tSCONJ\tIN\t_\t5\tmark\t_\t_\n"
    "5\tmeddling\tmeddle\tVERB\tVBG\tVerbForm=Ger\t2\tadvcl\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
    "# sent_id = 2\n# text = Poland thanked Belarus.\n"
    "1\tPoland\tPoland\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
    "2\tthanked\tthank\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
    "3\tBelarus\tBelarus\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
)
NAMES = {"Belarus": "GPE", "Russia": "GPE", "Poland": "GPE"}


@Language.factory("conllu_playback", default_config={"path": ""})
class Playback:
    """Gives each text its gold annotation; a text that the gold lacks is an error."""

    def __init__(self, nlp: Language, name: str, path: str) -> None:
        docs = [conllu.to_doc(document, nlp.vocab) for document in conllu.read(Path(path))]
        self._docs = {doc.text.strip(): doc for doc in docs}
        self.labels = tuple(sorted({t.dep_ for doc in docs for t in doc} | {"obl", "nmod", "case"}))

    def __call__(self, doc: Doc) -> Doc:
        return self._docs[doc.text.strip()].copy()


def gold_pipeline(folder: Path) -> Path:
    """Write a pipeline that knows `GOLD`, its names labelled as in OntoNotes, and return its folder."""
    (folder / "gold.conllu").write_text(GOLD, encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("conllu_playback", config={"path": str(folder / "gold.conllu")})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": [{"ORTH": name}]} for name, label in NAMES.items()]
    )
    nlp.to_disk(folder / "gold")
    return folder / "gold"
