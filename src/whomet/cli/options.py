"""Options that several commands share, so that they are called the same everywhere."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from whomet.model import DocumentKind


def _is_a_day(value: str | None) -> str | None:
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise typer.BadParameter(f"{value!r} is no day; write it as 2024-10-25") from error
    return value


FolderOption = Annotated[
    Path, typer.Option("--folder", "-C", help="The investigation's folder.", file_okay=False)
]
Sources = Annotated[list[Path], typer.Argument(help="Files or folders.", metavar="SOURCE...")]
Origins = Annotated[
    list[str],
    typer.Argument(help="Files, folders, addresses of pages, feeds or sitemaps.", metavar="SOURCE..."),
]
SubjectOption = Annotated[str, typer.Option("--subject", help="The tracked person.")]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DAY", callback=_is_a_day, help="The day of publication, as 2024-10-25."
    ),
]
KindOption = Annotated[DocumentKind | None, typer.Option("--kind", help="What sort of text it is.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
