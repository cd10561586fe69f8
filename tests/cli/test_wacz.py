"""The archive leaves as a WACZ package and comes back as the same ledger."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from whomet.ledger import open_ledger
from whomet.model import Document, Original

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
import heap

type Command = Callable[..., Any]


@pytest.fixture(scope="module")
def exported(whomet: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("wacz")
    (root / "in").mkdir()
    for name, (make, _) in heap.GOOD.items():
        (root / "in" / name).write_bytes(make())
    # The same bytes under another name, a page in two states, and a web archive of another program.
    (root / "in" / "again.html").write_bytes((root / "in" / "page.html").read_bytes())
    (root / "in" / "other.warc").write_bytes(served())
    first = root / "first"
    whomet("init", first, "--subject", "Tom Vale")
    for words in ("They met on 5 March 2024.", "They met on 6 March 2024.", "They met on 7 March 2024."):
        (root / "changing.txt").write_text(f"A note\n{heap.SENTENCE} {words}\n")
        whomet("add", "--folder", first, root / "changing.txt")
    whomet("add", "--folder", first, root / "in")
    whomet("run", "--folder", first)
    done = whomet("export", "wacz", root / "evidence.wacz", "--folder", first)
    assert done.returncode == 0, done.stderr
    return first, root / "evidence.wacz"


def served() -> bytes:
    """A page as a server sent it, compressed, with what it said of it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    sent = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("ETag", '"42"')]
    record = writer.create_warc_record(
        "https://Gazette.example/Vale/?b=2&a=1",
        "response",
        payload=io.BytesIO(gzip.compress(heap.PAGE.replace("an hour", "four hours").encode())),
        http_headers=StatusAndHeaders("200 OK", sent, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": "2024-03-05T10:11:12Z"},
    )
    writer.write_record(record)
    return out.getvalue()


def captures(folder: Path) -> tuple[Original, ...]:
    with open_ledger("sqlite:///ledger.sqlite", folder) as opened:
        return opened.captures()


def documents(folder: Path) -> dict[str, Document]:
    with open_ledger("sqlite:///ledger.sqlite", folder) as opened:
        return {document.id: document for document in opened.documents()}


def ledger(whomet: Command, folder: Path) -> Any:
    return json.loads(whomet("ledger", "--folder", folder, "--all", "--format", "json").stdout)


def test_the_package_comes_back_as_the_same_ledger(
    whomet: Command, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    first, package = exported
    whomet("init", tmp_path / "second", "--subject", "Tom Vale")
    added = whomet("add", "--folder", tmp_path / "second", package)
    complaints = [line for line in added.stderr.splitlines() if "issue:" in line and "left out" not in line]
    assert complaints == []
    whomet("run", "--folder", tmp_path / "second")
    records = ledger(whomet, first)
    assert len(records) > 0
    assert ledger(whomet, tmp_path / "second") == records
    assert documents(tmp_path / "second") == documents(first)
    assert captures(tmp_path / "second") == captures(first)
    assert "7 March" in documents(first)["changing"].text
    verified = whomet("verify", "--folder", tmp_path / "second")
    assert verified.returncode == 0, verified.stderr


def test_one_changed_byte_of_a_page_from_a_web_archive_is_named(
    whomet: Command, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    second = tmp_path / "second"
    whomet("init", second, "--subject", "Tom Vale")
    whomet("add", "--folder", second, exported[1])
    whomet("run", "--folder", second)
    sha256 = next(capture.sha256 for capture in captures(second) if "gazette" in capture.name)
    archived = second / "archive" / sha256[:2] / sha256
    data = bytearray(archived.read_bytes())
    data[-20] ^= 1
    archived.write_bytes(data)
    verified = whomet("verify", "--folder", second)
    issues = [line for line in verified.stderr.splitlines() if line.startswith("issue:")]
    assert verified.returncode == 1
    assert len(issues) == 1
    assert str(archived) in issues[0]
    left_out = whomet("export", "wacz", tmp_path / "damaged.wacz", "--folder", second)
    assert left_out.returncode == 1
    assert str(archived) in left_out.stderr


def test_explain_says_when_and_where_an_original_was_fetched(
    whomet: Command, exported: tuple[Path, Path]
) -> None:
    record = next(r for r in ledger(whomet, exported[0]) if any("gazette" in d for d in r["documents"]))
    said = whomet("explain", record["id"], "--folder", exported[0]).stdout
    assert "fetched 2024-03-05T10:11:12Z from https://Gazette.example/Vale/?b=2&a=1" in said
    assert 'ETag: "42"' in said
    twice = next(r for r in ledger(whomet, exported[0]) if "again" in r["documents"])
    said = whomet("explain", twice["id"], "--folder", exported[0]).stdout
    assert "file again.html, sha256" in said
    assert "file page.html, sha256" in said


def test_an_archive_that_cannot_be_written_leaves_nothing(
    whomet: Command, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    done = whomet("export", "wacz", tmp_path / "no" / "such.wacz", "--folder", exported[0])
    assert done.returncode == 3
    assert list(tmp_path.iterdir()) == []


def test_every_record_has_the_digests_it_says(exported: tuple[Path, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(exported[1]) as package:
        (tmp_path / "data.warc.gz").write_bytes(package.read("archive/data.warc.gz"))
    program = [sys.executable, "-m", "warcio.cli", "check", "-v", str(tmp_path / "data.warc.gz")]
    checked = subprocess.run(program, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") >= len(captures(exported[0]))


def test_the_package_is_whole_by_its_own_manifest(exported: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(exported[1]) as package:
        manifest = json.loads(package.read("datapackage.json"))
        digest = json.loads(package.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
        for resource in manifest["resources"]:
            data = package.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert package.getinfo(resource["path"]).compress_type == zipfile.ZIP_STORED


def test_a_replayer_finds_each_capture_by_the_index(exported: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(exported[1]) as package:
        warc = package.read("archive/data.warc.gz")
        lines = package.read("indexes/index.cdx").decode().splitlines()
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").decode().splitlines()[1:]]
    assert lines == sorted(lines)
    found = {}
    for line in lines:
        where = json.loads(line.split(" ", 2)[2])
        start, length = int(where["offset"]), int(where["length"])
        record = next(iter(ArchiveIterator(io.BytesIO(warc[start : start + length]))))
        assert record.rec_headers["WARC-Target-URI"] == where["url"]
        content = record.content_stream().read()
        assert where["digest"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        found[where["url"]] = content
    assert {page["url"] for page in pages} == {url for url in found if url.startswith("http")}
    assert b"Santiago" in found["https://courier.example/vale"]
    assert len(gzip.decompress(warc)) > 0
