"""What a line or a chunk of an article is: prose, or one of the things around it."""

from __future__ import annotations

import re

from kg.model import BlockKind
from kg.read import cues, dates, markdown
from kg.read.sentences import CLOSERS, OPENERS

URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
RULE = re.compile(r"[\W_]+")
_SLASH_CREDIT = re.compile(
    r"(?:[A-Z][\w.'’-]*\.?\s+){0,3}[A-Z][\w.'’-]*\s*/\s*[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,4}"
    r"(?:\s*/\s*[A-Z][\w.'’-]*)?"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\W_]*[A-Z0-9])")
_TWO_SENTENCES = re.compile(r"[a-z]{3,}[.!?][\"'”’)\]]*\s+[A-Z]")
_LABEL = re.compile(r"[\W_]*([A-Za-z][A-Za-z_ -]{1,25}?)[\s*_]*:[\s*_]*(.*)", re.DOTALL)
_LABEL_LISTS = ("authorLabels", "sourceLabels", "dateLabels", "urlLabels", "titleLabels", "otherLabels")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDS_IN_URL = re.compile(r"[^.!?]{1,90}[:–—-]\s*(?:https?://|www\.)\S+\W*", re.IGNORECASE)


def opening(text: str) -> BlockKind | None:
    """Tell a line that opens something other than prose by how it begins; None: prose, or not known yet."""
    heading = markdown.HEADING.match(text)
    if heading:
        return "furniture" if related(text[heading.end() :]) else "heading"
    if markdown.IMAGE.match(text.lstrip()):
        return "caption"
    if mark(text) or markdown.TABLE.fullmatch(text) or markdown.LONE_LINK.fullmatch(text):
        return "furniture"
    bare = text.strip().lstrip("*_ ")
    if _captioned(bare):
        return "caption"
    if label(bare) or related(bare) or notice(bare) or byline(bare) or dated(bare):
        return "furniture"
    return "heading" if shouted(bare) else None


def mark(text: str) -> bool:
    """Tell a line that is a rule, a page number, an end mark or a web address."""
    bare = text.strip()
    if RULE.fullmatch(bare) or is_page_number(bare) or cues.is_one("endMarks", bare.strip("()[]*-– ")):
        return True
    return bool(URL.match(bare.lstrip("<(")) and len(bare.split()) <= 14)


def is_page_number(text: str) -> bool:
    """Tell "2", "- 2 -", "Page 2", "Page 2 of 9", "2/9"."""
    of = rf"(?:\s*/\s*\d{{1,4}}|\s*{cues.pattern('', 'pageOf').pattern}\s*\d{{1,4}})?"
    page = rf"(?:{cues.pattern('', 'pageWords').pattern}\.?\s*)?"
    return bool(re.fullmatch(rf"[-–—\[(|\s]*{page}\d{{1,4}}{of}[-–—\])|\s]*", text, re.IGNORECASE))


def strong(text: str) -> bool:
    """Tell what opens something other than prose even in the middle of an open sentence."""
    if (
        markdown.HEADING.match(text)
        or markdown.IMAGE.match(text.lstrip())
        or _captioned(text.strip().lstrip("*_ "))
    ):
        return True
    if RULE.fullmatch(text) or copyright_line(text.strip()):
        return True
    return URL.fullmatch(text.strip()) is not None or marked(text, "relatedStarts")


def whole(text: str) -> BlockKind | None:
    """Tell a chunk that is something other than prose when all of it is seen; None: prose, or not known."""
    count = len(text.split())
    if count <= 60 and _credited(text):
        return "caption"
    if count <= 30 and (cues.holds("noticePhrases", text) or _ENDS_IN_URL.fullmatch(text)):
        return "furniture"
    if count <= 12 and (dated(text) or byline(text)):
        return "furniture"
    return None


def label(text: str) -> tuple[str, str] | None:
    """Return the list and the value of a labelled line: "Source: Danube Current" → sourceLabels, the name."""
    match = _LABEL.fullmatch(text.strip())
    if not match or len(match[2].split()) > 14:
        return None
    word = match[1].lower().strip()
    name = next((name for name in _LABEL_LISTS if word in cues.words(name)), None)
    return (name, match[2].strip(" \t*_\"'")) if name else None


def marked(text: str, name: str) -> bool:
    """Tell whether a text is a word of the list, alone or with a colon, dash or bracket after it."""
    return bool(cues.pattern(r"[\W_]*", name, r"[*_\s]*(?:[:\])»›>…|]|\.\.\.|[-–—]\s|$)").match(text))


