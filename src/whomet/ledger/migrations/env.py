"""How Alembic runs here: in the transaction that `schema.bring_up_to_date` hands over."""

from alembic import context

from whomet.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
