"""Console blocks of Markdown: the commands in them, what they print, and whether the page still says so.

A block is fenced as `console`. A line that begins with "$ " is a command for the shell, lines that begin with
">" go on with it, and all other lines up to the next command are its output. A page's blocks are run in
their order in one folder. What a terminal shows for a moment only (the progress of long work) is left out.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROGRESS = re.compile(
    r"^(?:documents read|files taken in|files checked|putting encounters together|writing the site): "
)
_PATIENCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Step:
    """A command as the page shows it (its lines, prompts taken off), and the output that the page quotes."""

    command: str
    output: str


def steps(markdown: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    for block in _BLOCK.finditer(markdown):
        yield from _steps_of(block[1])


def run(command: str, folder: Path) -> str:
    """What a command prints, on standard output and standard error together, as it comes.

    Raises RuntimeError where a program in it broke off: no page quotes that.
    """
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_PATIENCE_SECONDS,
    )
    if "Traceback (most recent call last)" in done.stdout:
        raise RuntimeError(f"{command}\n{done.stdout}")
    shown = [line.rstrip() for line in done.stdout.splitlines() if not _PROGRESS.match(line)]
    return "\n".join(shown).strip("\n")


def recorded(markdown: str, folder: Path) -> str:
    """The page with the output that its commands have now."""
    return _BLOCK.sub(lambda block: f"```console\n{_record(block[1], folder)}\n```", markdown)


def prepare(folder: Path) -> None:
    """Put into `folder` what a reader of the pages has: the documentation's own files."""
    (folder / "docs").symlink_to(ROOT / "docs")


def _record(block: str, folder: Path) -> str:
    lines: list[str] = []
    for step in _steps_of(block):
        first, *more = step.command.splitlines()
        lines += [f"$ {first}", *(f"> {line}".rstrip() for line in more)]
        lines += run(step.command, folder).splitlines()
    return "\n".join(lines)


def _steps_of(block: str) -> Iterator[Step]:
    command: list[str] = []
    output: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield Step("\n".join(command), "\n".join(output).strip("\n"))
            command, output = [line[2:]], []
        elif line.startswith(">") and not output:
            command.append(line[2:])
        else:
            output.append(line)
    if command:
        yield Step("\n".join(command), "\n".join(output).strip("\n"))
