"""Reading: the laws of offsets, on any text."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Block
from kg.read import blocks, lines, masthead, read, read_text
from kg.read.traced import Traced, whole

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "data" / "news"

SCRAPS = st.sampled_from(
    [
        "The president of Belarus", "criticised", "Gazprom", ", and", ".", "\n", "\n\n", "\r\n", "\f", " ",
        "MINSK, Aug. 5 (Wire) - ", "# ", "## Power trip", "**", "*", "_", "[link](http://x.y)", "> ", "- ",
        "KYIV WATCHES", "Photo: X / TASS", "Related article: Y", "2", "©", "“", "”", '"', "said", "\u200b",
        "\u00a0", "\t", "Moscow-\nbased", "\\*", "![a](b.jpg)", "By Ann Lee", "http://a.b", "---", "🙂",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(SCRAPS, max_size=40).map("".join), st.text(max_size=200))


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in whatever language."""
    chunks, _ = masthead.read(blocks.mended(blocks.told(lines.chunks(whole(text)), None)), None)
    return blocks.made(chunks)


def assert_leads_back(text: str, block: Block) -> None:
    for offset, character in enumerate(block.text):
        if character != " ":
            assert text[block.raw(offset)] == character


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_of_a_block_but_joining_spaces_stands_in_the_text(text: str) -> None:
    for block in read_blocks(text):
        assert_leads_back(text, block)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_pieces_rise_and_no_block_is_empty_or_has_white_space_but_single_spaces(text: str) -> None:
    for block in read_blocks(text):
        assert block.text
        assert block.text == " ".join(block.text.split())
        assert block.pieces[0][0] == 0
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(block.pieces, block.pieces[1:], strict=False))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_character_of_the_text_is_in_two_blocks(text: str) -> None:
    used = [b.raw(i) for b in read_blocks(text) for i, character in enumerate(b.text) if character != " "]
    assert len(used) == len(set(used))


@settings(max_examples=200, deadline=None)
@given(st.text("ab \n\r\t\u200b-", max_size=60))
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    once = whole(text).squeezed()
    assert once.squeezed() == once


def test_cutting_and_joining_keep_the_places() -> None:
    text = whole("one **two** three")
    cut = text.without([(4, 6), (9, 11)])
    assert cut.text == "one two three"
    assert [text.text[offset] for offset in cut.at] == list(cut.text)
    assert cut[:3].then(cut[8:]).pieces() == ((0, 0), (4, 12))
    assert Traced("", []).then(cut) == cut


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_wrapped_sentence_is_cut_out_of_the_file_by_its_span(line_end: str) -> None:
    text = line_end.join(
        ["A heading", "", "The two men said that they", "would meet in **Minsk** on Monday.", ""]
    )
    article = read_text(text)
    block = article.blocks[-1]
    start, end = block.raw_span(0, len(block.text))
    assert article.text[start:end] == line_end.join(
        ["The two men said that they", "would meet in **Minsk** on Monday."]
    )


@pytest.mark.skipif(not NEWS.is_dir(), reason="the shared news is not here")
@pytest.mark.parametrize("name", ["wikinews", "wh_briefings", "us_relations", "human_rights", "kremlin"])
def test_news_articles_lead_back_to_their_text(name: str, tmp_path: Path) -> None:
    with gzip.open(NEWS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, 25)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    articles = read(str(path))

    assert [a.text for a in articles] == [row["text"] for row in rows]
    assert all(
        isinstance(a, Article) and a.title == row["title"] for a, row in zip(articles, rows, strict=True)
    )
    for article in articles:
        for block in article.blocks:
            assert_leads_back(article.text, block)
