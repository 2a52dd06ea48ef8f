"""Bytes to text: UTF-8, UTF-16 that says so, and the Windows code page where it is clearly text."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


def decode(data: bytes) -> str:
    """Return the text of a file, line ends untouched; raise `InputError` if it is empty or not text.

    A byte order mark stays in front of a UTF-8 text, so that offsets are those of the decoded file.
    """
    if not data.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xfe\xff"):
        raise InputError("empty: there is no text in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x00" in data:
        raise InputError("binary, not text: convert it to one of the formats that are read")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, error)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise InputError("binary, not text: convert it to one of the formats that are read")
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"begins as UTF-16 but is not, at byte {error.start + 2}: save it as UTF-8"
        ) from error


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    """Decode as cp1252 if nearly all bytes are plain letters, as in English with typographic quotes."""
    plain = sum(1 for byte in data if 32 <= byte < 127 or byte in b"\t\r\n\f")
    if plain >= 0.9 * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    if plain < 0.5 * len(data):
        raise InputError("binary, not text: convert it to one of the formats that are read") from error
    line = data.count(b"\n", 0, error.start) + 1
    raise InputError(
        f"cannot be decoded: not UTF-8 at byte {error.start} (line {line}): save it as UTF-8"
    ) from error
