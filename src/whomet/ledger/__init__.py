"""What an investigation keeps: one contract over SQLite and PostgreSQL."""

from whomet.ledger.store import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
