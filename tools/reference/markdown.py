"""Pieces of Markdown."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by tools/build_reference.py from the code and tools/reference/words.toml. -->\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table. A bar or a line break inside a cell is written so that it does not end the cell."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines) + "\n"


def code(value: str) -> str:
    """The value as inline code; nothing for the empty text."""
    return f"`{value}`" if value else ""


def codes(values: Iterable[str]) -> str:
    """Several values as inline code, separated by blanks."""
    return " ".join(code(value) for value in values)


def fenced(text: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def escaped(text: str) -> str:
    """Words that are not Markdown: what would begin an element of HTML is written out."""
    return text.replace("<", "&lt;")


def page(title: str, *parts: str) -> str:
    """A generated page."""
    return "\n".join([GENERATED, f"# {title}\n", *parts]).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
