"""Markdown syntax, taken out of a text whose characters keep their places."""

from __future__ import annotations

import re

from kg.read.traced import Traced

HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(?=\S)")
LIST_ITEM = re.compile(r"[ \t]*(?:[-*+•‣▪●◦][ \t]+|\(?\d{1,2}[.)][ \t]+|\(?[a-z]\)[ \t]+)(?=\S)")
QUOTED = re.compile(r"[ \t]{0,3}>[ \t]?")
IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*")
TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*")
LONE_LINK = re.compile(r"\W*\[[^\]\n]+\]\([^)\s]*\)\W*")
_COMMENT = re.compile(r"<!--.*?-->|</?(?:b|i|em|strong|u|br|span|a|p|sup|sub)(?:\s[^<>\n]*)?/?>", re.DOTALL)
_LINK = re.compile(r"(!?\[)([^\[\]\n]*)(\]\([^()\n]*(?:\([^()\n]*\))?[^()\n]*\)|\]\[[^\[\]\n]*\])")
_AUTOLINK = re.compile(r"(<)(https?://[^\s<>]+)(>)")
# emphasis is looked for this far only: marks that nothing closes would take quadratic time
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,800}?)(?<=\S)(\1)", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])([^*]{1,800}?)(?<=[^\s*])(\1)(?![\w*])")
_CODE = re.compile(r"(`+)([^`\n]+)(\1)")
_ESCAPE = re.compile(r"(\\)(?=[!-/:-@\[-`{-~])")


def plain(text: Traced) -> Traced:
    """Return the text without emphasis, links, code marks, escapes and comments; what they enclose stays."""
    if not any(mark in text.text for mark in "*_[`\\<"):
        return text
    text = text.without(match.span() for match in _COMMENT.finditer(text.text))
    for form in (_LINK, _AUTOLINK, _STRONG, _STRONG, _EMPHASIS, _EMPHASIS, _CODE, _ESCAPE):
        text = text.without(_marks(form, text.text))
    return text


def _marks(form: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the spans of the first and last groups of each match: the marks around the words."""
    spans = []
    for match in form.finditer(text):
        spans.append(match.span(1))
        if form.groups > 1:
            spans.append(match.span(3))
    return spans
