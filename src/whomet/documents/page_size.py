"""How large a page may be, its pictures and scripts apart: its elements and characters each cost memory and time."""

import re

from whomet.errors import UnreadableInput

# Longer than this, an address in an attribute is a picture, a font or a style sheet set into the page.
_EMBEDDED = re.compile(r"data:[a-z]+/[A-Za-z0-9.+-]+[^\"'()<>]{200,}")
_UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# The longest live blogs of newspapers have about 0.5 million characters in 20,000 elements.
_MOST_CHARACTERS, _MOST_TAGS = 4_000_000, 200_000


def check_page_size(source: str, *, where: str) -> None:
    """Raises UnreadableInput for a page of more elements or characters than are read in reasonable time."""
    tags = source.count("<")
    if len(source) <= _MOST_CHARACTERS and tags <= _MOST_TAGS:
        return
    shown = without_embedded(_UNSEEN.sub("", source))
    tags = shown.count("<")
    if len(shown) > _MOST_CHARACTERS or tags > _MOST_TAGS:
        raise UnreadableInput(
            f"is a page of {len(shown):,} characters and {tags:,} tags, which is more than pages have",
            where=where,
            next_step="save its text as plain text, or split it",
        )


def without_embedded(source: str) -> str:
    """The page without the pictures and styles that are set into its attributes as `data:` addresses."""
    return _EMBEDDED.sub("data:,", source)
