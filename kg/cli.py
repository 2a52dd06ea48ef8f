"""The command line: parse the arguments, call the library, print. Results on stdout, notes on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from kg.build import ArticleStatements, Report
    from kg.read import Problem

PROBLEMS, USAGE = 1, 2
"""Exit codes, beside 0 for done."""
PICTURES = (".svg", ".png", ".pdf")

app = typer.Typer(
    help="Build a knowledge graph of who is and does what to whom from news articles; ask and draw it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
draw = typer.Typer(help="Draw part of a graph.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(draw, name="draw")

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Articles: files or folders; - is stdin.")]
GraphDir = Annotated[Path, typer.Option("--graph", "-g", metavar="DIR", help="The graph directory.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Date of all articles, whatever they say.")
]
Source = Annotated[
    str | None, typer.Option(metavar="NAME", help="Outlet of all articles, whatever they say.")
]
Pipeline = Annotated[str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline.")]
OUTPUT = Path("output")


@app.command()
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The graph directory.")] = Path(
        "output"
    ),
    published: Published = None,
    source: Source = None,
    pipeline: Pipeline = None,
) -> None:
    """Make a graph of exactly these articles."""
    from kg.build import build

    with _progress() as progress:
        report = build(paths, out, published=published, source=source, pipeline=pipeline, progress=progress)
    _note_problems(report.problems)
    if not report.articles:
        _note(f"nothing built; a graph that was in {out} is as before")
        raise typer.Exit(PROBLEMS)
    _note(_summary(report, out))
    raise typer.Exit(PROBLEMS if report.problems else 0)


@app.command()
def extract(
    paths: Paths,
    format: Annotated[Literal["jsonl", "table"], typer.Option()] = "jsonl",
    published: Published = None,
    source: Source = None,
    pipeline: Pipeline = None,
) -> None:
    """Print the statements of articles, one a line."""
    from kg.build import extract_paths
    from kg.read import Problem

    problems: list[Problem] = []
    for item in extract_paths(paths, published=published, source=source, pipeline=pipeline):
        if isinstance(item, Problem):
            problems += [] if item.skipped else [item]
            continue
        for line in _lines(item, format):
            print(line)
    _note_problems(problems)
    raise typer.Exit(PROBLEMS if problems else 0)


@app.command()
def parse(
    path: Annotated[str, typer.Argument(metavar="PATH", help="File or folder of articles; - is stdin.")],
    format: Annotated[Literal["conllu"], typer.Option()] = "conllu",
    pipeline: Pipeline = None,
) -> None:
    """Print the parse of articles."""
    from kg.build import parse_paths
    from kg.read import Problem

    problems: list[Problem] = []
    for item in parse_paths([path], pipeline=pipeline):
        if isinstance(item, Problem):
            problems += [] if item.skipped else [item]
        else:
            print(item)
    _note_problems(problems)
    raise typer.Exit(PROBLEMS if problems else 0)


@app.command()
def query(
    sparql: Annotated[str, typer.Argument(metavar="SPARQL|NAME", help="A query, - for stdin, or a name.")],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[ARG]…", help="Of a named query.")] = None,
    format: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="table, csv, tsv, json, xml; turtle, ntriples for CONSTRUCT."),
    ] = None,
    graph: GraphDir = OUTPUT,
) -> None:
    """Ask a graph, in SPARQL or by a named query."""
    from kg.graph import Graph

    text = sys.stdin.read() if sparql == "-" else sparql
    sys.stdout.write(Graph(graph).query(text, *(arguments or [])).render(format))


@draw.command("ties")
def draw_ties(
    a: Annotated[str, typer.Argument(metavar="A", help="An actor, by name or IRI.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other actor.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="An .svg, .png or .pdf file.")],
    theme: Annotated[Literal["light", "dark"], typer.Option()] = "light",
    graph: GraphDir = OUTPUT,
) -> None:
    """Draw what two actors are and did to each other."""
    from kg.graph import Graph

    if out.suffix.lower() not in PICTURES:
        raise typer.BadParameter(f"{out} ends in none of {' '.join(PICTURES)}", param_hint="--out")
    Graph(graph).draw_ties(a, b, out, theme=theme)
    _note(f"drew {out}")


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="STATEMENT|ARTICLE", help="An id, IRI or path.")],
    graph: GraphDir = OUTPUT,
) -> None:
    """Show why a statement stands, or what an article gave."""
    from kg.graph import Graph
    from kg.page import page

    print(page(Graph(graph).explain(target)))


def main() -> None:
    """Run the command line; what a user can mend ends in one line, never in a traceback."""
    from kg.errors import KgError, PipelineError, QueryError, UnknownNameError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        app()
    except KgError as error:
        _note(f"kg: {error}")
        sys.exit(USAGE if isinstance(error, PipelineError | QueryError | UnknownNameError) else PROBLEMS)
    except BrokenPipeError:
        # the reader of our output has had enough: what is left must not be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _lines(item: ArticleStatements, format: str) -> Iterator[str]:
    from kg.page import one_line

    for statement in item.statements:
        if format == "table":
            yield one_line(statement)
        else:
            yield json.dumps(statement.to_json(), ensure_ascii=False)


def _summary(report: Report, out: Path) -> str:
    counts = (
        f"{report.articles} articles, {report.statements} statements, {report.rejections} candidates rejected"
    )
    problems = f", {len(report.problems)} problems" if report.problems else ""
    skipped = f", {report.skipped} other files skipped" if report.skipped else ""
    return f"{counts}{problems}{skipped}; graph in {out}"


def _note_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    for problem in problems:
        _note(f"problem: {problem}")


def _note(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a progress bar on stderr where that is a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda done, total, path: bar.update(task, completed=done, total=total, description=path)
