"""Collecting files and folders: every file is handed on, ignored by rule, or reported."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from whomet.model import Given, Issue


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read, in bytes (a newspaper page is about 0.3 MB, a year of a busy account's
    posts about 20 MB), and the largest web archive: packed, and all that it gives together. A web archive is read
    record by record."""

    largest_file: int = 100_000_000
    largest_archive: int = 20_000_000_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes as they came. `name` is the file's name, or its path below the folder that was named. Of a file that
    is too large to be read at once (it may be a web archive), `data` holds the beginning, and `path` leads to it.
    """

    data: bytes
    name: str
    given: Given = field(default_factory=Given)
    path: Path | None = None

    def open(self) -> IO[bytes]:
        """The bytes as a file. Raises OSError."""
        return self.path.open("rb") if self.path else io.BytesIO(self.data)


def kept_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What a server said of a page, without what it said to the one who fetched it (cookies)."""
    kept = (
        (" ".join(name.split()), " ".join(value.split())[:_LONGEST_HEADER])
        for name, value in headers
        if name.strip().lower() not in _PERSONAL_HEADERS
    )
    return tuple(kept)[:_MOST_HEADERS]


_PERSONAL_HEADERS = frozenset({"", "set-cookie", "set-cookie2"})
_MOST_HEADERS, _LONGEST_HEADER = 100, 2_000
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"WARC/")
_HEAD = 65_536


def collect(targets: Iterable[Path], *, limits: Limits = Limits()) -> Iterator[Incoming | Issue]:
    """The files that `targets` name or contain, in a fixed order (sorted by path within a folder).

    Hidden files and folders (a name that starts with a dot) inside a folder are left out. A link that
    leads out of the folder, a file that cannot be read or is larger than `limits.largest_file`
    bytes, and a target that does not exist are each reported as an issue; the rest goes on.
    """
    for target in targets:
        if target.is_dir():
            yield from _collect_folder(target, limits)
        else:
            yield _collect_file(target, target.name, limits)


def _collect_folder(folder: Path, limits: Limits) -> Iterator[Incoming | Issue]:
    inside = folder.resolve()
    found = False
    for path in sorted(_files_below(folder)):
        found = True
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            yield _issue(path, "is a link that leads out of the folder", "name the linked file itself")
        elif path.is_dir():
            yield _issue(path, "is a link to a folder", "name the folder itself")
        else:
            yield _collect_file(path, name, limits)
    if not found:
        yield _issue(folder, "the folder holds no files", "name a folder with documents in it")


def _files_below(folder: Path) -> Iterator[Path]:
    # Path.walk reports links to folders among the folders and does not follow them.
    for below, folders, files in folder.walk(on_error=None):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (below / name for name in folders if (below / name).is_symlink())
        yield from (below / name for name in files if not name.startswith("."))


def _collect_file(path: Path, name: str, limits: Limits) -> Incoming | Issue:
    try:
        if not path.exists():
            return _issue(path, "there is no such file", "check the path")
        if not path.is_file():
            return _issue(path, "is neither a file nor a folder", "name a file or a folder")
        size = path.stat().st_size
        if limits.largest_file < size <= limits.largest_archive:
            with path.open("rb") as file:
                head = file.read(_HEAD)
            if head.startswith(_ARCHIVES):
                return Incoming(data=head, name=name, path=path)
        if size > limits.largest_file:
            megabytes = f"{size / 1e6:.0f} MB is more than the limit of {limits.largest_file / 1e6:.0f} MB"
            return _issue(path, megabytes, "split the file, or raise the limit")
        return Incoming(data=path.read_bytes(), name=name)
    except OSError as error:
        return _issue(path, f"could not be read: {error.strerror or error}", "check its permissions")


def _issue(path: Path, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=str(path), what=what, next_step=next_step)
