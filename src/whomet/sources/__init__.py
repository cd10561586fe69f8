"""Sources: bytes and where they came from. Files are collected, recognised and archived here."""

from whomet.sources.archive import Archive
from whomet.sources.collect import Given, Incoming, Limits, collect
from whomet.sources.recognise import describe, recognise
from whomet.sources.unpacking import documents_in, unpack

__all__ = [
    "Archive",
    "Given",
    "Incoming",
    "Limits",
    "collect",
    "describe",
    "documents_in",
    "recognise",
    "unpack",
]
