"""The archive as a WACZ package (specs.webrecorder.net/wacz/1.1.1): evidence that a standard replayer opens.

Every original is a record of one WARC file (ISO 28500): what came from the web as a response under its address,
a file as a resource under its hash. Fields of our own keep what whomet needs to read the same documents again.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import whomet
from whomet.model import Noun, Original

_WARC, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"


class Record(Noun):
    """Where one original stands in the WARC file: offset and length in bytes."""

    address: str
    moment: datetime
    media_type: str
    digest: str
    offset: int
    length: int
    is_page: bool


def write_wacz(originals: Iterable[tuple[Original, bytes]], target: Path, *, title: str) -> int:
    """Write the originals to `target` and return how many there are. The file appears whole or not at all.

    Raises OSError where it cannot be written.
    """
    temporary = target.with_name(f".{target.name}.writing")
    warc = io.BytesIO()
    writer = WARCWriter(warc, gzip=True, warc_version="1.1")
    software = {"software": f"whomet/{whomet.__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", software))
    records = [_written(original, data, writer, warc) for original, data in originals]
    parts = {
        _WARC: warc.getvalue(),
        _INDEX: "".join(sorted(_index_line(record) for record in records)).encode(),
        _PAGES: _pages(records, title).encode(),
    }
    package = _package(parts, title).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:  # replayers seek in it
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr("datapackage.json", package)
        archive.writestr("datapackage-digest.json", json.dumps(digest))
    temporary.replace(target)
    return len(records)


def _written(original: Original, data: bytes, writer: WARCWriter, warc: io.BytesIO) -> Record:
    kind = original.media_type.partition(";")[0]
    moment = _moment(original.fetched)
    said = original.model_dump(
        mode="json", include={"published", "kind", "title", "author"}, exclude_none=True
    )
    headers = {
        "WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WHOMET-Name": quote(original.name),
        **({"WHOMET-Fetched": original.fetched} if original.fetched else {}),
        **({"WHOMET-Given": quote(json.dumps(said, sort_keys=True))} if said else {}),
    }
    is_page = bool(original.url and original.url.startswith(("http://", "https://")))
    address = original.url if is_page and original.url else f"urn:sha256:{original.sha256}"
    http = (
        StatusAndHeaders(
            "200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))], protocol="HTTP/1.1"
        )
        if is_page
        else None
    )
    record = writer.create_warc_record(
        address,
        "response" if is_page else "resource",
        payload=io.BytesIO(data),
        length=len(data),
        http_headers=http,
        warc_content_type="application/http; msgtype=response" if is_page else kind,
        warc_headers_dict=headers,
    )
    offset = warc.tell()
    writer.write_record(record)
    return Record(
        address=address,
        moment=moment,
        media_type=kind,
        digest=f"sha256:{original.sha256}",
        offset=offset,
        length=warc.tell() - offset,
        is_page=is_page,
    )


def _moment(fetched: str | None) -> datetime:
    if fetched is None:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(fetched)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _index_line(record: Record) -> str:
    """A line of the CDXJ index (github.com/webrecorder/cdxj-indexer): key, moment, and where to find it."""
    where = {
        "url": record.address,
        "mime": record.media_type,
        "status": "200",
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": "data.warc.gz",
    }
    return f"{_sort_key(record.address)} {record.moment:%Y%m%d%H%M%S} {json.dumps(where)}\n"


def _sort_key(address: str) -> str:
    """The address with its host's names in reverse (SURT): "com,example)/page?a=1"."""
    parts = urlsplit(address.lower())
    if not parts.hostname:
        return address.lower()
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    return f"{host}){parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _pages(records: list[Record], title: str) -> str:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": title}]
    lines += [
        {"id": str(number), "url": record.address, "ts": record.moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
        for number, record in enumerate(records, start=1)
        if record.is_page
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def _package(parts: dict[str, bytes], title: str) -> str:
    resources = [
        {
            "name": Path(path).name,
            "path": path,
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "bytes": len(data),
        }
        for path, data in parts.items()
    ]
    return json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title,
            "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "software": f"whomet {whomet.__version__}",
            "resources": resources,
        },
        indent=2,
    )
