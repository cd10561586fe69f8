"""`whomet report`: the site from the ledger as it is."""

from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import result
from whomet.cli.options import FolderOption


def report(
    folder: FolderOption = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write it (default: site/).")
    ] = None,
) -> None:
    """Write the site from the ledger as it is, without reading anything new."""
    from whomet.announcing import write_feed
    from whomet.folder import open_folder
    from whomet.publishing import publication
    from whomet.report import build_site

    with open_folder(folder) as opened:
        published = publication(opened)
        page = build_site(published, out or opened.site)
        if out is None:
            write_feed(opened, published)
    result(str(page))
