"""Every error whomet raises on purpose.

WhometError                 what was tried, on which document, and the next step
├── UsageError              the call's words are off (exit code 2)
├── SettingsError           whomet.toml cannot be used as it is (exit code 2)
├── UnreadableInput         one input could not be read: reported as an issue, the rest goes on
│   ├── UnsupportedLanguage the text is in a language that is not read yet
│   └── RefusedAddress      an address that whomet does not ask: private, or not http(s)
├── LedgerError             the store cannot be opened, or is of another version (exit code 3)
├── ArchiveError            an archived original is missing or changed (exit code 3)
└── TimestampRefused        the timestamp authority gave no timestamp that holds: reported as an issue
"""


class WhometError(Exception):
    """An error with its document and the next step to take."""

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        step = f" ({self.next_step})" if self.next_step else ""
        return f"{place}{self.what}{step}"


class UsageError(WhometError):
    """The call's words are off."""

    exit_code = 2


class SettingsError(WhometError):
    """`whomet.toml` cannot be used as it is."""

    exit_code = 2


class UnreadableInput(WhometError):
    """One input could not be read."""


class UnsupportedLanguage(UnreadableInput):
    """The text is in a language that is not read yet."""


class RefusedAddress(UnreadableInput):
    """The address leads, or may lead, to a machine that is not on the public internet."""


class LedgerError(WhometError):
    """The store cannot be opened, or is of another version."""


class ArchiveError(WhometError):
    """An archived original is missing or changed."""


class TimestampRefused(WhometError):
    """The timestamp authority gave no timestamp that holds."""
