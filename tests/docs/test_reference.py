"""The reference is what the code says."""

import json
import re
from pathlib import Path

import pytest
from build_reference import differing
from pydantic import BaseModel
from reference.formats import document_fields
from reference.settings_page import TABLES

from whomet.documents import read_original
from whomet.sources import Incoming, describe


def test_the_reference_is_generated_from_this_code() -> None:
    stale = sorted(differing())
    assert not stale, f"run tools/build_reference.py: {', '.join(stale)} differ"


@pytest.mark.parametrize(("table", "model"), TABLES.items())
def test_every_key_of_the_settings_is_documented_and_no_other(
    root: Path, table: str, model: type[BaseModel]
) -> None:
    page = (root / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    section = page.partition(f"## `{table}`\n")[2].partition("\n## ")[0].partition("\n### ")[0]
    documented = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    in_tables_of_their_own = {
        "[subject]": {"companies"},
        "[[register]]": {"columns"},
        "[[table]]": {"columns"},
    }
    assert documented == set(model.model_fields) - in_tables_of_their_own.get(table, set())


def test_a_document_has_what_its_documented_fields_say() -> None:
    given = {
        "id": "d1", "text": "The text.", "published": "2024-04-17", "kind": "post", "lang": "en",
        "subject": "Jane Doe", "title": "A title", "publisher": "Example Courier", "author": "A. Author",
        "handle": "courier", "url": "https://courier.example/1", "restates": "Reuters, 2024-04-17",
    }  # fmt: skip
    assert tuple(given) == document_fields()
    incoming = Incoming(json.dumps(given).encode(), "one.json")
    (document,) = read_original(incoming.data, describe(incoming)).documents
    read = document.model_dump(mode="json") | {
        "published": document.published_day,
        "lang": document.language,
    }
    assert {name: read[name] for name in given} == given
