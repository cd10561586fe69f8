"""Opening a file of any size: plain or gzip, as lines or as the objects of a JSON document."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import ijson

from whomet.errors import UnreadableInput

_GZIP = b"\x1f\x8b"


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked where it is gzip. Raises UnreadableInput where it cannot be opened."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
        return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]
    except OSError as error:
        raise UnreadableInput(
            f"cannot be opened: {error.strerror}", where=str(path), next_step="check the name and the rights"
        ) from error


def items(path: Path, prefix: str) -> Iterator[Any]:
    """The items of the list at `prefix`, one after the other. Raises UnreadableInput, naming the line,
    where the JSON is cut off or wrong; the items before it have been given by then."""
    with opened(path) as file:
        try:
            yield from ijson.items(file, f"{prefix}.item", use_float=True)
        except ijson.JSONError as error:
            raise _at_its_line(path, error) from error


def pairs(path: Path, prefix: str) -> Iterator[tuple[str, Any]]:
    """The keys and values of the object at `prefix`; otherwise as `items`."""
    with opened(path) as file:
        try:
            yield from ijson.kvitems(file, prefix, use_float=True)
        except ijson.JSONError as error:
            raise _at_its_line(path, error) from error


def _at_its_line(path: Path, error: ijson.JSONError) -> UnreadableInput:
    """The error with its line, found by a second look at the whole file."""
    with opened(path) as file:
        text = file.read().decode("utf-8", "replace")
    try:
        json.loads(text)
        where = "a line not known"
    except json.JSONDecodeError as exact:
        where = f"line {exact.lineno}, column {exact.colno}"
    what = "the JSON is cut off" if isinstance(error, ijson.IncompleteJSONError) else "not JSON"
    return UnreadableInput(
        f"{what} at {where}; what stood before it was taken", where=str(path), next_step="get the file again"
    )
