"""Plain sentences with what they state and what they do not: one construction or trap each.

    python -m tests.benchmarks.sentences [FILE.jsonl] [--show N]

A line: `id`, `text`, `construction`, `statements` and `not`, each a list of objects with `relation`,
`subject`, `object`, `polarity`, `modality`, `speaker`, `ended`; names as in the sentence. A sentence passes
if every statement is found with all its fields, and nothing fits what is listed under `not`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Entity, Statement
from kg.resolve.gazetteer import Gazetteer
from tests.benchmarks.entities import rows
from tests.sentences import statements

LIST = Path(__file__).parent / "statements" / "sentences.jsonl"
SYMMETRIC = {
    "alliedWith", "inConflictWith", "borders", "familyOf", "opponentOf", "CONSULT", "AGREE", "COOPERATE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence's result: what it lacks, what it should not have, and all that was found."""

    id: str
    text: str
    construction: str
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether it has all it should and nothing it should not."""
        return not self.missed and not self.wrong


def outcomes(path: Path) -> Iterator[Outcome]:
    """Extract each sentence of a list as an article of its own."""
    for row in rows(path):
        found = statements(row["text"])
        missed = [_words(s) for s in row["statements"] if not any(_equals(f, s) for f in found)]
        wrong = [_words(s) for s in row["not"] if any(_is_trapped(f, s) for f in found)]
        said = tuple(_told(f) for f in found)
        yield Outcome(row["id"], row["text"], row["construction"], tuple(missed), tuple(wrong), said)


def _equals(found: Statement, wanted: dict[str, Any]) -> bool:
    """Tell whether a statement has all the fields of a line; a field left out may be anything."""
    if found.relation != wanted["relation"]:
        return False
    if any(getattr(found, name) != wanted[name] for name in ("polarity", "modality") if name in wanted):
        return False
    # Of what is listed as right, a state is a present one unless it is said to be over.
    if "modality" in wanted and found.ended != wanted.get("ended", False):
        return False
    own = found.speaker is not None and found.kind == "event" and found.speaker == found.subject
    spoken = None if own and wanted.get("speaker") is None else found.speaker
    if "speaker" in wanted and not _is(spoken, wanted["speaker"]):
        return False
    return _has_arguments(found, wanted, found.relation in SYMMETRIC)


def _is_trapped(found: Statement, trap: dict[str, Any]) -> bool:
    """Tell whether a statement is what a careless reader takes: a present fact, if the trap says no more."""
    if found.relation != trap["relation"] or found.ended != trap.get("ended", False):
        return False
    if found.polarity != trap.get("polarity", "positive"):
        return False
    if found.modality != trap.get("modality", "asserted"):
        return False
    if "speaker" in trap and not _is(found.speaker, trap["speaker"]):
        return False
    return _has_arguments(found, trap, found.mutual)


def _has_arguments(found: Statement, wanted: dict[str, Any], both_ways: bool) -> bool:
    ways = [(found.subject, found.object)]
    if both_ways:
        ways.append((found.object, found.subject))
    names = [(n, wanted[n]) for n in ("subject", "object") if n in wanted]
    return any(all(_is(way[n == "object"], name) for n, name in names) for way in ways)


def _is(entity: Entity | None, name: str | None) -> bool:
    if name is None:  # nobody who is named: people or things in common words are as good as none
        return entity is None or entity.mention[:1].islower() or entity.type == "Group"
    if entity is None:
        return False
    return _plain(name) in (_plain(entity.label), _plain(entity.mention)) or entity.iri in _iris(name)


def _iris(name: str) -> set[str]:
    return {row.iri for row in Gazetteer.load().lookup(name)}


def _plain(text: str) -> str:
    words = text.lower().replace("’", "'").removesuffix("'s").split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))


def _words(s: dict[str, Any]) -> str:
    parts = [str(s.get("subject", "?") or "-"), s["relation"], str(s.get("object", "?") or "-")]
    rest = [str(s[n]) for n in ("polarity", "modality") if n in s and s[n] not in ("positive", "asserted")]
    rest += [f"by {s['speaker']}"] if s.get("speaker") else []
    rest += ["ended"] if s.get("ended") else []
    return " ".join([*parts, *(f"({r})" for r in rest)])


def _told(s: Statement) -> str:
    return _words(
        {
            "subject": s.subject and (s.subject.mention or s.subject.label),
            "relation": s.relation,
            "object": s.object and (s.object.mention or s.object.label),
            "polarity": s.polarity,
            "modality": s.modality,
            "speaker": s.speaker and (s.speaker.mention or s.speaker.label),
            "ended": s.ended,
        }
    )


def main() -> None:
    """Print how many sentences pass, and what fails."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.sentences",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", nargs="?", type=Path, default=LIST)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N that fail")
    options = parser.parse_args()
    results = list(outcomes(options.list))
    failed = [o for o in results if not o.passed]
    for one in failed[: options.show]:
        print(f"{one.id} {one.construction}: {one.text}")
        for label, listed in (("missed", one.missed), ("wrong", one.wrong), ("found", one.found)):
            for words in listed:
                print(f"    {label}: {words}")
    count = Counter(missed=sum(len(o.missed) for o in results), wrong=sum(len(o.wrong) for o in results))
    print(
        f"{len(results) - len(failed)} of {len(results)} sentences pass; "
        f"{count['missed']} statements missed, {count['wrong']} traps hit"
    )


if __name__ == "__main__":
    main()
