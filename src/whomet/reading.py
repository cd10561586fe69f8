"""From documents to claims whose people are known figures: the part of the road that needs no ledger."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import batched

from whomet.claims import PRODUCER, DocumentReading, read_documents
from whomet.model import Document, Investigation, Subject
from whomet.people import link_claims

# Articles that the parser holds at once: at 16 it needs about 0.5 GB, at 256 about 2 GB.
_BATCH = 16


def read(documents: Iterable[Document], subject: Subject) -> Iterator[DocumentReading]:
    """What each document says of the subject's encounters, with the figures that its people are."""
    for batch in batched(documents, _BATCH):
        by_id = {document.id: document for document in batch}
        for reading in read_documents(batch, subject):
            linked = link_claims(reading.claims, by_id[reading.document_id], subject)
            yield DocumentReading(
                document_id=reading.document_id,
                claims=linked,
                outcomes=reading.outcomes,
                issues=reading.issues,
            )


def reader_of(investigation: Investigation) -> str:
    """What a reading depends on besides its document: the rules and their words, the tables of offices, and
    the subject's profile. A document is read again when one of them changes."""
    subject = fingerprint(investigation.subject.model_dump_json().encode())
    return f"{PRODUCER}+offices.{_offices_fingerprint()}+subject.{subject}"


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
