"""A container with nothing in it is said to be empty, and not passed over."""

import pytest
from reading_cases import Reader

from whomet.model.media import MediaType


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"window.YTD.tweets.part0 = [ ]", MediaType.POSTS),
        (b'{"data": []}', MediaType.POSTS),
        (b"A,B\n,\n", MediaType.REGISTER),
        (b"id,created_at,text\n,,\n", MediaType.POST_TABLE),
    ],
)
def test_an_empty_export_is_an_issue(data: bytes, media_type: MediaType, reader: Reader) -> None:
    read = reader.read(data, "export", media_type)
    assert [(issue.where, issue.what) for issue in read.issues] == [("export", "holds no documents")]
