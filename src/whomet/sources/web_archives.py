"""Web archives: WARC files (ISO 28500) and WACZ packages (specs.webrecorder.net/wacz/1.1.1).

Each record that holds a document becomes bytes of its own: the body as the server meant it, its address, the moment
of its capture and what the server said of it. A revisit (the server sent what it had sent before) becomes the
earlier body under its own address.
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from whomet.errors import UnreadableInput
from whomet.model import Given, Issue
from whomet.model.web_address import web_address
from whomet.sources.collect import Incoming, Limits, kept_headers
from whomet.sources.cut_archives import is_cut

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

OUR_NAME = "WHOMET-Name"
"""A field of a record that whomet wrote: the name of the file it was taken from."""
OUR_GIVEN = "WHOMET-Given"
"""And what was said of that file (JSON)."""

_READ = (
    "text/",
    "application/pdf",
    "application/json",
    "application/xhtml",
    "application/vnd.openxmlformats",
    "application/x-ndjson",
)
_PAGE_PARTS = ("text/css", "text/javascript")
_LARGEST_NAME = 150
_ORIGINALLY = re.compile(r"^x-archive-orig-", re.IGNORECASE)
_REPETITIONS = "repetitions of an earlier capture"
_REPETITIONS_OF_OTHERS = "repetitions of captures that are in another file"


def is_wacz(file: IO[bytes]) -> bool:
    """Whether the file is a ZIP file with the manifest of a WACZ package."""
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return "datapackage.json" in names and any(name.startswith("archive/") for name in names)


def open_wacz(incoming: Incoming, limits: Limits) -> Iterator[Incoming | Issue]:
    """The documents in the WARC files of a package. Raises UnreadableInput where it is damaged."""
    try:
        with incoming.open() as file, zipfile.ZipFile(file) as package:
            json.loads(package.read("datapackage.json"))
            for entry in package.infolist():
                if not entry.filename.startswith("archive/") or entry.is_dir():
                    continue
                if entry.file_size > limits.largest_archive:
                    raise UnreadableInput(
                        f"{entry.filename} in it is larger than {limits.largest_archive / 1e6:.0f} MB",
                        where=incoming.name,
                        next_step="split the archive, or raise the limit",
                    )
                yield from _documents(lambda entry=entry: package.open(entry), incoming, limits)  # type: ignore[misc]
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(
            f"is a damaged WACZ package: {error}", where=incoming.name, next_step="export it again"
        ) from error


def open_warc(incoming: Incoming, limits: Limits) -> Iterator[Incoming | Issue]:
    """The documents of a WARC file, plain or compressed; one issue names what was left out, and one the place
    where a damaged file breaks off."""
    yield from _documents(incoming.open, incoming, limits)


def _documents(
    opened: Callable[[], IO[bytes]], incoming: Incoming, limits: Limits
) -> Iterator[Incoming | Issue]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    left_out: Counter[str] = Counter()
    seen = _Seen()
    read = total = 0
    last = 0
    documents = (WarcRecordType.response, WarcRecordType.resource)
    try:
        with opened() as file:
            for record in ArchiveIterator(file, parse_http=True, auto_decode="all"):
                last = record.stream_pos
                if record.content_length > limits.largest_archive:
                    what = f"has a record of {record.content_length / 1e6:.0f} MB, after {read} others"
                    yield _issue(incoming, what, "split the archive, or raise the limit")
                    break
                if record.record_type == WarcRecordType.revisit:
                    read += 1
                    yield from _revisited(record, seen, opened, incoming, limits, left_out)
                if record.record_type not in documents:
                    continue
                read += 1
                data = _body(record, limits, left_out)
                if data is None:
                    continue
                total += len(data)
                if total > limits.largest_archive:
                    what = f"holds more than {limits.largest_archive / 1e6:.0f} MB: the first {read} records were read"
                    yield _issue(incoming, what, "split the archive, or raise the limit")
                    break
                seen.note(record)
                yield _captured(record, data, incoming, seen)
        with opened() as file:
            file.seek(last)
            if is_cut(file, limits.largest_archive):
                what = f"breaks off after {read} whole records"
                yield _issue(incoming, what, "download the archive again")
    except (RuntimeError, OSError, ValueError, EOFError) as error:
        yield _issue(incoming, f"breaks off after {read} records: {error}", "download the archive again")
    if not read:
        yield _issue(incoming, "holds no captured pages", "check how it was made")
    if left_out:
        listed = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        yield _issue(
            incoming, f"records of it are no documents and were left out: {listed}", "none is needed"
        )


def _body(record: "WarcRecord", limits: Limits, left_out: Counter[str]) -> bytes | None:
    """The body of a record that holds a document; None, counted by the reason, where it holds none."""
    refusal = _refusal(record)
    data: bytes = b"" if refusal else record.reader.read(limits.largest_file + 1)
    if not refusal and len(data) > limits.largest_file:
        refusal = "larger than the limit"
    elif not refusal and not data.strip():
        refusal = "empty"
    if refusal:
        left_out[refusal] += 1
        return None
    return data


def _refusal(record: "WarcRecord") -> str | None:
    """Why a record holds no document; None where it does."""
    if record.headers.get(OUR_NAME):
        return None
    http = record.http_headers
    kind = record.http_content_type if http else record.headers.get("Content-Type")
    if http is not None and http.status_code is not None and http.status_code != 200:
        return "redirects or errors"
    kind = (kind or "").lower()
    if not kind.startswith(_READ) or kind.startswith(_PAGE_PARTS):
        return "pictures, scripts or styles"
    return None


class _Seen:
    """What an archive has given so far: the place of each document in it, by the hash of its body and by its
    address; and the names given to addresses."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._addresses: set[tuple[str, str]] = set()
        self._names: dict[str, str] = {}

    def note(self, record: "WarcRecord") -> None:
        """Remember where a document is."""
        address, digest = _address(record), record.headers.get("WARC-Payload-Digest")
        self._places[address] = record.stream_pos
        if digest:
            self._places.setdefault(digest, record.stream_pos)
            self._addresses.add((address, digest))

    def place(self, revisit: "WarcRecord") -> int | None:
        """Where the body that a revisit repeats is; None where it is in another archive."""
        headers = revisit.headers
        keys = (headers.get("WARC-Payload-Digest"), headers.get("WARC-Refers-To-Target-URI"))
        return next((self._places[key] for key in keys if key in self._places), None)

    def is_new(self, revisit: "WarcRecord") -> bool:
        """Whether the body has not come under this address yet."""
        return (_address(revisit), revisit.headers.get("WARC-Payload-Digest")) not in self._addresses

    def name(self, address: str) -> str:
        """A name for a page by its address: one address keeps its name, two have two."""
        parts = urlsplit(web_address(address) or "")
        path = re.sub(r"\.x?html?$", "", parts.path.strip("/"), flags=re.IGNORECASE) or "index"
        words = f"{parts.hostname or 'page'}-{path}{'-' + parts.query if parts.query else ''}"
        stem = re.sub(r"[^\w-]+", "-", words)[:_LARGEST_NAME].strip("-")
        number = 1
        while self._names.setdefault(name := stem if number == 1 else f"{stem}-{number}", address) != address:
            number += 1
        return name


