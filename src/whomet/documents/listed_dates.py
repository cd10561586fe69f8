"""What the list that a page was found in says of its day, beside what the page says itself."""

from datetime import date

from whomet.documents.reading import given
from whomet.model import Document, Found

# A list's maker comes across a page minutes after it was published, or years.
_SEEN = 0.4


def as_listed(document: Document, *, published: str | None, seen: str | None) -> Document:
    """The document with the list's date of publication.

    The list's word goes before a date that the page gives, but for one of the day next to it: lists often
    give the moment in UTC, and "on Monday" in the text is said by the calendar that the page shows.
    `seen`, a day on which the page was there, is taken only where nothing gives the day of publication.
    """
    own = document.published_day
    if published and (own is None or _days_apart(own, published) != 1):
        return document.model_copy(update={"published": given(published)})
    if own is None and seen:
        found = Found(value=seen, how="seen by a list", confidence=_SEEN)
        return document.model_copy(update={"published": found})
    return document


def _days_apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
