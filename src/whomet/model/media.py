"""The media types that whomet reads, as recognised from the content of a file."""

from enum import StrEnum


class MediaType(StrEnum):
    """What sort of file an original is. The parameters of the JSON and CSV types are ours: they say
    which of the layouts known to whomet the file has."""

    HTML = "text/html"
    PDF = "application/pdf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    DOCUMENTS = "application/json; layout=documents"
    POSTS = "application/json; layout=posts"
    POST_TABLE = "text/csv; layout=posts"
    REGISTER = "text/csv; layout=register"
    X_ACCOUNT = "application/javascript; layout=x-account"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ADDRESSES = "text/plain; layout=addresses"
    FEED = "application/xml; layout=feed"
    SITEMAP = "application/xml; layout=sitemap"
    STORIES = "application/json; layout=stories"
    STORY_TABLE = "text/csv; layout=stories"

    @property
    def largest(self) -> int:
        """The largest file of this type that is read, in bytes: what can be read with less than 1 GB of memory,
        whatever the file holds. A book is 1 MB of text, a year of a busy account 20 MB of JSON."""
        return _LARGEST.get(self, 100_000_000)


_LARGEST = {
    MediaType.TEXT: 5_000_000,
    MediaType.MARKDOWN: 500_000,
    MediaType.HTML: 60_000_000,  # with its pictures in it; what is left without them has a limit of its own
    MediaType.DOCUMENTS: 30_000_000,
    MediaType.POSTS: 30_000_000,
    MediaType.POST_TABLE: 30_000_000,
    MediaType.REGISTER: 30_000_000,
}


# These list pages; they are fetched, and no documents themselves.
LISTS = frozenset(
    {MediaType.ADDRESSES, MediaType.FEED, MediaType.SITEMAP, MediaType.STORIES, MediaType.STORY_TABLE}
)
