"""From the ledger and the archive to files for other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whomet.errors import ArchiveError
from whomet.export.wacz import write_wacz
from whomet.folder import Folder
from whomet.issues import issue_from
from whomet.model import Issue, Original
from whomet.watching import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Exported:
    """How many originals were written, and which could not be."""

    originals: int
    issues: tuple[Issue, ...]


def export_wacz(folder: Folder, target: Path, *, watch: Watch = unwatched) -> Exported:
    """The archived originals as a WACZ package, in the order they came in, so that whoever takes it in gets the
    same documents; a missing or changed one is reported and left out.

    Raises ArchiveError where the file cannot be written.
    """
    captures = folder.ledger.captures()
    issues: list[Issue] = []

    def read() -> Iterator[tuple[Original, bytes]]:
        for done, capture in enumerate(captures, start=1):
            watch("captures written", done, len(captures))
            try:
                yield capture, folder.archive.read(capture.sha256)
            except ArchiveError as error:
                issues.append(issue_from(error, stage="export"))

    try:
        number = write_wacz(read(), target, title=folder.investigation.name)
    except OSError as error:
        raise ArchiveError(
            f"could not be written: {error.strerror or error}",
            where=str(target),
            next_step="check the folder and its permissions",
        ) from error
    return Exported(number, tuple(issues))
