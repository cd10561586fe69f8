"""A file of lines that is only appended to, so that a killed command loses at most the line it was writing."""

import os
from collections.abc import Iterable
from pathlib import Path


class AppendedLines:
    """The lines of `path`. What was appended is on disk when `append` returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begins_in_line = False

    def read(self) -> list[str]:
        """All lines; the last may be empty, or cut by a kill. Raises OSError, FileNotFoundError among them."""
        text = self.path.read_text(encoding="utf-8", errors="replace")
        self._begins_in_line = bool(text) and not text.endswith("\n")
        return text.split("\n")

    def append(self, lines: Iterable[str]) -> None:
        """Add lines, behind a cut one on a line of their own. Raises OSError."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n" if self._begins_in_line else "")
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        self._begins_in_line = False
