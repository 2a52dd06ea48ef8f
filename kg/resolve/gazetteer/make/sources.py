"""The raw data and the hand-written files that the gazetteer is made from."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import InputError

Raw = dict[str, Any]


class Sources:
    """Rows of the raw folder by file name, rows of the hand-written folder likewise, and the rules."""

    def __init__(self, data: Path, hand: Path) -> None:
        self.data, self.hand = data, hand

    def raw(self, name: str) -> list[Raw]:
        """Return the rows of a file of the raw data."""
        return _rows(self.data / f"{name}.jsonl")

    def written(self, name: str) -> list[Raw]:
        """Return the rows of a hand-written file; none where it is absent."""
        file = self.hand / f"{name}.jsonl"
        return _rows(file) if file.exists() else []

    @cached_property
    def rules(self) -> Raw:
        """The word lists of `rules.json`, lists of words as they stand there."""
        rules: Raw = json.loads((self.hand / "rules.json").read_text(encoding="utf-8"))
        return rules

    def words(self, name: str) -> frozenset[str]:
        """Return a list of `rules.json` as a set."""
        return frozenset(self.rules[name])


def _rows(file: Path) -> list[Raw]:
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{file}: not JSON Lines: {error}") from error
