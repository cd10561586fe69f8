"""The tables of the ledger.

A noun is kept whole, as its JSON, in `body`; the other columns repeat what is looked up or ordered
by. `position` is the place of a record within its document or its run, so that what comes out has one
order on every database.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _document_id(*, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    """A reference to a document; what hangs on a document goes with it."""
    return Column(
        "document_id",
        String,
        ForeignKey("documents.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
        index=not primary_key,
    )


originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String, nullable=False),
    Column("body", Text, nullable=False),
)

# An original that came in under several names has a row for each; the newest is the last.
captures = Table(
    "captures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("name", String, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("sha256", "name"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("language", String),
    Column("published", String, index=True),
    # What the comparison of all documents found, kept out of `body`: a document that comes in again
    # unchanged is then equal to the one that is stored.
    Column("copy_of", String),
    Column("copy_similarity", Float),
    Column("body", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    _document_id(primary_key=True),
    Column("producer", String, nullable=False, index=True),
    Column("done_at", String, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    _document_id(),
    Column("position", Integer, nullable=False),
    Column("tier", String, nullable=False, index=True),
    Column("occurrence", String, nullable=False),
    Column("date", String),
    Column("body", Text, nullable=False),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", String, primary_key=True),
    _document_id(),
    Column("position", Integer, nullable=False),
    Column("date", String),
    Column("country", String),
    Column("body", Text, nullable=False),
)

leads = Table(
    "leads",
    metadata,
    Column("id", String, primary_key=True),
    _document_id(),
    Column("position", Integer, nullable=False),
    Column("company", String, nullable=False),
    Column("date", String),
    Column("body", Text, nullable=False),
)

encounters = Table(
    "encounters",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("date", String),
    Column("body", Text, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("subject_ids", Text, nullable=False),
    Column("verdict", String, nullable=False),
    Column("who", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("body", Text, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _document_id(nullable=True),
    Column("stage", String, nullable=False),
    Column("place", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("stage", "place", "what"),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
