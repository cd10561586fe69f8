"""`whomet explain`: from a record or a number down to the words."""

from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import result
from whomet.cli.options import FolderOption
from whomet.errors import UsageError
from whomet.model import Original


def explain(
    what: Annotated[
        str, typer.Argument(metavar="ID", help="A record's id, or a number: countries, encounters, figures.")
    ],
    folder: FolderOption = Path(),
) -> None:
    """Show what a record or a published number rests on: quotes, offsets, files and hashes."""
    from whomet.export import explain_count, explain_encounter
    from whomet.folder import open_folder
    from whomet.publishing import publication

    with open_folder(folder) as opened:
        published = publication(opened)
        captures: dict[str, list[Original]] = {}
        for capture in opened.ledger.captures():
            captures.setdefault(capture.sha256, []).append(capture)
    counts = {
        "countries": published.country_count,
        "encounters": published.encounter_count,
        "figures": published.figure_count,
    }
    encounters = {encounter.id: encounter for encounter in published.encounters}
    if what in counts:
        for line in explain_count(counts[what], encounters):
            result(line)
        wanted = sorted(set(counts[what].records), key=list(encounters).index)
    elif what in encounters:
        wanted = [what]
    else:
        raise UsageError(
            "no record has this id", where=what, next_step=f"whomet ledger --all, or {', '.join(counts)}"
        )
    for encounter_id in wanted:
        result("")
        encounter = encounters[encounter_id]
        for line in explain_encounter(encounter, published.claims, published.documents, captures):
            result(line)
