"""The command line: one small file per command. Nothing heavy is imported before a command needs it.

Exit codes: 0 done, 1 done with issues reported, 2 usage, 3 could not do it. Results go to standard
output and nothing else does; progress, issues and errors go to standard error.
"""

import sys

import typer

from whomet.cli import (
    add,
    count,
    demo,
    evaluate,
    explain,
    export,
    init,
    leads,
    ledger,
    people,
    read,
    report,
    run,
    text,
    verify,
    watch,
)
from whomet.errors import WhometError

app = typer.Typer(
    name="whomet",
    help="Who met whom, when, about what, and how we know.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    demo,
    init,
    add,
    run,
    read,
    text,
    ledger,
    leads,
    count,
    explain,
    verify,
    report,
    export,
    watch,
    evaluate,
):
    name = command.__name__.rpartition(".")[2]
    app.command(name)(getattr(command, name))
app.add_typer(people.app, name="people")


def main() -> None:
    """Run the command line; an error that whomet raised on purpose becomes its message and exit code."""
    try:
        app()
    except WhometError as error:
        print(f"whomet: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
