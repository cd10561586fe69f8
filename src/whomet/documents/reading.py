"""What comes of reading one original: its documents and what could not be read."""

from pathlib import PurePosixPath

from whomet.errors import UnreadableInput
from whomet.model import Account, Document, Found, Issue, Noun, Original, RegisterLayout, TableLayout


class DocumentsRead(Noun):
    """The documents of one original, in its order, and the issues met on the way."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...] = ()


LONGEST_TEXT = 5_000_000
"""Characters of the longest text that is read as one document: five books."""

MOST_DOCUMENTS = 100_000
"""Documents that one file may hold: rows of a register, posts of an account. They need about 0.5 GB of memory."""


class Layouts(Noun):
    """What is said of originals beside them: the columns of registers and of tables of posts (by the settings), and
    whose archive of X it is (by the archive's account file)."""

    registers: tuple[RegisterLayout, ...] = ()
    tables: tuple[TableLayout, ...] = ()
    account: Account | None = None


def stem_of(original: Original) -> str:
    """The name of the original's file without folder and extension."""
    return PurePosixPath(original.name).stem


def given(published: str) -> Found:
    """A date of publication that whoever brought the document has given."""
    return Found(value=published, how="given", confidence=1.0)


def issue(where: str, what: str, next_step: str) -> Issue:
    """An issue of the documents stage."""
    return Issue(stage="documents", where=where, what=what, next_step=next_step)


def too_many(where: str) -> UnreadableInput:
    """The refusal of a file that holds more than `MOST_DOCUMENTS`."""
    return UnreadableInput(
        f"holds more than {MOST_DOCUMENTS:,} documents", where=where, next_step="split the file"
    )
