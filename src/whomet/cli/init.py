"""`whomet init`: a new investigation."""

from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, result
from whomet.cli.options import SubjectOption


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", file_okay=False)],
    subject: SubjectOption,
) -> None:
    """Begin an investigation: a folder with its settings and an empty ledger."""
    from whomet.folder import open_folder
    from whomet.settings import write_default

    path = write_default(folder, subject)
    with open_folder(folder):
        result(str(path))
    note(f"Next: whomet add SOURCE... --folder {folder}")
