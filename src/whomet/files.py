"""From files to documents, keeping nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from whomet.documents import DocumentsRead, read_original
from whomet.errors import UnreadableInput
from whomet.issues import issue_from
from whomet.model import DocumentKind, Found, Issue
from whomet.sources import Incoming, Limits, describe, documents_in


def read_files(
    targets: Iterable[Path], *, published: str | None = None, kind: DocumentKind | None = None
) -> Iterator[tuple[Incoming, DocumentsRead] | Issue]:
    """Each file with the documents in it, keeping nothing. `published` and `kind`, where given, are said
    of all documents, and go before what these say of themselves."""
    for incoming in documents_in(targets, limits=Limits()):
        if isinstance(incoming, Issue):
            yield incoming
            continue
        try:
            original = describe(incoming)
        except UnreadableInput as error:
            yield issue_from(error, stage="sources", where=incoming.name)
            continue
        given = incoming.given
        read = read_original(
            incoming.data, original, published=published or given.published, kind=kind or given.kind
        )
        said: dict[str, object] = {"kind": kind} if kind else {}
        said |= {name: value for name, value in (("title", given.title), ("author", given.author)) if value}
        if published:
            said["published"] = Found(value=published, how="given", confidence=1.0)
        documents = tuple(document.model_copy(update=said) for document in read.documents)
        yield incoming, DocumentsRead(documents=documents, issues=read.issues)
