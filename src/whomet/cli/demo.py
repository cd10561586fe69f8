"""`whomet demo`: the bundled investigation, from its files to its page."""

from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, progress, result
from whomet.cli.headline import headline


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to build it.", file_okay=False)] = Path(
        "demo"
    ),
) -> None:
    """Build the bundled investigation and its site: offline, one command, seconds the second time."""
    from whomet import pipeline
    from whomet.example import copy_example
    from whomet.folder import open_folder
    from whomet.intake import take_in

    sources = copy_example("musk", folder)
    note(f"The bundled investigation is in {folder}: its settings, and {sources}/ with its sources.")
    with open_folder(folder) as opened, progress() as watch:
        taken = take_in(opened, [sources], watch=watch)
        note(f"{taken.new + taken.unchanged} documents in the archive, {taken.new} of them new")
        done = pipeline.run(opened, watch=watch)
    note(f"{done.documents_read} documents read")
    for issue in (*taken.issues, *done.issues):
        note(f"issue: {issue}")
    for line in headline(done.published):
        result(line)
    result(f"The page: {done.page}")
    note(f"Next: open it in a browser, or: whomet explain countries --folder {folder}")
