"""The first tables: originals, documents, readings, claims, outcomes, encounters, judgements, issues, meta.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from whomet.ledger.databases import append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _document_id(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column("document_id", sa.String, nullable=nullable)


def _to_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["documents.id"], name=f"fk_{table}_document_id_documents", ondelete="CASCADE"
    )


def upgrade() -> None:
    """Create all tables, and forbid changes to judgements."""
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_originals"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("published", sa.String),
        sa.Column("copy_of", sa.String),
        sa.Column("copy_similarity", sa.Float),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_documents_sha256_originals"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_table(
        "readings",
        _document_id(),
        sa.Column("producer", sa.String, nullable=False),
        sa.Column("done_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_readings"),
        _to_document("readings"),
    )
    op.create_index("ix_readings_producer", "readings", ["producer"])
    op.create_table(
        "claims",
        sa.Column("id", sa.String, nullable=False),
        _document_id(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("tier", sa.String, nullable=False),
        sa.Column("occurrence", sa.String, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        _to_document("claims"),
    )
    op.create_index("ix_claims_document_id", "claims", ["document_id"])
    op.create_index("ix_claims_tier", "claims", ["tier"])
    op.create_table(
        "outcomes",
        sa.Column("id", sa.String, nullable=False),
        _document_id(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("country", sa.String),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        _to_document("outcomes"),
    )
    op.create_index("ix_outcomes_document_id", "outcomes", ["document_id"])
    op.create_table(
        "encounters",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_encounters"),
    )
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("subject_ids", sa.Text, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_judgements"),
    )
    for statement in append_only(op.get_bind().dialect, "judgements"):
        op.execute(statement)
    op.create_table(
        "issues",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        _document_id(nullable=True),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_issues"),
        sa.UniqueConstraint("stage", "place", "what", name="uq_issues_stage_place_what"),
        _to_document("issues"),
    )
    op.create_index("ix_issues_document_id", "issues", ["document_id"])
    op.create_table(
        "meta",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
