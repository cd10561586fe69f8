"""Sources: bytes and where they came from. Files are collected, recognised and archived here."""

from whomet.sources.archive import Archive
from whomet.sources.collect import Incoming, Limits, collect
from whomet.sources.recognise import describe, recognise
from whomet.sources.timestamps import check_timestamps, stamp
from whomet.sources.unpacking import documents_in, unpack

__all__ = [
    "Archive",
    "Incoming",
    "Limits",
    "check_timestamps",
    "collect",
    "describe",
    "documents_in",
    "recognise",
    "stamp",
    "unpack",
]
