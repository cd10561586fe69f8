"""Text to claims: what one document says of the subject's encounters, with the words of every field."""

from whomet.claims.diagnosis import Diagnosis, diagnose
from whomet.claims.reader import PRODUCER, DocumentReading, read_documents

__all__ = ["PRODUCER", "Diagnosis", "DocumentReading", "diagnose", "read_documents"]
