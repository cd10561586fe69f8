"""Captures: every name, address and moment under which an original came in, in that order.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; what is archived already came in once, under the name it has."""
    op.create_table(
        "captures",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_captures"),
        sa.UniqueConstraint("sha256", "name", name="uq_captures_sha256_name"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_captures_sha256_originals"),
    )
    op.execute(
        "INSERT INTO captures (sha256, name, body) SELECT sha256, name, body FROM originals ORDER BY sha256"
    )
