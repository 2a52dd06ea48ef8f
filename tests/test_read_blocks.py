"""Reading: what is prose and what stands around it, and sentences mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, BlockKind
from kg.read import read, read_text

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "notebooks" / "articles"
SEED = ROOT.parent / "shared" / "data" / "seed" / "belarus-vote.txt"
seed = pytest.mark.skipif(not SEED.exists(), reason="the shared seed article is not here")

BEFORE = "Belarus and Russia signed a treaty on Monday, and both said that it would be kept."
AFTER = "The president of Belarus did not say when the treaty would come into force."


def prose(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind in ("paragraph", "quote")]


def kind_of(line: str) -> BlockKind:
    """Return the kind of a line that stands between two paragraphs."""
    article = read_text(f"{BEFORE}\n\n{line}\n\n{AFTER}\n")
    assert prose(article)[0] == BEFORE
    assert prose(article)[-1] == AFTER
    return article.blocks[1].kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("## Power and *money*", "heading"),
        ("KREMLIN DENIES PLOT", "heading"),
        ("Minsk hits back", "heading"),
        ("'Mutual distrust'", "heading"),
        ("Photo: the river near the town. A. Quist", "caption"),
        ("[Photo] Police vans near Minsk, July 29, 2020. Ilya Norden/Northern Wire", "caption"),
        ("Demonstrators walk through the centre of Minsk. Anna Surname / TASS", "caption"),
        ("A soldier looks across the border. Reuters", "caption"),
        ("Presidents Santos, left, and Chavez at the villa. (Photo by L. Barros/The Ledger)", "caption"),
        ("IMAGE: A checkpoint on the border. Picture by D. Okuka for Danube Current.", "caption"),
        ("*The dam in the west of the country. Handout via Meridian Press Service*", "caption"),
        ("![The dam in the west](dam.jpg)", "caption"),
        ("By Ines Carvajal", "furniture"),
        ("(Reporting by Tomas Hallgren in Minsk; editing by Sigrid Dahl)", "furniture"),
        ("Additional reporting by Olena Tkach in Kyiv.", "furniture"),
        ("Related article: Who is left on the ballot in Belarus?", "furniture"),
        ("#### Related article: Who is left on the ballot in Belarus?", "furniture"),
        ("**Related article:** [Why Minsk buys oil](https://x.example/oil)", "furniture"),
        ("Read more at https://x.example/balkans", "furniture"),
        ("Also read Five things to know about the treaty", "furniture"),
        ("[Why Minsk buys oil](https://x.example/oil)", "furniture"),
        ("https://x.example/a/b", "furniture"),
        ("Original url: https://x.example/a/b", "furniture"),
        ("Get Coast News by e-mail every morning", "furniture"),
        ("Sign up for “The Week in Europe”, sent every Sunday.", "furniture"),
        ("Subscribe to Danube Daily: one e-mail, five stories.", "furniture"),
        ("© 2020 The Vistula Post", "furniture"),
        ("(c) 2020 Northern Wire. All rights reserved.", "furniture"),
        ("Copyright 2010 The Andes Ledger", "furniture"),
        ("Page 3 of 7", "furniture"),
        ("- 2 -", "furniture"),
        ("---", "furniture"),
        ("August 05, 2020", "furniture"),
        ("The Andes Ledger, August 11, 2010", "furniture"),
        ("By Friday, Belarus had refused to sign it.", "paragraph"),
        ("Follow the money, prosecutors told reporters.", "paragraph"),
        ("Related charges against the two were dropped.", "paragraph"),
        ("Get out of Ukraine, the president told Moscow.", "paragraph"),
        ("NATO – the alliance of 30 states – said no.", "paragraph"),
        ("“There was no signature. He heard it on the way to the airport.”", "quote"),
        ("> There was no signature, the minister said.", "quote"),
    ],
)
def test_a_line_between_paragraphs_is_told_for_what_it_is(line: str, kind: BlockKind) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The treaty was signed by Belarus, and Gazprom\n\ncriticised it on Monday.", None),
        ("The treaty was refused by the prime minister of\n\nBelarus on Monday.", None),
        ("The treaty could have serious\n\n\n\nconsequences for Belarus.", None),
        ("He met Russia's leader in Sochi with\n\n          2\n\nAmerican backing on Monday.", None),
        ("The men were sent home by the state of\n\fBelarus on Monday, they said.", None),
        ("Babariko rejects the charges,\n## Not a chip\nwhich his lawyers call political.", None),
        ("Babariko rejects the charges,\n\nNOT A CHIP\n\nwhich his lawyers call political.", None),
        ("The men, whom Minsk calls\n\nPhoto: A bus. X / TASS\n\nmercenaries, were sent home.", None),
        ("It met\n\nthe president of Serbia on Monday.", "It met the president of Serbia on Monday."),
    ],
)
def test_a_sentence_cut_by_blank_lines_pages_headings_or_captions_is_mended(
    text: str, sentence: str | None
) -> None:
    words = text.replace("## Not a chip", "").replace("NOT A CHIP", "").replace("Photo: A bus. X / TASS", "")
    mended = sentence or " ".join(words.replace("          2", "").split())
    assert prose(read_text(f"{text}\n\n{AFTER}")) == [mended, AFTER]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("President Putin: Good afternoon, colleagues,", "We have a tradition of meeting here."),
        ("She added a threat:", '"We will not let any harm come to them," she wrote.'),
        ("“We sat at that table.", "“There was no signature, he said."),
        ("- The first point is this", "- The second point is that it will not do."),
        ("The ambassador spoke with --", "MR. CARNEY: That is not what the president said."),
    ],
)
def test_paragraphs_that_are_whole_or_lists_stay_apart(paragraphs: tuple[str, str]) -> None:
    read_back = prose(read_text("\n\n".join((BEFORE, *paragraphs))))
    assert read_back == [BEFORE, *(text.removeprefix("- ") for text in paragraphs)]


def test_hard_wraps_are_mended_and_a_short_line_before_them_is_a_heading() -> None:
    text = (
        "The two presidents will set up five commissions, on trade, debt, border\n"
        "investment, public works and security, said the Moscow-\n"
        "based ministry, and could name ambassadors then.\n"
        "Working groups\n"
        "Business leaders were relieved, since trade between the neighbours fell\n"
        "steeply after July 2009, when the president froze relations.\n"
    )
    blocks = read_text(text).blocks
    assert [b.kind for b in blocks] == ["paragraph", "heading", "paragraph"]
    assert "security, said the Moscow-based ministry, and could" in blocks[0].text
    assert blocks[2].text.startswith(
        "Business leaders were relieved, since trade between the neighbours fell steeply"
    )


def test_lines_that_are_paragraphs_of_their_own_stay_apart() -> None:
    long = [f"{BEFORE} {AFTER}", f"{AFTER} {BEFORE}", BEFORE + BEFORE + BEFORE]
    assert prose(read_text("\n".join(long))) == long


@pytest.mark.parametrize(
    "dateline",
    [
        "MINSK, Aug. 5 (Northern Wire) - ",
        "VELHOLM, 12 March 2031 (Coast News) - ",
        "BRUSSELS/MINSK, Oct. 3 (Amber Coast Bulletin) – ",
        "**UNITED NATIONS** — ",
        "SOCHI, Russia – ",
        "Moscow (AP) — ",
        "WASHINGTON--",
        "KYIV, Ukraine —\n",
    ],
)
def test_a_dateline_is_cut_from_the_first_sentence(dateline: str) -> None:
    article = read_text(f"A treaty is signed\n\n{dateline}{BEFORE}\n\n{AFTER}")
    assert prose(article) == [BEFORE, AFTER]


def test_the_year_of_a_dateline_comes_from_the_copyright_line() -> None:
    text = f"MINSK, July 30 (Northern Wire) - {BEFORE}\n\n"
    assert read_text(text).published is None
    assert read_text(text + "(c) 2020 Northern Wire").published == "2020-07-30"


def test_markdown_is_taken_out_of_the_text() -> None:
    text = (
        "The **city of _Minsk_** is [the *capital*](https://x.example/a_(b)) of Belarus\\*, "
        "said `him` of a_b_c."
    )
    assert prose(read_text(text)) == ["The city of Minsk is the capital of Belarus*, said him of a_b_c."]


def test_an_article_of_one_sentence_without_a_stop_is_still_read() -> None:
    assert prose(read_text("Putin met Lukashenko in Sochi")) == ["Putin met Lukashenko in Sochi"]


def test_words_for_furniture_are_data(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.read import cues

    assert kind_of("Photo: the river near the town.") == "caption"
    monkeypatch.setattr(cues, "words", lambda name: frozenset())
    cues.pattern.cache_clear()
    try:
        assert kind_of("Photo: the river near the town.") == "paragraph"
    finally:
        monkeypatch.undo()
        cues.pattern.cache_clear()


@pytest.mark.parametrize("path", sorted(ARTICLES.iterdir()), ids=lambda path: path.name)
def test_no_furniture_of_the_sample_articles_becomes_evidence(path: Path) -> None:
    (article,) = read(str(path))
    text = "\n".join(prose(article))
    for sign in (
        "http",
        "Related article",
        "©",
        "(c)",
        "Copyright",
        "rights reserved",
        "Photo",
        "ign up for",
    ):
        assert sign not in text
    assert len(prose(article)) >= 8
    assert all(p.rstrip(" \"”'’)")[-1] in ".?!" for p in prose(article))


@seed
def test_the_sentence_of_the_seed_that_a_blank_line_splits_is_whole() -> None:
    (article,) = read(str(SEED))
    (cut,) = [p for p in prose(article) if "and Gazprom criticized" in p]
    assert cut.startswith("His security services")


@seed
def test_headings_captions_and_notes_of_the_seed_are_no_evidence() -> None:
    (article,) = read(str(SEED))
    text = "\n".join(prose(article))
    for sign in ("TASS", "Power trip", "'Mutual", "Related", "http", "Kalinovskaya", "August 05", "#", "**"):
        assert sign not in text
    assert (article.published, article.source) == ("2020-08-05", "AFP")
    assert [b.text for b in article.blocks if b.kind == "heading"] == ["Power trip", "'Mutual fatigue'"]
