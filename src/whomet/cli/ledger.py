"""`whomet ledger`: the records."""

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, result_json
from whomet.cli.options import FolderOption
from whomet.model import Claim, Encounter


class Format(StrEnum):
    """How the records are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def ledger(
    folder: FolderOption = Path(),
    format_: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
    show_all: Annotated[bool, typer.Option("--all", help="Those that are not counted too.")] = False,
) -> None:
    """Print the records that count; with --all also the others, each with the reason."""
    from whomet.export import encounter_as_exchange
    from whomet.folder import open_folder

    with open_folder(folder) as opened:
        claims = {claim.id: claim for claim in opened.ledger.claims()}
        everything = opened.ledger.encounters()
    shown = [encounter for encounter in everything if show_all or encounter.counted]
    match format_:
        case Format.JSON:
            result_json([encounter_as_exchange(encounter, claims) for encounter in shown], indent=2)
        case Format.JSONL:
            for encounter in shown:
                result_json(encounter_as_exchange(encounter, claims))
        case Format.CSV:
            _print_csv(shown, claims)
        case Format.TABLE:
            _print_table(shown, claims)
    if len(shown) < len(everything):
        note(f"{len(everything) - len(shown)} more records are not counted: whomet ledger --all says why")


def _print_csv(encounters: list[Encounter], claims: dict[str, Claim]) -> None:
    from whomet.export import COLUMNS, encounter_as_cells

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(encounter_as_cells(encounter, claims) for encounter in encounters)


def _print_table(encounters: list[Encounter], claims: dict[str, Claim]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from whomet.export import COLUMNS, encounter_as_cells

    chosen = ("id", "date", "who", "country", "mode", "occurrence", "verification", "place", "counted")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in chosen:
        table.add_column(column, no_wrap=column in {"id", "date"})
    for encounter in encounters:
        cells = dict(zip(COLUMNS, encounter_as_cells(encounter, claims), strict=True))
        table.add_row(*(Text(cells[column]) for column in chosen))
    # A pipe has no width: give every column the room it needs.
    Console(width=None if sys.stdout.isatty() else 200).print(table)
