"""One numbered file a step; the number is Alembic's revision."""
