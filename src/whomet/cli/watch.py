"""`whomet watch`: feeds and sitemaps followed, new encounters told of."""

import time
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import note, progress, report_issues, result
from whomet.cli.options import FolderOption
from whomet.errors import SettingsError, UsageError, WhometError
from whomet.model import Encounter, Issue


def watch(
    folder: FolderOption = Path(),
    once: Annotated[bool, typer.Option("--once", help="Look once and end: for cron.")] = False,
    every: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1, help="How long to wait between two looks.")
    ] = 30,
) -> None:
    """Follow the feeds and sitemaps of whomet.toml: take in new pages that name the subject, run, and tell of
    new encounters in an Atom feed and by webhook. Ctrl-C ends it; it goes on where it was."""
    if once:
        report_issues(_look(folder))
        return
    try:
        while True:
            try:
                for issue in _look(folder):
                    note(f"issue: {issue}")
            except (UsageError, SettingsError):
                raise
            except WhometError as error:
                note(f"whomet: {error}")  # a database that is down for a night: the next look may do
            time.sleep(every * 60)
    except KeyboardInterrupt:
        note("Watching ended.")


def _look(folder: Path) -> tuple[Issue, ...]:
    from whomet.folder import open_folder
    from whomet.following import follow

    with open_folder(folder) as opened, progress() as watcher:
        done = follow(opened, watch=watcher)
    for attempt in done.attempts:
        note(f"{attempt.status:<10} {attempt.url}  {attempt.what}")
    result(f"{done.documents} documents new or changed, {len(done.encounters)} new encounters")
    for encounter in done.encounters:
        result(_line(encounter))
    if done.feed:
        result(str(done.feed))
    return done.issues


def _line(encounter: Encounter) -> str:
    who = ", ".join(figure.name or figure.title or "?" for figure in encounter.figures)
    date = encounter.date.value or "undated"
    return f"{encounter.id}  {date}  {who}  {encounter.occurrence.value}, {encounter.verification.value}"
