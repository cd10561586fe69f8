"""`whomet people`: what the table of office-holders knows."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import report_issues, result, result_json
from whomet.cli.options import FolderOption, JsonOption
from whomet.cli.people_sources import FromOption, check, import_people, imported_people
from whomet.errors import UsageError
from whomet.model import Issue

app = typer.Typer(help="The table of office-holders.", no_args_is_help=True)
app.command("import")(import_people)
app.command()(check)


@app.callback()
def people() -> None:
    """The table of office-holders."""


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A full name, an alias or a family name.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="A day, month or year, as 2024-10-25.")
    ] = None,
    as_json: JsonOption = False,
    folder: FolderOption = Path(),
    facts: FromOption = None,
) -> None:
    """Print a person's offices with sources; with --on those of that day: held, not held, or unknown."""
    from whomet.people import offices_of

    answer = offices_of(name, on, imported=imported_people(folder, facts))
    if as_json:
        result_json(
            {
                "answer": answer.answer.value,
                "reason": answer.reason,
                "figures": [{"id": figure.id, "name": figure.name} for figure in answer.figures],
                "offices": [
                    {
                        "figure": occupancy.figure_id,
                        "title": occupancy.office.title,
                        "country": occupancy.office.country,
                        "area": occupancy.office.area,
                        "start": occupancy.start,
                        "end": occupancy.end,
                        "last_seen": occupancy.last_seen,
                        "party": occupancy.party,
                        "source": f"{occupancy.source.name} ({occupancy.source.licence})",
                        "as_of": occupancy.source.as_of,
                    }
                    for occupancy in answer.offices
                ],
            },
            indent=2,
        )
        return
    words = {"held": "held", "not_held": "not held", "unknown": "unknown"}
    if on is not None or not answer.offices:
        result(f"{name}{f' on {on}' if on else ''}: {words[answer.answer.value]} ({answer.reason})")
    for figure in answer.figures:
        offices = [occupancy for occupancy in answer.offices if occupancy.figure_id == figure.id]
        if offices:
            result(f"{figure.name} [{figure.id}]")
        for occupancy in offices:
            end = occupancy.end or (f"(seen {occupancy.last_seen})" if occupancy.last_seen else "")
            term = f"{occupancy.start or '?'} to {end}"
            source = f"{occupancy.source.name}, {occupancy.source.licence}"
            result(f"  {occupancy.office.title} ({occupancy.office.country})  {term}  [{source}]")


@app.command()
def match(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Two names; without them, pairs are read from standard input.", metavar="[A B]"),
    ] = None,
) -> None:
    """Say whether two names are one person's: the score from 0 to 1, a tab, and the reason.

    Without names, reads two of them a line from standard input, with a tab between."""
    from whomet.people.matching import match_names

    if names:
        if len(names) != 2:
            raise UsageError(
                "whomet people match takes two names", next_step='write "A B" in quotation marks'
            )
        found = match_names(*names)
        result(f"{found.score:.4f}\t{found.reason}")
        return
    issues: list[Issue] = []
    for number, line in enumerate(sys.stdin, start=1):
        pair = line.rstrip("\r\n").split("\t")
        if len(pair) != 2:
            what = f"{len(pair)} fields where two names are expected"
            step = "put one tab between the two names"
            issues.append(
                Issue(stage="people", where=f"standard input, line {number}", what=what, next_step=step)
            )
            result(f"{0:.4f}\tnot compared: {what}")
            continue
        found = match_names(*pair)
        result(f"{found.score:.4f}\t{found.reason}")
    report_issues(issues)
