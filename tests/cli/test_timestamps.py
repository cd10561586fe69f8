"""A timestamp authority vouches for the archive: asked once for each state of it, checked offline, and told
apart from another authority's word."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from timestamp_authority import Authority, make_certificates, timestamp_authority

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="the test's authority signs with openssl")

type Command = Callable[..., Any]
TEXT = "The President of Chile received Tom Vale in Santiago on Tuesday, her office said.\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with timestamp_authority(tmp_path_factory.mktemp("clock") / "keys") as running:
        yield running


@pytest.fixture
def folder(whomet: Command, authority: Authority, tmp_path: Path) -> Path:
    """An investigation of one note, stamped as it came in."""
    place = tmp_path / "vale"
    whomet("init", place, "--subject", "Tom Vale")
    declare(place, authority.address, authority.root)
    (tmp_path / "note.txt").write_text(TEXT)
    added = whomet("add", tmp_path / "note.txt", "--folder", place)
    assert added.returncode == 0, added.stderr
    return place


def declare(folder: Path, address: str, root: Path) -> None:
    shutil.copy(root, folder / "root.pem")
    settings = folder / "whomet.toml"
    table = f'\n[archive]\ntimestamp_authority = "{address}"\ntimestamp_certificate = "root.pem"\n'
    settings.write_text(settings.read_text().partition("\n[archive]\n")[0] + table)


def test_the_archive_is_stamped_once_for_each_state_of_it(
    whomet: Command, folder: Path, authority: Authority, tmp_path: Path
) -> None:
    asked = len(authority.asked)
    assert len(list((folder / "timestamps").glob("*.tsr"))) == 1
    whomet("run", "--folder", folder)
    assert len(authority.asked) == asked, "an archive that is stamped already was stamped again"
    (tmp_path / "second.txt").write_text(TEXT + "They spoke for an hour.\n")
    whomet("add", tmp_path / "second.txt", "--folder", folder)
    assert len(list((folder / "timestamps").glob("*.tsr"))) == 2
    verified = whomet("verify", "--folder", folder)
    assert verified.returncode == 0, verified.stderr
    assert "2 timestamps hold, the first of 20" in verified.stdout


def test_the_authority_is_told_a_hash_and_nothing_else(folder: Path, authority: Authority) -> None:
    (manifest,) = (folder / "timestamps").glob("*.sha256")
    assert hashlib.sha512(manifest.read_bytes()).digest() in authority.asked[-1]
    assert len(authority.asked[-1]) < 128
    assert hashlib.sha256(TEXT.encode()).hexdigest() in manifest.read_text()


def test_other_programs_check_it_too(folder: Path) -> None:
    (manifest,) = (folder / "timestamps").glob("*.sha256")
    answer = manifest.with_suffix(".tsr")
    listed = subprocess.run(["sha256sum", "--check", manifest], cwd=folder, check=False, capture_output=True)
    assert listed.returncode == 0, listed.stdout
    words = ["openssl", "ts", "-verify", "-data", manifest, "-in", answer, "-CAfile", folder / "root.pem"]
    assert b"Verification: OK" in subprocess.run(words, check=True, capture_output=True).stdout


@pytest.mark.parametrize("ending", [".sha256", ".tsr"])
def test_a_changed_timestamp_is_named(whomet: Command, folder: Path, ending: str) -> None:
    (file,) = (folder / "timestamps").glob(f"*{ending}")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    verified = whomet("verify", "--folder", folder)
    assert verified.returncode == 1
    assert file.stem in verified.stderr
    assert "timestamps hold" not in verified.stdout


def test_the_word_of_another_authority_does_not_count(whomet: Command, folder: Path, tmp_path: Path) -> None:
    make_certificates(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "root.pem", folder / "root.pem")
    verified = whomet("verify", "--folder", folder)
    assert verified.returncode == 1
    assert "the timestamp does not hold" in verified.stderr


def test_an_authority_that_is_away_is_reported_and_asked_again(
    whomet: Command, folder: Path, authority: Authority, tmp_path: Path
) -> None:
    declare(folder, "http://127.0.0.1:9/stamp", authority.root)
    (tmp_path / "second.txt").write_text(TEXT + "Again.\n")
    added = whomet("add", tmp_path / "second.txt", "--folder", folder)
    assert added.returncode == 1
    assert added.stdout.startswith("1 documents new")
    assert "the timestamp authority does not answer" in added.stderr
    assert "1 of 2 originals have no timestamp yet" in whomet("verify", "--folder", folder).stderr
    declare(folder, authority.address, authority.root)
    assert whomet("run", "--folder", folder).returncode == 0
    assert whomet("verify", "--folder", folder).returncode == 0


def test_an_authority_without_its_certificate_is_refused(whomet: Command, folder: Path) -> None:
    settings = folder / "whomet.toml"
    settings.write_text(settings.read_text().replace("timestamp_certificate", "# timestamp_certificate"))
    done = whomet("add", folder / "whomet.toml", "--folder", folder)
    assert done.returncode == 2
    assert "timestamp_certificate go together" in done.stderr