def _revisited(
    revisit: "WarcRecord",
    seen: _Seen,
    opened: Callable[[], IO[bytes]],
    incoming: Incoming,
    limits: Limits,
    left_out: Counter[str],
) -> Iterator[Incoming]:
    """The earlier body under the revisit's own address, where it is not there under it already."""
    from fastwarc.warc import ArchiveIterator

    place = seen.place(revisit)
    if place is None or not seen.is_new(revisit):
        left_out[_REPETITIONS_OF_OTHERS if place is None else _REPETITIONS] += 1
        return
    with opened() as file:
        file.seek(place)
        earlier = next(iter(ArchiveIterator(file, parse_http=True, auto_decode="all")))
        data = _body(earlier, limits, left_out)
    if data is not None:
        yield _captured(revisit, data, incoming, seen)


def _captured(record: "WarcRecord", data: bytes, incoming: Incoming, seen: _Seen) -> Incoming:
    own, said = record.headers.get(OUR_NAME), record.headers.get(OUR_GIVEN)
    http = record.http_headers.astuples() if record.http_headers else ()
    headers = kept_headers(http)
    if own:
        # The length is that of the body as whomet keeps it: what the server said of it has another name.
        sent = tuple((_ORIGINALLY.sub("", n), value) for n, value in headers if n.lower() != "content-length")
        given = Given.model_validate({**(json.loads(unquote(said)) if said else {}), "headers": sent})
        return Incoming(data=data, name=unquote(own), given=given)
    address = _address(record)
    given = Given(
        url=address if address.startswith(("http://", "https://")) else None,
        fetched=record.headers.get("WARC-Date"),
        headers=headers,
    )
    return Incoming(data=data, name=f"{incoming.name}/{seen.name(address)}", given=given)


def _address(record: "WarcRecord") -> str:
    # WARC 1.0 was read by some as to put the address in angle brackets.
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")


def _issue(incoming: Incoming, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=incoming.name, what=what, next_step=next_step)
