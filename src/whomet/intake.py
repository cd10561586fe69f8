"""From files to documents in the ledger, each original archived before anything is read from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from whomet.documents import DocumentsRead, Layouts, account_in, read_original
from whomet.documents.listed_dates import as_listed
from whomet.errors import UnreadableInput
from whomet.folder import Folder
from whomet.gathering import open_pages
from whomet.issues import issue_from
from whomet.knowledge.names import fold
from whomet.model import Account, Attempt, Document, Issue, Original, Source
from whomet.model.media import MediaType
from whomet.settings import SOURCE_KINDS
from whomet.sources import Incoming, describe
from whomet.watching import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in: documents new or changed, documents there already, what could not be read, and
    what came of each address that was asked."""

    new: int
    unchanged: int
    issues: tuple[Issue, ...]
    attempts: tuple[Attempt, ...] = ()


def take_in(folder: Folder, targets: Iterable[str | Path], *, watch: Watch = unwatched) -> Intake:
    """Archive what `targets` (files, folders, addresses) hold, read it as documents, and keep both.

    One file is one transaction, and taking in a file again changes nothing: after an interruption, the
    same call completes it. A document whose id another original already has is reported, not kept.
    """
    with open_pages(folder) as pages:
        taken = take(folder, pages.gather(map(str, targets)), watch=watch)
        pages.journal.finish()
    return replace(taken, attempts=tuple(pages.attempts))


def take(folder: Folder, found: Iterable[Incoming | Issue], *, watch: Watch = unwatched) -> Intake:
    """Archive and keep the documents that were found (see `take_in`)."""
    new = unchanged = 0
    issues: list[Issue] = []
    accounts: dict[PurePosixPath, Account] = {}  # of archives of X, by the folder they lie in
    for done, incoming in enumerate(found, start=1):
        watch("files taken in", done, 0)
        if isinstance(incoming, Issue):
            folder.ledger.add_issues([incoming])
            issues.append(incoming)
            continue
        try:
            original = describe(incoming)
        except UnreadableInput as error:
            refused = issue_from(error, stage="sources", where=incoming.name)
            folder.ledger.add_issues([refused])
            issues.append(refused)
            continue
        folder.archive.store(incoming.data)
        beside = PurePosixPath(incoming.name).parent
        if original.media_type == MediaType.X_ACCOUNT:
            accounts |= _account_of(incoming, beside)
        layouts = Layouts(
            registers=folder.investigation.registers,
            tables=folder.investigation.tables,
            account=accounts.get(beside),
        )
        read = _read(folder, incoming, original, layouts)
        changed = folder.ledger.add_documents(original, read.documents, read.issues)
        new += len(changed)
        unchanged += len(read.documents) - len(changed)
        issues.extend(read.issues)
    return Intake(new, unchanged, tuple(issues))


def _account_of(incoming: Incoming, beside: PurePosixPath) -> dict[PurePosixPath, Account]:
    try:
        return {beside: account_in(incoming.data.decode("utf-8", errors="replace"), where=incoming.name)}
    except UnreadableInput:
        return {}  # reported with the file


def _read(folder: Folder, incoming: Incoming, original: Original, layouts: Layouts) -> DocumentsRead:
    """The documents of an archived original, with what the settings say of their sources."""
    given = incoming.given
    from_web = given.url is not None
    read = read_original(
        incoming.data,
        original,
        published=None if from_web else given.published,
        kind=given.kind,
        layouts=layouts,
    )
    documents, issues = [], list(read.issues)
    said = {name: value for name, value in (("title", given.title), ("author", given.author)) if value}
    for document in read.documents:
        document = document.model_copy(update=said) if said else document
        if from_web:
            document = as_listed(document, published=given.published, seen=given.seen)
        if holder := _other_holder(folder, document, original):
            issues.append(_taken(document, holder, original))
        else:
            documents.append(as_declared(document, original, folder.investigation.sources))
    return DocumentsRead(documents=tuple(documents), issues=tuple(issues))


def _other_holder(folder: Folder, document: Document, original: Original) -> Original | None:
    """The original that has this document's id already, where it is another one and not an earlier state
    of the same: a file of the same name, or a page of the same address."""
    holder = folder.ledger.original_of(document.id)
    if holder is None or holder.sha256 == original.sha256:
        return None
    stored = folder.ledger.document(document.id)
    same = stored.url == document.url if stored.url and document.url else holder.name == original.name
    return None if same else holder


def _taken(document: Document, holder: Original, original: Original) -> Issue:
    return Issue(
        stage="sources",
        where=original.name,
        what=f"the id {document.id!r} belongs to a document of {holder.name} already",
        next_step="rename the file, or give the document another id",
    )


def as_declared(document: Document, original: Original, sources: Iterable[Source]) -> Document:
    """The document with what the settings say of its source: the kind of text that the source publishes,
    and its name as the publisher where the document names none."""
    host = urlsplit(document.url or "").hostname or ""
    given = (document.publisher, document.handle, document.author, host.removeprefix("www."), original.name)
    marks = {fold(value) for value in (*given, PurePosixPath(original.name).name) if value}
    for source in sources:
        if marks & {fold(value) for value in (source.name, *source.match)}:
            return document.model_copy(
                update={
                    "kind": SOURCE_KINDS[source.kind],
                    "publisher": document.publisher or source.name,
                }
            )
    return document
