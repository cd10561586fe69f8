"""`whomet leads`: rows of registers that name a company of the subject and not the subject."""

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, result_json
from whomet.cli.ledger import Format
from whomet.cli.options import FolderOption
from whomet.model import Lead

_COLUMNS = ("date", "official", "title", "country", "company", "purpose", "document", "row")


def leads(
    folder: FolderOption = Path(),
    format_: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TABLE,
) -> None:
    """Print the leads: meetings of the subject's companies in registers. They are no encounters and never count."""
    from whomet.folder import open_folder

    with open_folder(folder) as opened:
        found = opened.ledger.leads()
        rows = {lead.document_id: opened.ledger.document(lead.document_id).member or "" for lead in found}
    match format_:
        case Format.JSON:
            result_json([lead.model_dump(mode="json") for lead in found], indent=2)
        case Format.JSONL:
            for lead in found:
                result_json(lead.model_dump(mode="json"))
        case Format.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(_COLUMNS)
            writer.writerows(_cells(lead, rows) for lead in found)
        case Format.TABLE:
            _print_table(found, rows)
    note(f"{len(found)} leads; look for the subject's own part in each, and add the document that shows it")


def _cells(lead: Lead, rows: dict[str, str]) -> tuple[str, ...]:
    said = (lead.date, lead.official, lead.title, lead.country, lead.company, lead.purpose)
    return (*(value or "" for value in said), lead.document_id, rows[lead.document_id])


def _print_table(found: tuple[Lead, ...], rows: dict[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in _COLUMNS:
        table.add_column(column, no_wrap=column == "date")
    for lead in found:
        table.add_row(*map(Text, _cells(lead, rows)))
    Console(width=None if sys.stdout.isatty() else 200).print(table)
