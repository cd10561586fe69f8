"""The archive leaves as a WACZ package and comes back as the same ledger."""

import gzip
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
import heap

type Command = Callable[..., Any]


@pytest.fixture(scope="module")
def exported(whomet: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("wacz")
    (root / "in").mkdir()
    for name, (make, _) in heap.GOOD.items():
        (root / "in" / name).write_bytes(make())
    first = root / "first"
    whomet("init", first, "--subject", "Tom Vale")
    whomet("add", "--folder", first, root / "in")
    whomet("run", "--folder", first)
    done = whomet("export", "wacz", root / "evidence.wacz", "--folder", first)
    assert done.returncode == 0, done.stderr
    return first, root / "evidence.wacz"


def ledger(whomet: Command, folder: Path) -> Any:
    return json.loads(whomet("ledger", "--folder", folder, "--all", "--format", "json").stdout)


def test_the_package_comes_back_as_the_same_ledger(
    whomet: Command, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    first, package = exported
    whomet("init", tmp_path / "second", "--subject", "Tom Vale")
    added = whomet("add", "--folder", tmp_path / "second", package)
    assert added.returncode == 0, added.stderr
    whomet("run", "--folder", tmp_path / "second")
    records = ledger(whomet, first)
    assert len(records) > 0
    assert ledger(whomet, tmp_path / "second") == records
    verified = whomet("verify", "--folder", tmp_path / "second")
    assert verified.returncode == 0, verified.stderr


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
    assert {page["url"] for page in pages} == {url for url in found if url.startswith("https://")}
    assert b"Santiago" in found["https://courier.example/vale"]
    assert len(gzip.decompress(warc)) > 0
