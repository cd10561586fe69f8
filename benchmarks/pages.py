"""Pages a second: reading a page as `whomet text` does, against trafilatura.extract and htmldate.find_date.

The two take turns over the same pages in the same process, page by page, so that whatever else the machine does
hits both. Bring pages of your own: `python -m benchmarks pages FOLDER`.
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
ROUNDS = 1


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
    """Print pages a second of both, and the median of the rounds' ratios."""
    folder = Path(arguments[0]) if arguments else EXAMPLE
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".html", ".htm"})
    pages = [(path.read_bytes(), path.name) for path in found]
    if not pages:
        print(f"pages: no .html files in {folder}")
        return
    for read in (ours, peers):
        read(*pages[0])  # libraries load once
    ratios, speeds = [], []
    for _ in range(ROUNDS):
        seconds = {ours: 0.0, peers: 0.0}
        for number, (data, name) in enumerate(pages):
            for read in (ours, peers) if number % 2 else (peers, ours):
                seconds[read] += timed(read, data, name)
        ratios.append(seconds[peers] / seconds[ours])
        speeds.append((len(pages) / seconds[ours], len(pages) / seconds[peers]))
    mine, theirs = (statistics.median(speed) for speed in zip(*speeds, strict=True))
    print(
        f"pages: {len(pages)} pages; whomet {mine:.0f} a second, trafilatura.extract and htmldate {theirs:.0f}; "
        f"{statistics.median(ratios):.2f} times as fast (median of {ROUNDS} rounds)"
    )
