"""Turning an error about one input into an issue, so that the rest goes on."""

from whomet.errors import WhometError
from whomet.model import Issue


def issue_from(error: WhometError, *, stage: str, where: str = "") -> Issue:
    """The issue that reports `error`. `where` names the document when the error does not."""
    return Issue(
        stage=stage,
        where=error.where or where,
        what=error.what,
        next_step=error.next_step or "see docs/how-to",
    )
