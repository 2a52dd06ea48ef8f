"""Which files to read: those named, those in folders, and standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kg.errors import InputError

ENDINGS = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that gave no article, and why; `skipped` where that is no fault (a picture in a folder)."""

    path: str
    message: str
    skipped: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def find(paths: Sequence[str]) -> Iterator[str | Problem]:
    """Yield each input once, as a path with forward slashes below the path given; folders in sorted order."""
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            if isinstance(found, str) and found != STDIN:
                real = os.path.realpath(found)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def data(path: str) -> bytes:
    """Return a file's bytes; raise `InputError` where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(_reason(error)) from error


def _below(path: str) -> Iterator[str | Problem]:
    place = Path(path)
    if path == STDIN:
        yield path
    elif place.is_dir():
        yield from _in_folder(path)
    elif place.suffix.lower() not in ENDINGS and place.exists():
        yield Problem(path, f"{_ending(place)} is not read: give one of {' '.join(ENDINGS)}")
    else:
        yield path


def _in_folder(path: str) -> Iterator[str | Problem]:
    prefix = path.rstrip("/" + os.sep) or path
    refused: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            below = (PurePath(parent) / name).relative_to(PurePath(path)).as_posix()
            shown = f"{prefix}/{below}" if prefix != "/" else f"/{below}"
            if PurePath(name).suffix.lower() in ENDINGS:
                empty = False
                yield shown
            else:
                yield Problem(shown, f"skipped: {_ending(PurePath(name))} is not read", skipped=True)
        while refused:
            yield _refused(refused.pop(), path)
    yield from (_refused(error, path) for error in refused)
    if empty:
        yield Problem(path, f"no articles in this folder: none of its files ends in {' '.join(ENDINGS)}")


def _refused(error: OSError, path: str) -> Problem:
    return Problem(str(error.filename or path), _reason(error))


def _ending(path: PurePath) -> str:
    return f"the ending {path.suffix}" if path.suffix else "a file without an ending"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder: check the path"
    if isinstance(error, PermissionError):
        return "cannot be read: permission denied; change its permissions"
    return f"cannot be read: {error.strerror or error}"
