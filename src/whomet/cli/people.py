"""`whomet people`: what the table of office-holders knows."""

from typing import Annotated

import typer

from whomet.cli.console import result, result_json
from whomet.cli.options import JsonOption

app = typer.Typer(help="The table of office-holders.", no_args_is_help=True)


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
) -> None:
    """Print a person's offices with sources; with --on those of that day: held, not held, or unknown."""
    from whomet.people import offices_of

    answer = offices_of(name, on)
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
