"""The archive keeps originals so that nothing can change unseen."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.errors import ArchiveError
from whomet.sources import Archive


@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=2000))
def test_what_was_stored_is_read_back_under_its_hash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    sha256 = archive.store(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert archive.store(data) == sha256
    assert archive.read(sha256) == data
    assert list(archive.check()) == []


def test_one_changed_byte_is_reported_for_exactly_that_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = [archive.store(f"document {number}".encode()) for number in range(20)]
    changed = archive.path(kept[7])
    changed.write_bytes(b"X" + changed.read_bytes()[1:])
    assert [issue.where for issue in archive.check()] == [str(changed)]
    with pytest.raises(ArchiveError, match="changed"):
        archive.read(kept[7])
    assert archive.read(kept[6]) == b"document 6"
    assert archive.store(b"document 7") == kept[7], "storing it again repairs the file"
    assert list(archive.check()) == []


def test_a_missing_original_and_a_bad_name_are_errors(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveError, match="missing"):
        archive.read("0" * 64)
    with pytest.raises(ArchiveError, match="not a SHA-256"):
        archive.read("../../etc/passwd")


def test_a_killed_write_leaves_no_original(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.store(b"whole")
    (archive.path(sha256).parent / ".writing-half").write_bytes(b"who")
    assert list(archive.check()) == []
