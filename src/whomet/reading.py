"""From documents to claims whose people are known figures: the part of the road that needs no ledger."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import batched, chain, count

from whomet.claims import PRODUCER, DocumentReading, read_documents
from whomet.knowledge.offices import load_office_table
from whomet.model import Claim, Document, Investigation, Subject
from whomet.people import ImportedPeople, JoinedTable, link_claims

# Articles that the parser holds at once: at 16 it needs about 0.5 GB, at 256 about 2 GB.
_BATCH = 16


def read(
    documents: Iterable[Document], subject: Subject, imported: ImportedPeople | None = None
) -> Iterator[DocumentReading]:
    """What each document says of the subject's encounters, with the figures that its people are, by the
    bundled table and the `imported` people."""
    table = JoinedTable(load_office_table(), imported) if imported else None
    for batch in batched(documents, _BATCH):
        by_id = {document.id: document for document in batch}
        for reading in read_documents(batch, subject):
            linked = link_claims(reading.claims, by_id[reading.document_id], subject, table)
            yield DocumentReading(
                document_id=reading.document_id,
                claims=distinct(linked),
                outcomes=reading.outcomes,
                leads=reading.leads,
                issues=reading.issues,
            )


def distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with no two ids alike: a reader names a claim by its words, and one sentence can hold
    two, such as a plan and its denial. The second gets the next number."""
    taken: set[str] = set()
    named = []
    for claim in claims:
        numbered = (f"{claim.id}-{number}" for number in count(2))
        own = next(name for name in chain([claim.id], numbered) if name not in taken)
        taken.add(own)
        named.append(claim if own == claim.id else claim.model_copy(update={"id": own}))
    return tuple(named)


def reader_of(investigation: Investigation, imported: ImportedPeople | None = None) -> str:
    """What a reading depends on besides its document: the rules and their words, the tables of offices, the
    people imported, and the subject's profile. A document is read again when one of them changes."""
    subject = fingerprint(investigation.subject.model_dump_json().encode())
    people = f"+people.{fingerprint(repr(imported.sources).encode())}" if imported else ""
    return f"{PRODUCER}+offices.{_offices_fingerprint()}{people}+subject.{subject}"


@cache
def _offices_fingerprint() -> str:
    tables = (file for file in files("whomet.knowledge.offices").iterdir() if not file.name.endswith(".py"))
    contents = (file.read_bytes() for file in sorted(tables, key=lambda f: f.name) if file.is_file())
    return fingerprint(*contents)


def fingerprint(*contents: bytes) -> str:
    """Twelve hexadecimal digits that differ where the contents do."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]
