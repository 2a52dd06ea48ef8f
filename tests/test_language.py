"""The pipeline: tokens, trees, entities, other pipelines."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError, PipelineError
from kg.language import conllu, load, parse
from kg.language.component import Draft, Parser, pipeline
from kg.language.decode import EntityDecoder, log_softmax, tree
from kg.language.tokenizer import blank_english
from kg.language.words import SHAPES, shape
from tests.playback import NAMES, gold_pipeline

TEXTS = [
    "Russian President Vladimir Putin met Belarusian leader Alexander Lukashenko in Sochi on Monday.",
    "The KGB arrested 33 Russians. Minsk accused Moscow of meddling!",
    "Talks failed.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def annotation(doc: Doc) -> list[tuple[str, str, str, str, int]]:
    return [(t.text, t.tag_, t.dep_, t.ent_type_, t.head.i) for t in doc]


def test_runs_of_one_mark_are_one_token() -> None:
    assert [t.text for t in blank_english()("Stop!!!! Now -----")] == ["Stop", "!!!!", "Now", "-----"]


def test_shape_sees_what_the_uncased_encoder_does_not() -> None:
    assert [SHAPES[shape(w)] for w in ("us", "US", "Us", "McCain", "9th", "--")] == [
        "lower", "upper", "title", "mixed", "digit", "mark",
    ]  # fmt: skip


def test_a_sentence_is_parsed_to_universal_dependencies(nlp: Language) -> None:
    (doc,) = parse(nlp, [TEXTS[0]])
    verb = next(t for t in doc if t.text == "met")
    relations = {c.dep_ for c in verb.children}
    assert verb.dep_ == "ROOT"
    assert {"nsubj", "obj", "punct"} <= relations
    assert verb.lemma_ == "meet"
    assert "Tense=Past" in str(verb.morph)


def test_people_and_places_are_found(nlp: Language) -> None:
    (doc,) = parse(nlp, [TEXTS[0]])
    found = {(e.text, e.label_) for e in doc.ents}
    assert {("Vladimir Putin", "PERSON"), ("Alexander Lukashenko", "PERSON"), ("Sochi", "PLACE")} <= found


def test_a_text_is_parsed_the_same_alone_and_in_company(nlp: Language) -> None:
    alone = [annotation(parse(nlp, [text])[0]) for text in TEXTS]
    assert [annotation(doc) for doc in parse(nlp, TEXTS)] == alone
    assert [annotation(doc) for doc in parse(nlp, TEXTS[::-1])] == alone[::-1]


def test_texts_longer_than_a_window_keep_all_words_and_sentences(nlp: Language) -> None:
    text = " ".join(TEXTS * 40)
    (doc,) = parse(nlp, [text])
    assert doc.text == text
    assert len(list(doc.sents)) > 100
    assert all(t.has_dep() for t in doc)


def test_crossing_arcs_cost_no_sentence(nlp: Language) -> None:
    network: Parser = nlp.get_pipe("kg_parser")  # type: ignore[assignment]
    doc = blank_english()("A b c d e f g")
    draft = Draft(doc)
    # The third word hangs on the first, the second on the last of its sentence: their arcs cross.
    heads = np.array([0, 4, 1, 1, 0, 5, 5])
    zeros = np.zeros(7, np.int64)
    draft.add(7, [0, 4], heads, zeros, zeros, zeros, [])
    draft.write(network.network.classes, network.morphology)
    assert [[t.text for t in s] for s in doc.sents] == [["A", "b", "c", "d"], ["e", "f", "g"]]
    assert [t.head.i for t in doc] == [0, 3, 0, 0, 4, 4, 4]


def test_an_article_is_parsed_the_same_on_one_thread_and_on_two() -> None:
    one, two = (pipeline(threads=n) for n in (1, 2))
    texts = TEXTS * 6
    assert [annotation(d) for d in parse(one, texts)] == [annotation(d) for d in parse(two, texts)]


def test_another_pipeline_of_universal_dependencies_is_used_with_its_labels_renamed(tmp_path: Path) -> None:
    (doc,) = parse(
        load(str(gold_pipeline(tmp_path))), ["Belarus accused Russia of meddling. Poland thanked Belarus."]
    )
    assert [(t.text, t.dep_) for t in doc][:3] == [
        ("Belarus", "nsubj"),
        ("accused", "ROOT"),
        ("Russia", "obj"),
    ]
    assert {(e.text, e.label_) for e in doc.ents} == {(name, "PLACE") for name in NAMES}


def test_an_empty_text_is_an_empty_document(nlp: Language) -> None:
    assert len(parse(nlp, [""])[0]) == 0


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(PipelineError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_a_pipeline_with_clear_labels_is_refused(tmp_path: Path) -> None:
    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    for label in ("nsubj", "dobj", "prep", "pobj"):
        parser.add_label(label)  # type: ignore[attr-defined]
    other.initialize()
    other.to_disk(tmp_path / "clear")
    with pytest.raises(PipelineError, match="dobj"):
        load(str(tmp_path / "clear"))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_found_is_the_best_of_all_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    rates = log_softmax(scores)
    found = tree(scores)
    assert is_tree(tuple(found))
    best = max(
        sum(rates[i, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(size + 1), repeat=size)
        if is_tree(heads)
    )
    assert sum(rates[i, h] for i, h in enumerate(found)) == pytest.approx(best, abs=1e-4)


def is_tree(heads: tuple[int, ...]) -> bool:
    def reaches_root(node: int) -> bool:
        for _ in heads:
            if node == 0:
                return True
            node = heads[node - 1]
        return node == 0

    return list(heads).count(0) == 1 and all(reaches_root(i + 1) for i in range(len(heads)))


def test_no_entity_begins_with_an_inside_tag() -> None:
    decoder = EntityDecoder(["O", "B-ORG", "I-ORG"])
    scores = np.array([[0, 0, 9], [0, 0, 9], [9, 0, 0]], np.float32)
    assert decoder.spans(scores) == [(0, 2, "ORG")]


def test_conllu_is_read_with_offsets_and_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(
        "# newdoc id = a\n# sent_id = 1\n# text = He didn't go.\n"
        "1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n"
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
        "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
        "4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
        "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n",
        encoding="utf-8",
    )
    ((sentence,),) = conllu.read(path)
    assert [sentence.text[w.start : w.end] for w in sentence.words] == ["He", "did", "n't", "go", "."]
    doc = conllu.to_doc([sentence], spacy.blank("en").vocab)
    assert doc.text.strip() == "He didn't go."
    rows = [line.split("\t") for line in conllu.lines(doc) if line and not line.startswith("#")]
    assert [(r[1], r[6], r[7]) for r in rows] == [
        ("He", "4", "nsubj"),
        ("did", "4", "aux"),
        ("n't", "4", "advmod"),
        ("go", "0", "root"),
        (".", "4", "punct"),
    ]  # fmt: skip


def test_a_conllu_line_with_too_few_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("# sent_id = s7\n# text = Go\n1\tGo\tgo\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="s7"):
        list(conllu.read(path))
