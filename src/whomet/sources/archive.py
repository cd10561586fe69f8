"""The archive: originals kept under the hash of their bytes, so that a change cannot pass unseen."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from whomet.errors import ArchiveError
from whomet.model import Issue

_NAME = re.compile(r"[0-9a-f]{64}")


class Archive:
    """A folder of originals, each in `ab/abcdef…` after the SHA-256 of its bytes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the original with this hash is kept. Raises ArchiveError for anything but a hash."""
        if not _NAME.fullmatch(sha256):
            raise ArchiveError(f"not a SHA-256: {sha256!r}", where=str(self.root))
        return self.root / sha256[:2] / sha256

    def store(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256. Storing what is there already changes nothing.

        The bytes are written beside their place, flushed to disk and renamed into it, so that a
        process killed at any moment leaves either no original or the whole of it. Raises
        ArchiveError where the folder cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        place = self.path(sha256)
        try:
            if place.is_file() and _sha256(place) == sha256:
                return sha256
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, data)
        except OSError as error:
            raise ArchiveError(
                f"an original could not be kept: {error.strerror or error}",
                where=str(place),
                next_step="check the space and the permissions of the archive folder",
            ) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The original with this hash. Raises ArchiveError where it is missing or its bytes changed."""
        place = self.path(sha256)
        try:
            data = place.read_bytes()
        except FileNotFoundError as error:
            raise ArchiveError("the original is missing", where=str(place), next_step=_ADD_AGAIN) from error
        except OSError as error:
            raise ArchiveError(
                f"the original could not be read: {error.strerror or error}",
                where=str(place),
                next_step="check the permissions of the archive folder",
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError("the original has changed", where=str(place), next_step=_ADD_AGAIN)
        return data

    def check(self) -> Iterator[Issue]:
        """An issue for every file of the archive whose bytes are not those it is named after.

        Files of an interrupted `store` (their names start with a dot) are no originals and are left out.
        """
        for place in sorted(self.root.glob("*/*")) if self.root.is_dir() else ():
            if place.name.startswith("."):
                continue
            if not _NAME.fullmatch(place.name) or place.parent.name != place.name[:2]:
                yield _issue(place, "is not an archived original", "move it out of the archive")
                continue
            try:
                changed = _sha256(place) != place.name
            except OSError as error:
                yield _issue(place, f"could not be read: {error.strerror or error}", "check its permissions")
                continue
            if changed:
                yield _issue(place, "the original has changed", _ADD_AGAIN)


_ADD_AGAIN = "restore the file from a backup, or add its source again"


def _sha256(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(place: Path, data: bytes) -> None:
    """Put `data` in `place` wholly or not at all, whenever the process ends. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _issue(place: Path, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=str(place), what=what, next_step=next_step)
