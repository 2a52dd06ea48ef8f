"""SPARQL over a graph: inline, or a named query of `ontology/queries/` with its parameters.

The union of all graphs is asked, the prefixes of `kg.namespaces` are known undeclared, and nothing
outside the graph can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from kg.errors import QueryError
from kg.namespaces import PREFIXES, XSD
from kg.query import names
from kg.query.answer import FORMATS, Answer

__all__ = ["FORMATS", "Answer", "NamedQuery", "Parameter", "named_queries", "names", "query"]

Term = NamedNode | Literal
HEADER = re.compile(r"#\s*parameter:\s*(?P<name>\w+)\s+(?P<kind>\w+)\s+(?P<about>.+)")
NOT_CODE = re.compile(
    r"""\#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*> | "{3}(?:\\.|"{0,2}[^"\\])*"{3} | '{3}(?:\\.|'{0,2}[^'\\])*'{3}
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | [?$]\w+ | :[\w.:-]*""",
    re.VERBOSE | re.DOTALL,
)
"""What may hold the word SERVICE without calling one: comments, IRIs, strings, variables, local names."""
LONGEST_REASON = 150
"""Longer messages of the parser list half the grammar."""
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that the user gives: an `entity`, a `text`, a `date` or a `number`."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of `ontology/queries/`: its comments at the top say what it is for and what it needs."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def named_queries(folder: Path) -> dict[str, NamedQuery]:
    """Return the queries of a folder by name."""
    return {path.stem: _named(path) for path in sorted(folder.glob("*.rq"))}


def _named(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    parameters = tuple(Parameter(**m.groupdict()) for m in map(HEADER.fullmatch, header) if m)
    return NamedQuery(path.stem, header[0].lstrip("# ") if header else "", parameters, text)


def query(quads: Store, text: str, arguments: Sequence[str], known: dict[str, NamedQuery]) -> Answer:
    """Return the answer to a SPARQL query or to the named query `text` with its arguments.

    Raises QueryError where the query is malformed, calls a SERVICE, or lacks an argument, and
    UnknownNameError where an argument names no entity of the graph.
    """
    if text.strip() in known:
        named = known[text.strip()]
        return _ask(quads, _bound(named.text, _terms(quads, named, arguments)))
    if re.fullmatch(r"[\w-]+", text.strip()):
        raise QueryError(f"there is no query called {text!r}; known are {', '.join(known)}, or write SPARQL")
    if arguments:
        raise QueryError("only a named query takes arguments; write them into the SPARQL")
    return _ask(quads, text)


def _terms(quads: Store, named: NamedQuery, arguments: Sequence[str]) -> dict[str, Term]:
    if len(arguments) != len(named.parameters):
        wanted = "; ".join(f"{p.name.upper()} ({p.about})" for p in named.parameters) or "none"
        raise QueryError(f"query {named.name!r} takes {len(named.parameters)} arguments: {wanted}")
    pairs = zip(named.parameters, arguments, strict=True)
    return {p.name: _term(quads, p.kind, value) for p, value in pairs}


def _term(quads: Store, kind: str, value: str) -> Term:
    if kind == "entity":
        return NamedNode(names.find(quads, value))
    if kind == "number":
        return Literal(value, datatype=NamedNode(XSD + "decimal"))
    if kind == "date":
        return Literal(value, datatype=NamedNode(XSD + "date"))
    return Literal(value)


def _bound(text: str, terms: dict[str, Term]) -> str:
    """Return a query with terms in the place of variables, none of those in comments, strings, IRIs.

    pyoxigraph's own substitution wants the variables among the columns. A term spells itself, with
    all that needs it escaped, so that a value never becomes syntax.
    """

    def token(match: re.Match[str]) -> str:
        name = match[0][1:] if match[0][0] in "?$" else ""
        return str(terms[name]) if name in terms else match[0]

    return NOT_CODE.sub(token, text)


def _ask(quads: Store, text: str) -> Answer:
    _refuse_service(text)

    def run() -> QuerySolutions | QueryBoolean | QueryTriples:
        return quads.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)

    try:
        run()
    except SyntaxError as error:
        raise QueryError(_located(str(error), text)) from error
    return Answer(run)


def _refuse_service(text: str) -> None:
    """Raise QueryError where the query would reach beyond the graph.

    Anything that could be the keyword is refused (also glued to what surrounds it, or written with
    code point escapes, both of which a SPARQL parser takes), hence also a prefix of that name.
    """
    code = ESCAPE.sub(_unescaped, text)
    blank = NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), code)
    if found := re.search("service", blank, re.IGNORECASE):
        line = blank.count("\n", 0, found.start()) + 1
        column = found.start() - blank.rfind("\n", 0, found.start())
        raise QueryError(f"line {line}, column {column}: no SERVICE here: a query reads this graph alone")


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _located(message: str, text: str) -> str:
    """Return pyoxigraph's message with the place in words, the line itself, and no grammar listing."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not match:
        return f"the query is malformed: {message}"
    line, column, reason = int(match[1]), int(match[2]), match[3]
    if "Prefix not found" in reason:
        reason = "unknown prefix"
    elif len(reason) > LONGEST_REASON:
        reason = "this cannot stand here"
    shown = [*text.split("\n"), ""][line - 1]
    return f"line {line}, column {column}: {reason}\n  {shown}\n  {' ' * (column - 1)}^"
