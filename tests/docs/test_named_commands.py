"""Commands that pages name are commands that the program has, with the options that it takes."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from whomet.cli import app

_CODE = re.compile(r"`([^`\n]+)`|^```(?:sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"^([\w-]+):", re.MULTILINE)


def program() -> TyperGroup:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def pieces(words: str, name: str) -> list[list[str]]:
    """Each call of a program in a page's code, as words."""
    calls = []
    for inline, block in _CODE.findall(words):
        lines = [inline] if inline else [line.removeprefix("$ ") for line in block.splitlines()]
        for line in lines:
            for part in re.split(r"\||&&|;", line.partition(" #")[0]):
                if re.match(rf"(?:\.venv/bin/)?{name}\s", part.strip() + " "):
                    calls.append(shlex.split(part.replace("'", "").replace('"', ""))[1:])
    return calls


def test_every_command_exists_and_takes_these_options(page: Path, words: str) -> None:
    for call in pieces(words, "whomet"):
        command: TyperCommand | TyperGroup = program()
        rest = list(call)
        while isinstance(command, TyperGroup) and rest and not rest[0].startswith("-"):
            assert rest[0] in command.commands, f"{page}: whomet {' '.join(call)}"
            found = command.commands[rest.pop(0)]
            assert isinstance(found, TyperCommand | TyperGroup)
            command = found
        known = {"--help", *(spelling for parameter in command.params for spelling in parameter.opts)}
        for word in rest:
            if re.match(r"--?[A-Za-z]", word):
                assert word.partition("=")[0] in known, f"{page}: whomet {' '.join(call)}"


def test_every_make_target_exists(root: Path, page: Path, words: str) -> None:
    targets = set(_TARGET.findall((root / "Makefile").read_text(encoding="utf-8")))
    for call in pieces(words, "make"):
        assert call[0] in targets, f"{page}: make {call[0]}"


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_two_commands_of_the_readme_are_targets(root: Path, name: str) -> None:
    assert f"make {name}" in (root / "README.md").read_text(encoding="utf-8")
    assert f"\n{name}:" in (root / "Makefile").read_text(encoding="utf-8")
