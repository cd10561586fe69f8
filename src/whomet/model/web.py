"""The web: what lists say of pages, and what came of asking for one."""

from enum import StrEnum

from whomet.model.base import Noun


class FetchStatus(StrEnum):
    """What came of asking for a page."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    PAYWALLED = "paywalled"
    BLOCKED = "blocked"
    GONE = "gone"
    ROBOTS = "robots"
    REFUSED = "refused"
    FAILED = "failed"


class Attempt(Noun):
    """One request for a page, redirects included, and what came of it.

    `what` says it for people; `when` is UTC (ISO 8601); `final_url` is where redirects ended; `headers` are
    those of the answer; `sha256` is that of the page, where it was kept.
    """

    url: str
    status: FetchStatus
    what: str
    when: str
    final_url: str | None = None
    http_status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    sha256: str | None = None

    @property
    def brought_text(self) -> bool:
        """Whether the page is held, from this request or an earlier one."""
        return self.status in {FetchStatus.FETCHED, FetchStatus.UNCHANGED}

    def header(self, name: str) -> str | None:
        """The value of a header of the answer; None where it had none of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Listed(Noun):
    """One address of a list, with what the list says of the page.

    `published` is the day (a time may follow) of publication by the list's word. `seen` is the day on
    which the list's maker came across the page, which was published then or before. `changed` is when the
    page last changed.
    """

    url: str
    title: str | None = None
    published: str | None = None
    seen: str | None = None
    changed: str | None = None

    @property
    def day(self) -> str | None:
        """The latest day that the list gives for the page; None where it gives none."""
        days = [moment[:10] for moment in (self.published, self.seen, self.changed) if moment]
        return max(days, default=None)
