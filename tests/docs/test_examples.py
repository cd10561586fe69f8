"""TOML that a page shows can be pasted: it is TOML, and settings are settings."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from whomet.settings import SettingsFile

_BLOCK = re.compile(r"^( *)```toml\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SETTINGS = {"investigation", "subject", "counting", "source"}
# What every file of settings must have; a page that shows a part leaves it out.
_LEAST = {"investigation": {"name": "An example"}, "subject": {"name": "Jane Doe"}}


def test_every_toml_block_can_be_pasted(page: Path, words: str) -> None:
    if page.name == "lexicons.md":
        pytest.skip("its examples are shortened")
    for _, block in _BLOCK.findall(words):
        content = tomllib.loads(block)
        if not set(content) <= _SETTINGS:
            continue
        whole = _LEAST | {
            table: (_LEAST.get(table, {}) | values if isinstance(values, dict) else values)
            for table, values in content.items()
        }
        try:
            SettingsFile.model_validate(whole)
        except ValidationError as error:
            pytest.fail(f"{page}:\n{block}\n{error}")


def test_a_rule_or_entry_that_a_page_shows_is_as_the_lexicons_have_them(root: Path) -> None:
    shown = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    predicates = root / "src" / "whomet" / "knowledge" / "en" / "predicates.toml"
    idioms = tomllib.loads(predicates.read_text(encoding="utf-8"))["idiom"]
    found = [block for _, block in _BLOCK.findall(shown) if "[[idiom]]" in block]
    assert found
    for block in found:
        assert tomllib.loads(block)["idiom"][0] in idioms
