"""`whomet add` on a newsroom's heap: every good file in, every bad one named, nothing half-stored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
import heap

# A small process between the tests and the command: a child begins with the peak of whoever started it.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print("peak of memory:", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
WHOMET = [str(Path(sys.executable).parent / "whomet")]


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    root = tmp_path_factory.mktemp("heap")
    heap.build(root / "heap")
    investigation = root / "vale"
    subprocess.run(
        [*WHOMET, "init", str(investigation), "--subject", "Tom Vale"], check=True, capture_output=True
    )
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *WHOMET, "add", "-C", str(investigation), str(root / "heap")],
        capture_output=True,
        text=True,
        check=False,
    )
    return investigation, done


def test_it_ends_with_issues_and_within_a_gigabyte(
    added: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    assert added[1].returncode == 1, added[1].stderr
    peak = int(added[1].stderr.rpartition("peak of memory: ")[2])
    assert peak < 1_000_000  # kilobytes


@pytest.mark.parametrize("name", [*heap.BROKEN, *heap.PARTLY, "huge.txt", "secret.txt"])
def test_every_bad_file_is_named_with_a_reason(
    added: tuple[Path, subprocess.CompletedProcess[str]], name: str
) -> None:
    lines = [line for line in added[1].stderr.splitlines() if name in line]
    assert lines, added[1].stderr
    assert all("(" in line for line in lines)


def test_every_good_file_is_in_and_nothing_else(added: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    expected = sum(number for _, number in (heap.GOOD | heap.PARTLY).values())
    assert added[1].stdout.startswith(f"{expected} documents new or changed"), (
        added[1].stdout,
        added[1].stderr,
    )
    for name in heap.GOOD:
        complaints = [
            line for line in added[1].stderr.splitlines() if f"{name}:" in line and "left out" not in line
        ]
        assert complaints == [], name


def test_nothing_is_half_stored_and_every_quote_is_proven(
    added: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder = str(added[0])
    run = subprocess.run([*WHOMET, "run", "-C", folder], capture_output=True, text=True, check=False)
    assert "documents read" in run.stderr + run.stdout
    verified = subprocess.run([*WHOMET, "verify", "-C", folder], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    ledger = subprocess.run(
        [*WHOMET, "ledger", "-C", folder, "--all", "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    told = {document for record in json.loads(ledger.stdout) for document in record["documents"]}
    assert {"press", "readout", "mastodon-202", "bluesky-404", "101"} <= told
