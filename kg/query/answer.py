"""The answer to a query, and the formats it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import QueryError
from kg.namespaces import PREFIXES, shorten

Result = QuerySolutions | QueryBoolean | QueryTriples
TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
WIDEST = 100
"""Characters of a value that a table shows; the other formats give it whole."""
FORMATS = ("table", *TABLES, *TRIPLES)


class Answer:
    """The rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT.

    Iterating gives a row's values by variable, as strings, None where unbound (of a CONSTRUCT:
    `subject`, `predicate`, `object`).
    """

    def __init__(self, run: Callable[[], Result]) -> None:
        self._run = run

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        result = self._run()
        if isinstance(result, QuerySolutions):
            variables = result.variables
            for solution in result:
                yield {v.value: _value(solution[v]) for v in variables}
        elif isinstance(result, QueryTriples):
            for triple in sorted(result, key=str):
                yield {part: _value(getattr(triple, part)) for part in ("subject", "predicate", "object")}

    def __bool__(self) -> bool:
        result = self._run()
        return bool(result) if isinstance(result, QueryBoolean) else any(True for _ in result)

    def render(self, format: str | None = None) -> str:
        """Return the answer as text: `table`, `csv`, `tsv`, `json`, `xml`, `turtle` or `ntriples`.

        By default a table, of a CONSTRUCT Turtle. Raises QueryError where the format does not fit.
        """
        result = self._run()
        if isinstance(result, QueryTriples):
            return _triples(result, format or "turtle")
        if format in TRIPLES:
            raise QueryError(f"format {format} is for CONSTRUCT; this has table, csv, tsv, json and xml")
        if (format or "table") != "table":
            return _standard(result, format or "")
        if isinstance(result, QueryBoolean):
            return "yes\n" if result else "no\n"
        return _table([v.value for v in result.variables], [[_cell(v) for v in row] for row in result])


def _standard(result: QuerySolutions | QueryBoolean, format: str) -> str:
    if format not in TABLES:
        raise QueryError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    if isinstance(result, QueryBoolean) and format in ("csv", "tsv"):
        return "true\n" if result else "false\n"
    text = result.serialize(format=TABLES[format])
    return (text or b"").decode("utf-8")


def _triples(result: QueryTriples, format: str) -> str:
    if format not in TRIPLES:
        raise QueryError(f"format {format} is for SELECT and ASK; a CONSTRUCT has turtle and ntriples")
    triples: list[Triple] = sorted(set(result), key=str)
    return (serialize(triples, format=TRIPLES[format], prefixes=PREFIXES) or b"").decode("utf-8")


def _table(head: list[str], rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["-" * width for width in widths], *rows]
    padded = [[cell.ljust(w) for cell, w in zip(line, widths, strict=True)] for line in lines]
    return "".join("  ".join(cells).rstrip() + "\n" for cells in padded)


def _cell(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Return a term for a reader's eye: IRIs by their prefix, line ends as spaces, no more than fits."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    text = " ".join((_value(term) or "").split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, Triple) else term.value
