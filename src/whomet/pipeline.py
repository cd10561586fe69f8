"""The road that data travels, from unread documents to the published site.

`intake` is the way up to it (files → documents), `publishing` the way from it (ledger → numbers).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import whomet
from whomet.announcing import write_feed
from whomet.documents.copies import find_copies
from whomet.encounters import resolve
from whomet.folder import Folder
from whomet.model import Document, Investigation, Issue, Publication
from whomet.people import imported_in
from whomet.publishing import publication
from whomet.reading import fingerprint, read, reader_of
from whomet.report import build_site
from whomet.watching import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did: how many documents it read, the issues it met, and the page it wrote."""

    documents_read: int
    issues: tuple[Issue, ...]
    published: Publication
    page: Path


def run(folder: Folder, *, watch: Watch = unwatched) -> Run:
    """Take everything new to the ledger and the site.

    Each document is one transaction: killed at any moment and started again, a run ends with the
    ledger of an undisturbed one. What is up to date is not done again.
    """
    ledger, investigation = folder.ledger, folder.investigation
    imported = imported_in(folder.path)
    reader = reader_of(investigation, imported)
    issues: list[Issue] = []
    total = ledger.count_unread(reader)
    unread = ledger.documents_unread(reader)
    for done, reading in enumerate(read(unread, investigation.subject, imported), start=1):
        ledger.save_reading(
            reading.document_id, reader, reading.claims, reading.outcomes, reading.issues, reading.leads
        )
        issues.extend(reading.issues)
        watch("documents read", done, total)
    if not ledger.encounters_are_from(inputs := _resolution_inputs(investigation)):
        watch("putting encounters together", 0, 1)
        documents = with_copies(ledger.documents())
        ledger.mark_copies(documents.values())
        encounters = resolve(ledger.claims(), documents, investigation, ledger.judgements())
        ledger.replace_encounters(encounters, inputs)
        watch("putting encounters together", 1, 1)
    watch("writing the site", 0, 1)
    published = publication(folder)
    page = build_site(published, folder.site)
    write_feed(folder, published)
    watch("writing the site", 1, 1)
    return Run(total, tuple(issues), published, page)


def with_copies(documents: Iterable[Document]) -> dict[str, Document]:
    """The documents by id, each that repeats another one saying so."""
    alone = {d.id: d.model_copy(update={"copy_of": None, "copy_similarity": None}) for d in documents}
    for copy in find_copies(alone.values()):
        found = {"copy_of": copy.copy_of, "copy_similarity": copy.similarity}
        alone[copy.document_id] = alone[copy.document_id].model_copy(update=found)
    return alone


def _resolution_inputs(investigation: Investigation) -> str:
    """What encounters depend on besides the ledger: the version of the code, and the settings."""
    return f"whomet@{whomet.__version__}+settings.{fingerprint(investigation.model_dump_json().encode())}"
