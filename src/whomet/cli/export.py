"""`whomet export`: the investigation in the formats of other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import progress, report_issues, result
from whomet.cli.options import FolderOption


class Format(StrEnum):
    """What `whomet export` writes."""

    WACZ = "wacz"


def export(
    form: Annotated[
        Format, typer.Argument(metavar="FORMAT", help="wacz: the archived originals, for replayers.")
    ],
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.", dir_okay=False)],
    folder: FolderOption = Path(),
) -> None:
    """Write the archive as a WACZ package: evidence that replayers open, and that whomet add takes in again."""
    from whomet.exporting import export_wacz
    from whomet.folder import open_folder

    with open_folder(folder) as opened, progress() as watch:
        exported = export_wacz(opened, target, watch=watch)
    result(f"{exported.originals} originals in {target}")
    report_issues(exported.issues)
