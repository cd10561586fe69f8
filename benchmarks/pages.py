"""Pages a second: reading a page as `whomet text` does, against trafilatura.extract and htmldate.find_date.

The two take turns over the same pages in the same process, page by page, so that whatever else the machine does
hits both. Each page is read once: trafilatura and htmldate keep what they have seen, and a second round over the same
pages would measure that. Bring pages of your own: `python -m benchmarks pages FOLDER`.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from htmldate import find_date
from trafilatura import extract

from whomet.documents import read_original, text_read
from whomet.sources import Incoming, describe

EXAMPLE = Path(__file__).parents[1] / "examples" / "musk" / "documents"


def ours(data: bytes, name: str) -> None:
    """The page as a document: text with the way back to the source, date, title, publisher, language."""
    incoming = Incoming(data=data, name=name)
    for document in read_original(data, describe(incoming)).documents:
        text_read(document, file=name)


def peers(data: bytes, name: str) -> None:
    """Text and date by the usual two calls."""
    source = data.decode("utf-8", errors="replace")
    extract(source)
    find_date(source)


def timed(read: Callable[[bytes, str], None], data: bytes, name: str) -> float:
    """Seconds for one page."""
    started = time.perf_counter()
    read(data, name)
    return time.perf_counter() - started


def main(arguments: Sequence[str]) -> None:
    """Print pages a second of both, their ratio, and the median of the pages' ratios."""
    folder = Path(arguments[0]) if arguments else EXAMPLE
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".html", ".htm"})
    pages = [(path.read_bytes(), path.name) for path in found]
    if not pages:
        print(f"pages: no .html files in {folder}")
        return
    for read in (ours, peers):
        read(*pages[0])  # libraries load once
    mine, theirs = [], []
    for number, (data, name) in enumerate(pages):
        for read in (ours, peers) if number % 2 else (peers, ours):
            (mine if read is ours else theirs).append(timed(read, data, name))
    by_page = statistics.median(other / own for own, other in zip(mine, theirs, strict=True))
    print(
        f"pages: {len(pages)} pages; whomet {len(pages) / sum(mine):.0f} a second, "
        f"trafilatura.extract and htmldate {len(pages) / sum(theirs):.0f}: "
        f"{sum(theirs) / sum(mine):.2f} times as fast (median page: {by_page:.2f} times)"
    )
