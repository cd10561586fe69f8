"""Pages of invented outlets that a crawler saved as one line: where the article starts and ends, and its dates."""

import json
from pathlib import Path

import pytest
from reading_cases import CASES, Reader

from whomet.documents import article_text, text_read
from whomet.model.media import MediaType

PAGES = sorted((CASES / "running").glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_article_is_found_between_menus_surveys_and_banners(page: Path, reader: Reader) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    data = page.read_bytes()
    (document,) = reader.read(data, page.name, MediaType.TEXT).documents
    assert document.text == data.decode(), "the text itself is never altered"
    article = article_text(document)
    shown = text_read(document, file=page.name)
    assert expected["starts"] in article[: len(expected["starts"]) + expected["headline_before"]]
    assert article.endswith(expected["ends"])
    assert [word for word in expected["foreign"] if word in article] == []
    assert (shown.title, shown.author, shown.published, shown.updated, list(shown.captions)) == tuple(
        expected[key] for key in ("title", "author", "published", "updated", "captions")
    )
