"""The one contract over every database: nouns in, nouns out, always in the same order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, update

from whomet.errors import LedgerError
from whomet.ledger import rows, tables
from whomet.ledger.access import Store
from whomet.ledger.databases import insert_or_keep, insert_or_update, make_engine
from whomet.ledger.schema import bring_up_to_date
from whomet.model import Claim, Document, Encounter, Issue, Judgement, Lead, Original, OutcomeClaim

# The row of `meta` that says what the encounters were put together from. Every writer of documents,
# claims or judgements removes it in its own transaction.
_ENCOUNTERS_FROM = "encounters_from"


def open_ledger(url: str, folder: Path | None = None) -> "Ledger":
    """The ledger at `url`, created or brought to this version's schema.

    `folder` is where a relative SQLite path starts. Raises LedgerError where the store cannot be
    opened or is of a newer whomet.
    """
    engine = make_engine(url, folder)
    bring_up_to_date(engine)
    return Ledger(engine)


class Ledger(Store):
    """Everything an investigation keeps. Each writing method is one transaction: it happens wholly or
    not at all, whenever the process ends. Use it in a `with` statement."""

    # Documents

    def add_documents(
        self, original: Original, documents: Sequence[Document], issues: Sequence[Issue] = ()
    ) -> tuple[str, ...]:
        """Keep an original and what was read from it; returns the ids of documents that are new or changed.

        What was read from an earlier state of a changed document is dropped, so that it is read
        again. `issues` take the place of those that an earlier attempt on the same input left.
        """
        changed = []
        with self._writing() as connection:
            row = rows.original_row(original)
            connection.execute(insert_or_keep(connection.dialect, tables.originals, [row]))
            for document in documents:
                stored = select(tables.documents.c.body).where(tables.documents.c.id == document.id)
                if connection.execute(stored).scalar() == rows.document_body(document):
                    continue
                changed.append(document.id)
                self._forget_reading(connection, document.id)
                connection.execute(
                    insert_or_update(connection.dialect, tables.documents, [rows.document_row(document)])
                )
            self._keep_capture(connection, row, renewed=bool(changed))
            places = [original.name, *(document.id for document in documents)]
            connection.execute(
                delete(tables.issues).where(
                    tables.issues.c.document_id.is_(None), tables.issues.c.place.in_(places)
                )
            )
            self._insert_issues(connection, issues, document_id=None)
            if changed:
                self._encounters_are_stale(connection)
        return tuple(changed)

    def add_issues(self, issues: Sequence[Issue]) -> None:
        """Keep issues about inputs that gave no document."""
        with self._writing() as connection:
            self._insert_issues(connection, issues, document_id=None)

    def forget_issues(self, place: str) -> None:
        """Drop the issues of an input that gave no document: it was tried again."""
        table = tables.issues
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.document_id.is_(None), table.c.place == place))

    def originals(self) -> tuple[Original, ...]:
        """All archived originals, by hash."""
        return self._all(Original, tables.originals, tables.originals.c.sha256)

    def captures(self) -> tuple[Original, ...]:
        """Every name, address and moment under which an original came in, in the order they came: taken in
        again like this, they give the same documents."""
        return self._all(Original, tables.captures, tables.captures.c.number)

    def document(self, document_id: str) -> Document:
        """One document. Raises LedgerError where there is none of this id."""
        found = self._load_documents([document_id])
        if not found:
            raise LedgerError(
                "no such document in the ledger",
                where=document_id,
                next_step="whomet ledger --all lists them",
            )
        return found[0]

    def original_of(self, document_id: str) -> Original | None:
        """The original that a document was read from; None where there is no document of this id."""
        table = tables.originals
        query = select(table.c.body).join(tables.documents).where(tables.documents.c.id == document_id)
        with self._reading() as connection:
            body = connection.execute(query).scalar()
        return Original.model_validate_json(body) if body else None

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return tuple(self._walk_documents(self._document_ids()))

    def documents_unread(self, producer: str) -> Iterator[Document]:
        """The documents that `producer` has not read yet, by id, loaded as they are asked for."""
        read = select(tables.readings.c.document_id).where(tables.readings.c.producer == producer)
        return self._walk_documents(self._document_ids(tables.documents.c.id.not_in(read)))

    def count_unread(self, producer: str) -> int:
        """How many documents `producer` has not read yet."""
        read = select(tables.readings.c.document_id).where(tables.readings.c.producer == producer)
        unread = select(func.count()).where(tables.documents.c.id.not_in(read))
        with self._reading() as connection:
            return connection.execute(unread.select_from(tables.documents)).scalar_one()

    def mark_copies(self, documents: Iterable[Document]) -> None:
        """Keep which documents are copies of which (`copy_of`, `copy_similarity` of these)."""
        table = tables.documents
        with self._writing() as connection:
            for document in documents:
                connection.execute(
                    update(table)
                    .where(table.c.id == document.id)
                    .values(copy_of=document.copy_of, copy_similarity=document.copy_similarity)
                )

    # What was read

    def save_reading(
        self,
        document_id: str,
        producer: str,
        claims: Sequence[Claim],
        outcomes: Sequence[OutcomeClaim],
        issues: Sequence[Issue] = (),
        leads: Sequence[Lead] = (),
    ) -> None:
        """Keep what `producer` read in a document, in place of any earlier reading of it."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as connection:
            self._forget_reading(connection, document_id)
            self._insert(connection, tables.claims, [rows.claim_row(c, n) for n, c in enumerate(claims)])
            self._insert(
                connection, tables.outcomes, [rows.outcome_row(o, n) for n, o in enumerate(outcomes)]
            )
            self._insert(connection, tables.leads, [rows.lead_row(lead, n) for n, lead in enumerate(leads)])
            self._insert_issues(connection, issues, document_id=document_id)
            reading = {"document_id": document_id, "producer": producer, "done_at": now}
            self._insert(connection, tables.readings, [reading])
            self._encounters_are_stale(connection)

    def claims(self) -> tuple[Claim, ...]:
        """All claims, by document and their order in it."""
        return self._all(Claim, tables.claims, tables.claims.c.document_id, tables.claims.c.position)

    def outcomes(self) -> tuple[OutcomeClaim, ...]:
        """All outcomes, by document and their order in it."""
        return self._all(
            OutcomeClaim, tables.outcomes, tables.outcomes.c.document_id, tables.outcomes.c.position
        )

    def leads(self) -> tuple[Lead, ...]:
        """All leads, by document and their order in it."""
        return self._all(Lead, tables.leads, tables.leads.c.document_id, tables.leads.c.position)

    def issues(self) -> tuple[Issue, ...]:
        """All issues, by place, stage and text."""
        table = tables.issues
        return self._all(Issue, table, table.c.place, table.c.stage, table.c.what)

    # Encounters

    def encounters_are_from(self, inputs: str) -> bool:
        """Whether the encounters were put together from what the ledger now holds and from `inputs` (the
        settings and code that they follow, in any form that is equal when those are)."""
        stored = select(tables.meta.c.value).where(tables.meta.c.key == _ENCOUNTERS_FROM)
        with self._reading() as connection:
            return connection.execute(stored).scalar() == inputs

    def replace_encounters(self, encounters: Sequence[Encounter], inputs: str) -> None:
        """Keep these encounters, and no others; `inputs` as in `encounters_are_from`."""
        with self._writing() as connection:
            connection.execute(delete(tables.encounters))
            new = [rows.encounter_row(e, position) for position, e in enumerate(encounters)]
            self._insert(connection, tables.encounters, new)
            state = {"key": _ENCOUNTERS_FROM, "value": inputs}
            connection.execute(insert_or_update(connection.dialect, tables.meta, [state]))

    def encounters(self) -> tuple[Encounter, ...]:
        """All encounters, in the order they were given in."""
        return self._all(Encounter, tables.encounters, tables.encounters.c.position)

    # Judgements

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a person's decision. There is no method to change or remove one."""
        with self._writing() as connection:
            self._insert(connection, tables.judgements, [rows.judgement_row(judgement)])
            self._encounters_are_stale(connection)

    def judgements(self) -> tuple[Judgement, ...]:
        """All decisions, in the order they were made."""
        return self._all(Judgement, tables.judgements, tables.judgements.c.number)

    def _keep_capture(self, connection: Connection, row: rows.Row, *, renewed: bool) -> None:
        """Keep a capture; one that is known keeps what was said of it first, and becomes the newest where it
        has changed the documents again."""
        table = tables.captures
        same = (table.c.sha256 == row["sha256"], table.c.name == row["name"])
        known = connection.execute(select(table.c.body).where(*same)).scalar()
        if known is not None and renewed:
            connection.execute(delete(table).where(*same))
            row = row | {"body": known}
        connection.execute(insert_or_keep(connection.dialect, table, [row]))

    def _forget_reading(self, connection: Connection, document_id: str) -> None:
        for table in (tables.readings, tables.claims, tables.outcomes, tables.leads, tables.issues):
            connection.execute(delete(table).where(table.c.document_id == document_id))

    def _encounters_are_stale(self, connection: Connection) -> None:
        connection.execute(delete(tables.meta).where(tables.meta.c.key == _ENCOUNTERS_FROM))
