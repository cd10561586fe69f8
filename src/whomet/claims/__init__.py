"""Text to claims: what one document says of the subject's encounters, with the words of every field."""

from whomet.claims.reader import PRODUCER, DocumentReading, read_documents

__all__ = ["PRODUCER", "DocumentReading", "read_documents"]
