"""Write docs/reference from the code: commands, settings, the encounter format, exit codes, lexicons.

.venv/bin/python tools/build_reference.py           writes what differs
.venv/bin/python tools/build_reference.py --check   writes nothing; ends with 1 where something differs
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference.commands import commands_page
from reference.exit_codes import exit_codes_page
from reference.formats import formats_page
from reference.lexicons import lexicons_page
from reference.settings_page import settings_page

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "encounter-format.md": formats_page,
    "exit-codes.md": exit_codes_page,
    "lexicons.md": lexicons_page,
}


def differing() -> dict[str, str]:
    """The pages that are not as the code would have them, by file name, with the text they should have."""
    wanted = {name: write() for name, write in PAGES.items()}
    return {name: text for name, text in wanted.items() if _now(name) != text}


def _now(name: str) -> str | None:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main() -> int:
    """Write or check the pages."""
    options = argparse.ArgumentParser(description="Write docs/reference from the code.")
    options.add_argument("--check", action="store_true", help="write nothing, tell what differs")
    check = options.parse_args().check
    pages = differing()
    for name, text in pages.items():
        if check:
            print(f"docs/reference/{name} is not what the code says: run tools/build_reference.py")
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(text, encoding="utf-8")
            print(f"docs/reference/{name}")
    return int(check and bool(pages))


if __name__ == "__main__":
    sys.exit(main())