def related(text: str) -> bool:
    """Tell "Related article: …", "Read more", "Also read …"; with words of prose, only before a mark."""
    if marked(text, "relatedStarts"):
        return True
    if not cues.opens("relatedStarts", text) or cues.opens("relatedNeedsMark", text):
        return False
    return text.lstrip(OPENERS)[:1].isupper() and len(text.split()) <= 25


def notice(text: str) -> bool:
    """Tell copyright lines and invitations: "© 2020 …", "Sign up …", "Get X by e-mail every morning"."""
    count = len(text.split())
    if copyright_line(text):
        return True
    if count > 45 or not text.lstrip(OPENERS)[:1].isupper():
        return False
    if cues.opens("inviteStarts", text):
        return True
    return count <= 30 and cues.opens("inviteVerbs", text) and cues.holds("inviteGoods", text)


def copyright_line(text: str) -> bool:
    """Tell "© 2020 …" and "Copyright 2010 The Andes Ledger" from "(c) The court …" and "Copyright law …"."""
    if not cues.opens("copyrightStarts", text):
        return False
    return "©" in text[:3] or (_YEAR.search(text) is not None and len(text.split()) <= 40)


def byline(text: str) -> bool:
    """Tell "By Jan Korbiel in Vilnius", "(Reporting by …", "Additional reporting by …"."""
    bare = text.strip().strip("*_ ")
    if cues.opens("bylineStarts", bare):
        return True
    match = cues.pattern("", "by", r"\s+(?=[A-Z])").match(bare)
    if not match or len(bare.split()) > 16 or re.search(r"\d", bare):
        return False
    links = cues.words("bylineLinks")
    names = [
        word for word in re.findall(r"[^\W\d_][\w.'’-]*", bare[match.end() :]) if word.lower() not in links
    ]
    return bool(names) and all(word[0].isupper() for word in names) and not bare.endswith(",")


def dated(text: str) -> bool:
    """Tell a line that is a date, or a name and a date ("The Andes Ledger, August 11, 2010")."""
    return date_in(text) is not None


def date_in(text: str) -> tuple[str, str] | None:
    """Return what stands before the date of a dated line, and the date in ISO form."""
    bare = text.strip(" \t*_()[]|")
    if not _YEAR.search(bare) or len(bare.split()) > 12:
        return None
    parts = re.split(r"(?<=[,|•·–—-])\s+|\s+(?=[|•·–—]\s)", bare)
    for first in range(len(parts)):
        found = dates.iso(" ".join(parts[first:]).strip(" ,|•·–—-"))
        if found and len(found) == 10:
            before = " ".join(parts[:first]).strip(" ,|•·–—-")
            before = "" if dates.is_weekday(before) else before
            return (before, found) if len(before.split()) <= 6 and before[:1] == before[:1].upper() else None
    return None


def shouted(text: str) -> bool:
    """Tell a short line in capitals: "KREMLIN DENIES PLOT"."""
    letters = [c for c in text if c.isalpha()]
    words = text.split()
    if not 2 <= len(words) <= 14 and not (len(words) == 1 and len(letters) >= 4):
        return False
    return (
        len(letters) >= 4
        and all(c.isupper() for c in letters)
        and not text.rstrip(CLOSERS).endswith((".", ":", ","))
    )


def titlish(text: str) -> bool:
    """Tell a short line that has no end of a sentence and begins as one: perhaps a heading."""
    words = text.split()
    bare = text.strip().strip(OPENERS + CLOSERS)
    if not bare or len(words) > 16 or len(text) > 110 or not any(c.isalpha() for c in bare):
        return False
    if bare[-1] in ".!?,;:…-–—" or bare[0].islower() or _TWO_SENTENCES.search(text):
        return False
    return words[-1].lower() not in cues.words("openEnds")


def _captioned(text: str) -> bool:
    return bool(cues.pattern(r"[\[(*_]*", "captionLabels", r"\s*(?:[:\]|]|\)\s)").match(text))


def _credited(text: str) -> bool:
    """Tell a caption by its credit: "… any other country. Name Surname / TASS", "(Photo by X/Y)"."""
    if cues.holds("captionPhrases", text):
        return True
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    last = text[ends[-1] :] if ends else text
    bare = last.strip(" \t*_()[].")
    if _SLASH_CREDIT.fullmatch(bare) and (bool(ends) or len(text.split()) <= 6):
        return True
    return bool(ends) and len(ends) <= 3 and cues.is_one("creditNames", bare)
