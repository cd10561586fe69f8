"""Web archives: WARC files (ISO 28500) and WACZ packages (specs.webrecorder.net/wacz/1.1.1).

Each record that holds a document becomes bytes of its own: the body as the server meant it, its address and
the moment of its capture.
"""

import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from whomet.errors import UnreadableInput
from whomet.model import Issue
from whomet.sources.collect import Given, Incoming, Limits

OUR_NAME = "WHOMET-Name"
"""A field of a record that whomet wrote: the name of the file it was taken from."""

OUR_GIVEN = "WHOMET-Given"
"""Another: what was said of it when it was brought, as JSON."""

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


def is_wacz(data: bytes) -> bool:
    """Whether the bytes are a ZIP file with the manifest of a WACZ package."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "datapackage.json" in package.namelist() and any(
                name.startswith("archive/") for name in package.namelist()
            )
    except zipfile.BadZipFile:
        return False


def open_wacz(incoming: Incoming, limits: Limits) -> Iterator[Incoming | Issue]:
    """The documents in the WARC files of a package. Raises UnreadableInput where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(incoming.data)) as package:
            json.loads(package.read("datapackage.json"))
            for entry in package.infolist():
                if not entry.filename.startswith("archive/") or entry.is_dir():
                    continue
                if entry.file_size > limits.largest_file:
                    raise UnreadableInput(
                        f"{entry.filename} in it is larger than {limits.largest_file / 1e6:.0f} MB",
                        where=incoming.name,
                        next_step="split the archive, or raise the limit",
                    )
                inner = Incoming(data=package.read(entry), name=incoming.name, given=incoming.given)
                yield from open_warc(inner, limits)
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, NotImplementedError) as error:
        raise UnreadableInput(
            f"is a damaged WACZ package: {error}", where=incoming.name, next_step="export it again"
        ) from error


def open_warc(incoming: Incoming, limits: Limits) -> Iterator[Incoming | Issue]:
    """The documents of a WARC file, plain or compressed; one issue names what was left out, and one the place
    where a damaged file breaks off."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    left_out: Counter[str] = Counter()
    names: Counter[str] = Counter()
    read = 0
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    try:
        for record in ArchiveIterator(
            io.BytesIO(incoming.data), record_types=wanted, parse_http=True, auto_decode="all"
        ):
            read += 1
            refusal = _refusal(record)
            if refusal:
                left_out[refusal] += 1
                continue
            data = record.reader.read(limits.largest_file + 1)
            if len(data) > limits.largest_file:
                left_out["larger than the limit"] += 1
                continue
            if not data.strip():
                left_out["empty"] += 1
                continue
            yield _captured(record.headers, data, incoming, names)
    except (RuntimeError, OSError, ValueError, EOFError) as error:
        yield _issue(incoming, f"breaks off after {read} records: {error}", "download the archive again")
    if _is_cut(incoming.data):
        yield _issue(incoming, f"breaks off after {read} whole records", "download the archive again")
    if not read:
        yield _issue(incoming, "holds no captured pages", "check how it was made")
    if left_out:
        listed = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        yield _issue(
            incoming, f"records of it are no documents and were left out: {listed}", "none is needed"
        )


def _is_cut(data: bytes) -> bool:
    """Whether a WARC file ends inside a record: its last compressed member, or the blank lines that close a
    record (ISO 28500, section 4.2), are not whole."""
    if not data.startswith(b"\x1f\x8b"):
        return not data.endswith(b"\r\n\r\n")
    rest = data
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                if not member.decompress(member.unconsumed_tail or rest, 1_000_000):
                    return not member.eof
                rest = b""
        except zlib.error:
            return True
        rest = member.unused_data
    return False


def _refusal(record: object) -> str | None:
    """Why a record holds no document; None where it does."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.revisit:  # type: ignore[attr-defined]
        return "repetitions of an earlier capture"
    http = record.http_headers  # type: ignore[attr-defined]
    kind = record.http_content_type if http else record.headers.get("Content-Type")  # type: ignore[attr-defined]
    if http is not None and http.status_code is not None and http.status_code != 200:
        return "redirects or errors"
    kind = (kind or "").lower()
    if not kind.startswith(_READ) or kind.startswith(_PAGE_PARTS):
        return "pictures, scripts or styles"
    return None


def _captured(headers: object, data: bytes, incoming: Incoming, names: Counter[str]) -> Incoming:
    address = headers.get("WARC-Target-URI") or ""  # type: ignore[attr-defined]
    own = headers.get(OUR_NAME)  # type: ignore[attr-defined]
    name = unquote(own) if own else _name(address, names)
    said = headers.get(OUR_GIVEN)  # type: ignore[attr-defined]
    given = Given.model_validate(
        {
            **(json.loads(unquote(said)) if said else {}),
            "url": address if address.startswith(("http://", "https://")) else None,
            "fetched": headers.get("WHOMET-Fetched") if own else headers.get("WARC-Date"),  # type: ignore[attr-defined]
        }
    )
    return Incoming(data=data, name=name if own else f"{incoming.name}/{name}", given=given)


def _name(address: str, names: Counter[str]) -> str:
    """A name for a page by its address, each once."""
    parts = urlsplit(address)
    path = parts.path.strip("/").replace("/", "-") or "index"
    name = f"{parts.hostname or 'page'}-{path}"[:_LARGEST_NAME].replace(".html", "").replace(".", "-")
    names[name] += 1
    return name if names[name] == 1 else f"{name}-{names[name]}"


def _issue(incoming: Incoming, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=incoming.name, what=what, next_step=next_step)
