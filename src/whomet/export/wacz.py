"""The archive as a WACZ package (specs.webrecorder.net/wacz/1.1.1): evidence that a standard replayer opens.

Every capture is a record of one WARC file; an index, a list of pages and a manifest with the hash of each of these
lie beside it.
"""

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import whomet
from whomet.export.cdxj import Record, index_line
from whomet.export.warc import WarcFile
from whomet.model import Noun, Original

_WARC, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"


class _Part(Noun):
    """A file of the package, as the manifest describes it."""

    path: str
    sha256: str
    size: int


def write_wacz(captures: Iterable[tuple[Original, bytes]], target: Path, *, title: str) -> int:
    """Write the captures to `target` and return how many there are. The file appears whole or not at all, and no
    more than one capture is held in memory.

    Raises OSError where it cannot be written.
    """
    temporary = target.with_name(f".{target.name}.writing")
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        # Replayers seek in it: stored, not compressed once more.
        with (
            tempfile.TemporaryFile(dir=target.parent) as warc_file,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as package,
        ):
            warc = WarcFile(warc_file, Path(_WARC).name, now)
            records = [warc.add(capture, data) for capture, data in captures]
            index = "".join(sorted(index_line(record, Path(_WARC).name) for record in records))
            parts = [
                _copied(package, _WARC, warc_file),
                _written(package, _INDEX, index.encode()),
                _written(package, _PAGES, _pages(records, title).encode()),
            ]
            manifest = _written(package, "datapackage.json", _manifest(parts, title, now).encode())
            digest = {"path": manifest.path, "hash": f"sha256:{manifest.sha256}"}
            _written(package, "datapackage-digest.json", json.dumps(digest).encode())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return len(records)


def _copied(package: zipfile.ZipFile, path: str, file: io.BufferedRandom) -> _Part:
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    with package.open(
        zipfile.ZipInfo(path, datetime.now(UTC).timetuple()[:6]), "w", force_zip64=True
    ) as part:
        shutil.copyfileobj(file, part)
    return _Part(path=path, sha256=sha256, size=size)


def _written(package: zipfile.ZipFile, path: str, data: bytes) -> _Part:
    package.writestr(path, data)
    return _Part(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _pages(records: list[Record], title: str) -> str:
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": title}]
    lines += [
        {
            "id": str(number),
            "url": record.address,
            "ts": record.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "title": record.title or record.address,
        }
        for number, record in enumerate(records, start=1)
        if record.is_page
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def _manifest(parts: list[_Part], title: str, created: datetime) -> str:
    resources = [
        {"name": Path(p.path).name, "path": p.path, "hash": f"sha256:{p.sha256}", "bytes": p.size}
        for p in parts
    ]
    return json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title,
            "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "software": f"whomet {whomet.__version__}",
            "resources": resources,
        },
        indent=2,
    )
