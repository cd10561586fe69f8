"""A run that is killed at any moment and started again ends with the ledger of an undisturbed one."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
PROGRAM = Path(sys.executable).parent / "whomet"
# Where the kills fall: three after as many documents as said, three at a moment of chance.
KILLS_AFTER_DOCUMENTS = (1, 6, 12)
KILLS_AT_RANDOM = 3


def command(*words: object) -> str:
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=True).stdout


def the_ledger(folder: Path) -> str:
    return command("ledger", "--all", "--format", "json", "--folder", folder)


def documents_done(folder: Path) -> int:
    with sqlite3.connect(folder / "ledger.sqlite") as connection:
        return int(connection.execute("SELECT count(*) FROM readings").fetchone()[0])


def start(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [PROGRAM, "run", "--folder", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(run: "subprocess.Popen[bytes]") -> None:
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def test_a_killed_run_started_again_ends_with_the_same_ledger(tmp_path: Path) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    for folder in (undisturbed, disturbed):
        shutil.copytree(SMALL, folder)
        command("add", folder / "sources", "--folder", folder)
    began = time.monotonic()
    command("run", "--folder", undisturbed)
    whole = time.monotonic() - began

    for wanted in KILLS_AFTER_DOCUMENTS:
        run = start(disturbed)
        while documents_done(disturbed) < wanted and run.poll() is None:
            time.sleep(0.002)
        kill(run)
    chance = random.Random(2021)
    for _ in range(KILLS_AT_RANDOM):
        run = start(disturbed)
        time.sleep(chance.uniform(0, whole))
        kill(run)

    command("run", "--folder", disturbed)
    assert the_ledger(disturbed) == the_ledger(undisturbed)
    assert command("count", "--json", "--folder", disturbed) == command(
        "count", "--json", "--folder", undisturbed
    )
    assert "proven" in command("verify", "--folder", disturbed)
