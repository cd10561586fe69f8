"""What the commands say, and where: results on standard output, everything else on standard error."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from whomet.model import Issue
from whomet.watching import Watch

# Work shorter than this is not worth a word. After it, a terminal shows a bar, a log a line now and again.
_QUIET_SECONDS = 2.0
_LINE_EVERY_SECONDS = 10.0


def result(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{line}\n")


def result_json(value: Any, *, indent: int | None = None) -> None:
    """A value of the result as JSON."""
    result(json.dumps(value, ensure_ascii=False, indent=indent))


def note(line: str) -> None:
    """Something worth knowing that is no result."""
    sys.stderr.write(f"{line}\n")


def report_issues(issues: Iterable[Issue]) -> None:
    """Print the issues; end with exit code 1 where there are any."""
    found = tuple(issues)
    for issue in found:
        note(f"issue: {issue}")
    if found:
        raise typer.Exit(1)


@contextmanager
def progress() -> Iterator[Watch]:
    """A watcher that shows nothing for two seconds, then a bar on a terminal and plain lines elsewhere."""
    if sys.stderr.isatty():
        with _bars() as watch:
            yield watch
    else:
        yield _lines()


def _lines() -> Watch:
    started = time.monotonic()
    last = started
    shown = ""

    def watch(what: str, done: int, total: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        begins = what != shown and now - started > _QUIET_SECONDS
        ends = what == shown and done == total
        if begins or ends or (what == shown and now - last > _LINE_EVERY_SECONDS):
            last, shown = now, what
            note(f"{what}: {_how_far(done, total)}")

    return watch


def _how_far(done: int, total: int) -> str:
    if total == 1:
        return "done" if done else "…"
    return f"{done} of {total}" if total else str(done)


@contextmanager
def _bars() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def watch(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, visible=False)
            visible = time.monotonic() - started > _QUIET_SECONDS
            bars.update(tasks[what], completed=done, total=total or None, visible=visible)

        yield watch
