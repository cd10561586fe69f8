"""When a page was published: its own statements first, then what it shows, then a guess."""

from datetime import date, timedelta

from whomet.documents.datelines import edition_dates
from whomet.documents.page_metadata import PageMetadata
from whomet.model import Found

_GUESS = 0.5
# Statements below this confidence give way to a date that readers see with the word "published".
_SURE = 0.9


def published_on_page(metadata: PageMetadata, near: list[str], far: list[str], source: str) -> Found | None:
    """The date of publication, how it was found and how far to trust it; None where nothing tells.

    A moment given in UTC may fall on the day after or before that of the newsroom: the day that the
    page shows to its readers is taken then, since "on Monday" in the text was written by that calendar.
    `near` are the lines between headline and text, `far` those elsewhere: other stories and pictures may have
    dated theirs.
    """
    shown, _ = edition_dates(near, earliest=False)
    if not shown or shown.how != "dateline":
        elsewhere, _ = edition_dates(far)
        shown = elsewhere if elsewhere and elsewhere.how == "dateline" else shown or elsewhere
    stated = metadata.published
    if stated and shown and shown.how == "dateline":
        if stated.value[:10] == shown.value:
            return stated
        updated = metadata.updated.value[:10] if metadata.updated else None
        is_update = shown.value == updated and shown.confidence < _SURE
        if _is_utc(stated.value) and _days_apart(stated.value, shown.value) == 1 and not is_update:
            return shown
        if stated.confidence < _SURE and shown.confidence >= _SURE:
            return shown
    if stated:
        return stated
    if shown:
        return shown
    from htmldate import find_date  # takes a while to load: most pages say when they were published

    guessed = find_date(source, original_date=True, extensive_search=True)
    return Found(value=guessed, how="htmldate", confidence=_GUESS) if guessed else None


def _is_utc(value: str) -> bool:
    return value.endswith(("Z", "+00:00", "+0000"))


def _days_apart(first: str, second: str) -> int:
    apart: timedelta = date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])
    return abs(apart.days)
