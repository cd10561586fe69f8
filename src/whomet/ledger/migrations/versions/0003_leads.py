"""Leads: rows of registers that name a company of the subject and not the subject.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. Registers are read again by this version, and fill it."""
    op.create_table(
        "leads",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("company", sa.String, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_leads_document_id_documents", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_leads_document_id", "leads", ["document_id"])
