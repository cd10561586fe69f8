"""The media types that whomet reads, as recognised from the content of a file."""

from enum import StrEnum


class MediaType(StrEnum):
    """What sort of file an original is. The parameters of the JSON and CSV types are ours: they say
    which of the layouts known to whomet the file has."""

    HTML = "text/html"
    PDF = "application/pdf"
    TEXT = "text/plain"
    DOCUMENTS = "application/json; layout=documents"
    POSTS = "application/json; layout=posts"
    POST_TABLE = "text/csv; layout=posts"
    REGISTER = "text/csv; layout=register"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ADDRESSES = "text/plain; layout=addresses"
    FEED = "application/xml; layout=feed"
    SITEMAP = "application/xml; layout=sitemap"
    STORIES = "application/json; layout=stories"
    STORY_TABLE = "text/csv; layout=stories"


# These list pages; they are fetched, and no documents themselves.
LISTS = frozenset(
    {MediaType.ADDRESSES, MediaType.FEED, MediaType.SITEMAP, MediaType.STORIES, MediaType.STORY_TABLE}
)
