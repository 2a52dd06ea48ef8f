"""Reading web pages: what is article, and where in the page it stands."""

from __future__ import annotations

import html
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Block
from kg.read import blocks, masthead, read, read_text
from kg.read.html import passages

PAGE = Path(__file__).parents[1] / "notebooks" / "articles" / "03-men-sent-back-to-russia.html"
SCRAPS = st.sampled_from(
    [
        "<p>", "</p>", "<br>", "<div>", "</div>", "<em>", "</em>", "<a href='x'>", "</a>", "<li>", "<h2>",
        "</h2>", "<!-- x -->", "<script>a<b</script>", "</body>", "<", "&amp;", "&rdquo;", "&#8217;",
        "&nbsp;", "&#x1F600;", "&lt;", "& ", "&nosuch;", "text ", "Belarus said", "\n", "é", ".",
    ]
)  # fmt: skip
FILL = "".join(
    f"<p>The minister said on day {i} that the two countries had not agreed on what was to be done.</p>"
    for i in range(6)
)


def page(body: str, head: str = "") -> Article:
    return read_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", path="a.html")


def find(article: Article, words: str) -> Block:
    (block,) = [block for block in article.blocks if words in block.text]
    return block


def shown(raw: str) -> str:
    """Return what a browser would show of a stretch of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", raw)).split())


def test_every_paragraph_of_a_page_leads_back_to_the_raw_file() -> None:
    (article,) = read(str(PAGE))
    assert article.text == PAGE.read_bytes().decode()
    for block in article.blocks:
        start, end = block.raw_span(0, len(block.text))
        assert shown(article.text[start:end]) == block.text


def test_entities_and_tags_in_a_sentence_keep_its_offsets() -> None:
    sentence = "“AT&T’s deal is dead,” said the minister of trade, who had hoped for it."
    raw = (
        "&ldquo;AT&amp;T&rsquo;s <em>deal</em> is\n dead,&#8221; said the <a href='/m'>minister</a> of&nbsp;"
        "trade, who had hoped for it."
    )
    article = page(f"<article><p>{raw}</p>{FILL}</article>")
    block = find(article, "dead")
    assert block.text == sentence
    start, end = block.raw_span(0, sentence.index(" said"))
    assert article.text[start:end] == raw[: raw.index(" said")]


def test_navigation_sidebar_and_footer_are_no_evidence() -> None:
    (article,) = read(str(PAGE))
    text = "\n".join(b.text for b in article.blocks if b.kind in ("paragraph", "quote"))
    for sign in (
        "cookies",
        "Share",
        "Heatwave",
        "inbox",
        "rouble slides",
        "rights reserved",
        "Women with flowers",
    ):
        assert sign not in text
    assert "“We had their word,” Holovko said. “We had a date,” he went on," in text


def test_headline_headings_and_captions_are_told_by_their_tags() -> None:
    (article,) = read(str(PAGE))
    by_kind = {kind: [b.text for b in article.blocks if b.kind == kind] for kind in ("headline", "caption")}
    assert by_kind["headline"] == [article.title]
    assert len(by_kind["caption"]) == 1
    assert find(article, "Strikes spread").kind == "heading"


def test_a_page_says_its_title_date_outlet_and_address() -> None:
    head = (
        '<meta property="og:title" content="A title"><meta property="og:site_name" content="The Post">'
        '<meta property="article:published_time" content="2031-03-12T08:00:00Z">'
        '<link rel="canonical" href="https://post.example/a">'
    )
    article = page(f"<article><h1>A title</h1>{FILL}</article>", head)
    assert (article.title, article.published, article.source) == ("A title", "2031-03-12", "The Post")
    assert article.id == "https://post.example/a"


def test_a_line_break_separates_a_caption_from_the_sentence_before_it() -> None:
    article = page(f"<article><p>It was signed in Minsk.<br>Photo: The hall. X / TASS</p>{FILL}</article>")
    assert find(article, "It was signed").text == "It was signed in Minsk."
    assert find(article, "The hall").kind == "caption"


def test_unclosed_paragraphs_stay_apart() -> None:
    article = page("<p>Belarus signed the treaty on Monday.<p>Russia did not, said the minister." + FILL)
    assert find(article, "Belarus signed").text == "Belarus signed the treaty on Monday."


def test_a_short_page_is_read_too() -> None:
    article = page("<p>Belarus signed the treaty on Monday.</p>")
    assert find(article, "Belarus").kind == "paragraph"


def test_markup_in_a_json_text_is_taken_out_of_the_text() -> None:
    text = '{"text": "<p>Belarus signed the &quot;treaty&quot;.</p><p>Russia <b>did</b> not.</p>"}'
    article = read_text(text, path="a.json")
    assert [b.text for b in article.blocks] == ['Belarus signed the "treaty".', "Russia did not."]
    assert article.text.startswith("<p>Belarus")


def test_an_entity_without_its_semicolon_ends_where_its_name_does() -> None:
    article = read_text('{"text": "<p>The &amp;copyright of Belarus &copyright stays.</p>"}', path="a.json")
    block = article.blocks[0]
    assert block.text == "The &copyright of Belarus ©right stays."
    assert article.text[block.raw(block.text.index("right stays")) :].startswith("right stays")


@settings(max_examples=200, deadline=None)
@given(st.lists(SCRAPS, max_size=30).map("".join))
def test_every_character_of_any_markup_leads_back_to_itself_or_its_entity(text: str) -> None:
    chunks, _ = masthead.read(blocks.mended(blocks.told(passages(text), None)), None)
    for block in blocks.made(chunks):
        assert block.text == " ".join(block.text.split())
        for offset, character in enumerate(block.text):
            if character != " ":
                assert text[block.raw(offset)] in (character, "&", ";")
