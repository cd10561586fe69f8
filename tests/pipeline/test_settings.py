"""`whomet.toml`: what may stand in it, and what a mistake in it is answered with."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import SettingsError, UsageError
from whomet.knowledge.subjects import load_subject
from whomet.model import Verification
from whomet.settings import load_investigation, write_default

CASES = Path(__file__).parents[1] / "cases" / "cli" / "settings"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_mistake_is_named_with_what_would_be_right(case: Path, tmp_path: Path) -> None:
    content = case.read_text()
    (tmp_path / "whomet.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        load_investigation(tmp_path)
    expected = [
        line.removeprefix("# refused: ") for line in content.splitlines() if line.startswith("# refused")
    ]
    assert expected
    for words in expected:
        assert words in str(caught.value)
    assert str(tmp_path / "whomet.toml") in str(caught.value)


def test_the_bundled_profile_is_added_to(tmp_path: Path) -> None:
    (tmp_path / "whomet.toml").write_text("""
        [investigation]
        name = "Encounters"
        window = "2021-08/2024-10"
        [subject]
        name = "Elon Musk"
        aliases = ["the Boer of Boca Chica"]
        [[subject.companies]]
        name = "Example Tunnels"
        [counting]
        verifications = ["official"]
        [[source]]
        name = "Office of the President"
        speaks_for = "TR"
    """)
    investigation = load_investigation(tmp_path)
    companies = {company.name for company in investigation.subject.companies}
    assert {"Tesla", "SpaceX", "Example Tunnels"} <= companies
    assert "the Boer of Boca Chica" in investigation.subject.aliases
    assert investigation.window == "2021-08/2024-10"
    assert investigation.rule.verifications == (Verification.OFFICIAL,)
    assert investigation.sources[0].speaks_for == "TR"


@given(name=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_new_investigation_of_anyone_can_be_read_back(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("new") / "investigation"
    try:
        write_default(folder, name)
    except UsageError:
        assert not any(letter.isalpha() for letter in name)
        assert not folder.exists()
    else:
        assert load_investigation(folder).subject == load_subject(name)


def test_an_investigation_is_not_begun_twice(tmp_path: Path) -> None:
    write_default(tmp_path, "Elon Musk")
    with pytest.raises(UsageError, match="investigation already"):
        write_default(tmp_path, "Bill Gates")
    assert load_investigation(tmp_path).subject.name == "Elon Musk"


def test_no_settings_is_an_error_that_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="whomet init"):
        load_investigation(tmp_path)
    assert list(tmp_path.iterdir()) == []
