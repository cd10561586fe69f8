"""The page of exit codes, from the tree of errors."""

from collections.abc import Iterator

from reference.markdown import code, page, table
from reference.words import prose, sentences
from whomet.errors import UnreadableInput, WhometError


def exit_codes_page() -> str:
    """What each exit code means, and which errors end with it."""
    errors = list(_below(WhometError))
    used = {"0", "1", *(str(error.exit_code) for error in errors)}
    meaning = sentences("exit_codes", sorted(used))
    codes = table(("code", "meaning"), ((code(number), words) for number, words in meaning.items()))
    rows = (
        (code(error.__name__), _code(error), (error.__doc__ or "").partition("\n")[0]) for error in errors
    )
    return page(
        "Exit codes",
        codes,
        prose("exit_codes.errors"),
        "## Errors\n",
        table(("error", "code", "meaning"), rows),
    )


def _below(error: type[WhometError]) -> Iterator[type[WhometError]]:
    for child in error.__subclasses__():
        yield child
        yield from _below(child)


def _code(error: type[WhometError]) -> str:
    """The code of the command that the error ends; what is about one input seldom ends one."""
    return (
        f"1, as an issue ({error.exit_code})" if issubclass(error, UnreadableInput) else str(error.exit_code)
    )
