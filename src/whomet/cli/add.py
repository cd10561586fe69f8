"""`whomet add`: files and folders into the archive and the ledger."""

from pathlib import Path

from whomet.cli.console import note, progress, report_issues, result
from whomet.cli.options import FolderOption, Origins


def add(sources: Origins, folder: FolderOption = Path()) -> None:
    """Take in pages, PDFs, Word files, mail, posts, registers, web archives, feeds: archive them, keep the texts."""
    from whomet.folder import open_folder
    from whomet.intake import take_in
    from whomet.proof import stamp_archive

    with open_folder(folder) as opened, progress() as watch:
        taken = take_in(opened, sources, watch=watch)
        unstamped = stamp_archive(opened)
    for attempt in taken.attempts:
        result(f"{attempt.status:<10} {attempt.url}  {attempt.what}")
    result(f"{taken.new} documents new or changed, {taken.unchanged} unchanged, {len(taken.issues)} issues")
    note("Next: whomet run")
    report_issues((*taken.issues, *unstamped))
