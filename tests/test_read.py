"""Reading: which inputs become articles, and what an article says of itself."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import Problem, dates, language, read, read_paths, read_text

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "notebooks" / "articles"
EXAMPLE = ROOT.parent / "shared" / "data" / "statements" / "example" / "articles" / "01-lune-river.txt"

STORY = "Belarus and Russia signed a treaty on Monday, and both of them said that it would be kept.\n"
SPANISH = (
    "El presidente de Rusia, Vladimir Putin, se reunió el lunes con su homólogo bielorruso, Alexander "
    "Lukashenko, en la ciudad de Sochi, según informó el Kremlin en un comunicado.\n"
)
DUTCH = (
    "De president van Rusland is in de stad Sotsji, waar hij op maandag was en over de lening had gesproken "
    "met de leider van Wit-Rusland, die in de zomer werd herkozen.\n"
)


def one(path: Path, published: str | None = None, source: str | None = None) -> Article:
    found = list(read_paths([str(path)], published=published, source=source))
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def problem(path: Path) -> Problem:
    found = list(read_paths([str(path)]))
    assert len(found) == 1
    assert isinstance(found[0], Problem)
    return found[0]


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_folder_is_read_recursively_in_sorted_order_and_other_endings_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "a.txt", "c.md", ".hidden.txt"):
        written(tmp_path, name, name + " says so. " + STORY)
    written(tmp_path, "b/photo.jpg", b"\xff\xd8")

    found = list(read_paths([str(tmp_path)]))

    articles = [a.path for a in found if isinstance(a, Article)]
    assert articles == [f"{tmp_path}/{name}" for name in ("a.txt", "c.md", "b/z.txt")]
    assert [(p.path, p.skipped) for p in found if isinstance(p, Problem)] == [
        (f"{tmp_path}/b/photo.jpg", True)
    ]


def test_one_bad_input_never_stops_the_rest(tmp_path: Path) -> None:
    bad = written(tmp_path, "bad.txt", b"\x00\x01\x02" * 50)
    good = written(tmp_path, "good.txt", STORY)

    found = list(read_paths([str(bad), str(tmp_path / "none.txt"), str(good)]))

    assert [type(f) for f in found] == [Problem, Problem, Article]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b" \n\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "empty"),
        ("binary.txt", b"\x7fELF\x00\x00\x01" * 40, "binary"),
        ("control.txt", b"\x01\x02\x03ab" * 40, "binary"),
        (
            "koi8.txt",
            "Президент России встретился с президентом".encode("koi8-r"),
            "binary|cannot be decoded",
        ),
        ("spanish.txt", SPANISH.encode(), "only English is supported"),
        ("dutch.txt", DUTCH.encode(), "only English is supported"),
        ("russian.txt", "Президент России Владимир Путин встретился в Сочи.".encode(), "only English"),
        ("shapes.txt", b"--- *** ---\n\n2\n\n=====\n", "no sentences"),
        ("broken.json", b'{"title": "A",\n "text": "B" "C"}', r"malformed JSON: .* \(line 2, column 14\)"),
        ("list.json", b'{"title": "A"}', "no text: give it"),
        ("pdf.pdf", b"%PDF-1.4", r"the ending \.pdf is not read: give one of \.txt"),
    ],
)
def test_an_input_that_gives_no_article_says_why_in_one_line(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    found = problem(written(tmp_path, name, content))

    assert re.search(said, found.message)
    assert "\n" not in str(found)
    assert not found.skipped
    assert str(found).startswith(str(tmp_path / name))


def test_a_missing_file_and_an_empty_folder_are_problems(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "none.txt").message
    assert "no articles in this folder" in problem(tmp_path).message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = written(tmp_path, "secret.txt", STORY)
    path.chmod(0)
    assert "permission denied" in problem(path).message


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", STORY)
    assert len(list(read_paths([str(path), str(tmp_path), str(path)]))) == 1


def test_two_articles_with_one_id_are_not_both_read(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": STORY}, {"id": "x", "text": "It was not so, they said. " + STORY}]
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))

    first, second = read_paths([str(path)])

    assert isinstance(first, Article)
    assert isinstance(second, Problem)
    assert "already read" in second.message


def test_read_raises_where_read_paths_reports(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        read(str(tmp_path / "none.txt"))


def test_standard_input_has_an_id_from_its_content() -> None:
    (first,) = read_paths(["-"], stdin=io.BytesIO(STORY.encode()))
    (again,) = read_paths(["-"], stdin=io.BytesIO(STORY.encode()))
    (other,) = read_paths(["-"], stdin=io.BytesIO(b"No. " + STORY.encode()))

    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert first == again
    assert first.path == "-"
    assert first.id.startswith("stdin-")
    assert first.id != other.id


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"id": "own", "text": STORY}),
        json.dumps([{"id": "own", "text": STORY}]),
        json.dumps({"id": "own", "text": STORY}) + "\n" + json.dumps({"id": "more", "text": STORY}),
    ],
)
def test_standard_input_may_be_json(text: str) -> None:
    found = next(iter(read_paths(["-"], stdin=io.BytesIO(text.encode()))))
    assert isinstance(found, Article)
    assert found.id == "own"
    assert found.text == STORY


def test_an_id_comes_from_the_address_then_from_the_input_then_from_the_path(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "url": "https://x.example/a", "text": "One. " + STORY},
        {"id": "b", "text": "Two. " + STORY},
        {"text": "Three. " + STORY},
    ]
    path = written(tmp_path, "rows.jsonl", "\n".join(map(json.dumps, rows)))

    ids = [a.id for a in read_paths([str(path)]) if isinstance(a, Article)]

    assert ids == ["https://x.example/a", "b", f"{path}#3"]


def test_a_malformed_line_is_named_and_the_other_lines_are_read(tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": STORY})
    path = written(
        tmp_path, "rows.jsonl", f'{good}\n\n{{"id": 1, "text": \n["x"]\n{{"id": "e", "text": ""}}\n'
    )

    found = list(read_paths([str(path)]))

    assert isinstance(found[0], Article)
    said = [f.message for f in found[1:] if isinstance(f, Problem)]
    assert [message.partition(":")[0] for message in said] == ["line 3", "line 4", "line 5"]
    assert "malformed JSON" in said[0]


def test_json_of_many_shapes_is_read(tmp_path: Path) -> None:
    row = {
        "headline": "A title",
        "datePublished": "2020-08-05T10:00:00Z",
        "publisher": {"name": "Eastline"},
        "link": "https://x.example/1",
        "body": STORY,
    }
    for i, shape in enumerate((row, [row], {"articles": [row]})):
        article = one(written(tmp_path, f"{i}.json", json.dumps(shape)))
        assert (article.title, article.published, article.source) == ("A title", "2020-08-05", "Eastline")
        assert article.id == "https://x.example/1"


def test_a_lone_surrogate_in_json_does_no_harm(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.json", '{"text": "\\ud800 ' + STORY.strip() + '"}'))
    assert article.text.encode()
    assert article.text.startswith("\ufffd Belarus")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_common_encodings_is_decoded(tmp_path: Path, encoding: str) -> None:
    text = "“We have a deal,” the minister said, and that was all that he would say to the press.\r\n" + STORY
    article = one(written(tmp_path, "a.txt", text.encode(encoding)))
    assert article.text.lstrip("\ufeff") == text
    assert article.blocks[0].text.startswith("“We have a deal,”")


def test_line_ends_stay_as_they_were_given(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "One line said that\r\nit goes on.\r\n\r\n" + STORY)
    article = one(path)
    assert article.text == path.read_bytes().decode()
    assert article.blocks[0].text == "One line said that it goes on."


@pytest.mark.parametrize(
    ("written_as", "iso"),
    [
        ("August 05, 2020", "2020-08-05"),
        ("Aug. 5, 2020", "2020-08-05"),
        ("12 March 2031", "2031-03-12"),
        ("Thursday, January 12, 2006", "2006-01-12"),
        ("Tuesday, 15 September 2020", "2020-09-15"),
        ("Sept. 5th, 2020", "2020-09-05"),
        ("2020-08-15T18:40:00+02:00", "2020-08-15"),
        ("2020-08-15 18:40", "2020-08-15"),
        ("Wed, 05 Aug 2020 10:00:00 GMT", "2020-08-05"),
        ("20200815", "2020-08-15"),
        ("August 2020", "2020-08"),
        ("2017", "2017"),
        ("2020-02-30", None),
        ("05/08/2020", None),
        ("August 5", None),
        ("yesterday", None),
        ("Marching orders 2020", None),
    ],
)
def test_dates_are_read_as_articles_write_them(written_as: str, iso: str | None) -> None:
    assert dates.iso(written_as) == iso


def test_published_and_source_given_by_the_user_replace_what_the_article_says() -> None:
    article = one(ARTICLES / "02-gas-price-and-bank-case.md", published="Aug. 9, 2021", source="Me")
    assert (article.published, article.source) == ("2021-08-09", "Me")


def test_a_given_date_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="'soon' is not a date"):
        read_paths([], published="soon")


@pytest.mark.parametrize(
    ("name", "title", "published", "source"),
    [
        (
            "01-minsk-arrests-33-russians.txt",
            "Belarus arrests 33 Russian men days before presidential vote",
            "2020-07-30",
            "Northern Wire",
        ),
        (
            "02-gas-price-and-bank-case.md",
            "Minsk says Russia will cut gas price as bank case strains ties",
            "2020-08-05",
            "Eastline News",
        ),
        (
            "03-men-sent-back-to-russia.html",
            "Belarus sends 32 detained men back to Russia, angering Kyiv",
            "2020-08-15",
            "The Vistula Post",
        ),
        (
            "04-sochi-loan.txt",
            "Putin lends Lukashenko $1.5 billion at Sochi talks",
            "2020-09-15",
            "Continental Dispatch",
        ),
        (
            "05-eu-sanctions-minsk-reply.jsonl",
            "EU punishes 40 Belarusian officials, Minsk answers with entry bans",
            "2020-10-03",
            "Amber Coast Bulletin",
        ),
        (
            "06-nile-dam-security-council.md",
            "Egypt and Sudan take Nile dam dispute to Security Council",
            "2021-07-09",
            "Meridian Press Service",
        ),
        (
            "07-santa-marta-summit.txt",
            "COLOMBIA AND VENEZUELA RESTORE TIES AFTER SUMMIT",
            "2010-08-11",
            "The Andes Ledger",
        ),
        (
            "08-kosovo-car-plates.txt",
            "Serbia and Kosovo reach deal on car plates",
            "2022-11-24",
            "Danube Current",
        ),
    ],
)
def test_title_date_and_outlet_are_found_in_every_sample_article(
    name: str, title: str, published: str, source: str
) -> None:
    article = one(ARTICLES / name)
    assert (article.title, article.published, article.source) == (title, published, source)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the shared example is not here")
def test_a_dateline_gives_date_and_outlet() -> None:
    article = one(EXAMPLE)
    assert (article.published, article.source) == ("2031-03-12", "Coast News")


@pytest.mark.parametrize(
    ("byline", "source"),
    [
        ("By Tatiana Petrova and Max Stein for AFP", "AFP"),
        ("By Rania Fathy, Meridian Press Service", "Meridian Press Service"),
        ("By Jan Korbiel in Vilnius and Olena Tkach in Kyiv", None),
    ],
)
def test_a_byline_is_no_evidence_and_may_name_the_outlet(byline: str, source: str | None) -> None:
    article = read_text(f"Treaty signed in Minsk\n\n{byline}\n\n{STORY}")
    assert article.source == source
    assert [b.kind for b in article.blocks] == ["headline", "furniture", "paragraph"]


def test_the_address_below_the_text_is_the_articles() -> None:
    article = read_text(STORY + "\nOriginal url:\n\nhttps://x.example/2020/treaty\n")
    assert article.id == article.url == "https://x.example/2020/treaty"


def test_a_few_words_are_not_judged_by_their_language() -> None:
    assert language.is_english("Putin met Lukashenko in Sochi.")
    assert not language.is_english("Путин встретился с Лукашенко в Сочи.")


@pytest.mark.parametrize("text", [SPANISH, DUTCH])
def test_neighbouring_languages_are_told_from_english(text: str) -> None:
    assert not language.is_english(text)
    assert language.is_english(STORY * 3)


def test_an_empty_list_and_a_number_for_a_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"title": "T", "text": 5}', encoding="utf-8")
    told = [str(p) for p in read_paths([str(tmp_path / "a.json"), str(tmp_path / "b.json")])]
    assert "no article in it" in told[0]
    assert "no text" in told[1]


def test_a_second_article_of_one_id_is_told(tmp_path: Path) -> None:
    line = (
        json.dumps({"id": "a1", "text": "Thailand accused Cambodia of firing at its soldiers on Sunday."})
        + "\n"
    )
    (tmp_path / "two.jsonl").write_text(line * 2, encoding="utf-8")
    found = list(read_paths([str(tmp_path / "two.jsonl")]))
    assert [p.skipped for p in found if isinstance(p, Problem)] == [False]
