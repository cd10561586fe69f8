"""Run the commands that README and docs show, and put what they print now into the pages.

    .venv/bin/python tools/record_outputs.py            all pages
    .venv/bin/python tools/record_outputs.py README.md  these pages

The tests of tests/docs compare; this writes. Read what changed (`git diff`) before you commit it.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pages.console import ROOT, prepare, recorded, steps
from pages.quality import with_quality


def pages_with_commands() -> tuple[Path, ...]:
    """The pages that show commands with their output, relative to the repository."""
    pages = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    return tuple(page.relative_to(ROOT) for page in pages if any(steps(page.read_text(encoding="utf-8"))))


def main() -> None:
    """Record each page in a folder of its own."""
    for page in [Path(name) for name in sys.argv[1:]] or pages_with_commands():
        before = (ROOT / page).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            after = recorded(before, Path(folder))
        if page == Path("README.md"):
            after = with_quality(after)
        if after != before:
            (ROOT / page).write_text(after, encoding="utf-8")
            print(page)


if __name__ == "__main__":
    main()
