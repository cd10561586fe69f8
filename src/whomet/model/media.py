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
    X_ACCOUNT = "application/javascript; layout=x-account"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
