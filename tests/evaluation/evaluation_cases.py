"""Where the cases of the evaluation are, and the command as a user runs it."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from whomet.cli import main

CASES = Path(__file__).parents[1] / "cases" / "evaluation"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said where."""

    returncode: int
    stdout: str
    stderr: str


def evaluate(*words: object) -> Done:
    """`whomet evaluate` in this process: the parser is loaded once for all tests."""
    out, err, argv = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["whomet", "evaluate", *map(str, words)]
    code = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.argv = argv
    return Done(code, out.getvalue(), err.getvalue())
