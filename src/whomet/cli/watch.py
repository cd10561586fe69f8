"""`whomet watch`: following feeds and sitemaps."""

import time
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, progress, report_issues, result
from whomet.cli.options import FolderOption

_MINUTE = 60


def watch(
    folder: FolderOption = Path(),
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        int, typer.Option("--every", min=5, metavar="MINUTES", help="Minutes between rounds.")
    ] = 30,
) -> None:
    """Follow the feeds and sitemaps of whomet.toml: add what names the subject, and tell of new encounters."""
    from whomet.errors import SettingsError
    from whomet.folder import open_folder
    from whomet.following import follow_once

    while True:
        with open_folder(folder) as opened, progress() as watching:
            if not opened.investigation.watched:
                raise SettingsError(
                    "no feed or sitemap is named",
                    where=str(folder),
                    next_step='add [[watch]] with url = "https://…" to whomet.toml',
                )
            done = follow_once(opened, watch=watching)
        result(f"{done.documents} documents new, {len(done.fresh)} encounters new; the feed: {done.feed}")
        if once:
            report_issues(done.issues)
            return
        for issue in done.issues:
            note(f"issue: {issue}")
        time.sleep(every * _MINUTE)
