"""A small investigation, taken in and run once through the real commands."""

import io
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from whomet.cli import main

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said where."""

    returncode: int
    stdout: str
    stderr: str


type Command = Callable[..., Done]


def run_whomet(*words: object) -> Done:
    """The command in this process: what it imports is imported once for all tests."""
    out, err, argv = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["whomet", *map(str, words)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    else:
        code = 0
    finally:
        sys.argv = argv
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def whomet() -> Command:
    """The command as a user runs it, not on a terminal."""
    return run_whomet


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after `add` and `run`. Tests that change something copy it first."""
    folder = tmp_path_factory.mktemp("small") / "investigation"
    shutil.copytree(SMALL, folder)
    for words in (["add", folder / "sources"], ["run"]):
        done = run_whomet(*words, "--folder", folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copied(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished investigation, to be changed."""
    return shutil.copytree(finished, tmp_path / "investigation")
