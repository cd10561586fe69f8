"""Captures as records of a WARC file (ISO 28500:2017).

What a server sent with its headers is a response under its address; a page without them is a resource under its
address, and a file a resource under its hash. Two fields of our own keep what whomet needs to read the same
documents again.
"""

import io
import json
from datetime import UTC, datetime
from typing import IO
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import whomet
from whomet.export.cdxj import Record
from whomet.model import Original

NAME_FIELD, GIVEN_FIELD = "WHOMET-Name", "WHOMET-Given"
"""The file's name, and what was said of it (JSON), both percent-encoded."""

# The body is stored decoded: what the server said of its encoding is kept under the name that archives use.
_OF_THE_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KEPT_AS = "X-Archive-Orig-"
_GIVEN = {"url", "fetched", "requested", "published", "seen", "kind", "title", "author"}


class WarcFile:
    """A WARC file that captures are added to, each as a gzip member of its own. `written` is the moment given
    to files that were not fetched."""

    def __init__(self, file: IO[bytes], name: str, written: datetime) -> None:
        self._file, self._written = file, written
        self._writer = WARCWriter(file, gzip=True, warc_version="1.1")
        software = {"software": f"whomet/{whomet.__version__}", "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record(name, software))

    def add(self, capture: Original, data: bytes) -> Record:
        """Write one capture. Returns where it stands."""
        kind = capture.media_type.partition(";")[0]
        moment = self._moment(capture)
        from_web = bool(capture.url and capture.url.startswith(("http://", "https://")))
        address = capture.url if from_web and capture.url else f"urn:sha256:{capture.sha256}"
        http = _http_headers(capture, len(data)) if from_web and capture.headers else None
        said = capture.model_dump(mode="json", include=_GIVEN, exclude_none=True)
        record = self._writer.create_warc_record(
            address,
            "response" if http else "resource",
            payload=io.BytesIO(data),
            length=len(data),
            http_headers=http,
            warc_content_type="application/http; msgtype=response" if http else kind,
            warc_headers_dict={
                "WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                NAME_FIELD: quote(capture.name),
                GIVEN_FIELD: quote(json.dumps(said, sort_keys=True)),
            },
        )
        offset = self._file.tell()
        self._writer.write_record(record)
        return Record(
            address=address,
            moment=moment,
            media_type=kind,
            digest=f"sha256:{capture.sha256}",
            offset=offset,
            length=self._file.tell() - offset,
            title=capture.title or capture.name,
        )

    def _moment(self, capture: Original) -> datetime:
        """When it was fetched, if that is known and is a moment."""
        try:
            moment = datetime.fromisoformat(capture.fetched or "")
        except ValueError:
            return self._written
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _http_headers(capture: Original, size: int) -> StatusAndHeaders:
    sent = [
        (f"{_KEPT_AS}{name}" if name.lower() in _OF_THE_TRANSFER else name, value)
        for name, value in capture.headers
    ]
    return StatusAndHeaders("200 OK", [*sent, ("Content-Length", str(size))], protocol="HTTP/1.1")
