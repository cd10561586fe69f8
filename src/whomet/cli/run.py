"""`whomet run`: everything new, to the ledger and the site."""

from pathlib import Path

from whomet.cli.console import note, progress, report_issues, result
from whomet.cli.headline import headline
from whomet.cli.options import FolderOption


def run(folder: FolderOption = Path()) -> None:
    """Read what is new, put encounters together, count them, write the site. Interrupted, it goes on where
    it was; what is up to date is not done again."""
    from whomet import pipeline
    from whomet.folder import open_folder
    from whomet.proof import stamp_archive

    with open_folder(folder) as opened, progress() as watch:
        done = pipeline.run(opened, watch=watch)
        unstamped = stamp_archive(opened)
    note(f"{done.documents_read} documents read")
    for line in headline(done.published):
        result(line)
    result(str(done.page))
    report_issues((*done.issues, *unstamped))
