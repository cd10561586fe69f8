"""The page of commands: what each says of itself with `--help`."""

from collections.abc import Iterator

import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from reference.markdown import fenced, page, table
from reference.words import prose
from whomet.cli import app


def commands_page() -> str:
    """Every command with its arguments and options."""
    overview = table(
        ("command", "does"),
        ((f"[`whomet {name}`](#whomet-{name.replace(' ', '-')})", does) for name, does in commands()),
    )
    sections = [f"## whomet {name}\n\n{fenced(_help(name), 'text')}" for name, _ in commands()]
    return page("Commands", prose("commands.intro"), overview, *sections)


def commands() -> tuple[tuple[str, str], ...]:
    """Each command as it is typed after `whomet`, and what it does."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    return tuple(_below(root, ""))


def _below(group: TyperGroup, above: str) -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _below(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", " ".join((command.help or "").split())


def _help(name: str) -> str:
    shown = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="whomet", env={"COLUMNS": "80"})
    return "\n".join(line.rstrip() for line in shown.output.splitlines())
