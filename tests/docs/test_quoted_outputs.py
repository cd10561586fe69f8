"""What pages quote of the program is what it prints. `tools/record_outputs.py` writes it anew."""

from pathlib import Path

import pytest
from pages.console import prepare, run, steps
from pages.quality import with_quality
from record_outputs import pages_with_commands


@pytest.mark.parametrize("shown", pages_with_commands(), ids=str)
def test_the_commands_of_a_page_print_what_it_says(root: Path, shown: Path, tmp_path: Path) -> None:
    prepare(tmp_path)
    for step in steps((root / shown).read_text(encoding="utf-8")):
        assert run(step.command, tmp_path) == step.output, f"{shown}: $ {step.command}"


def test_the_readme_and_the_tutorial_show_commands() -> None:
    assert {Path("README.md"), Path("docs/tutorial.md")} <= set(pages_with_commands())


def test_the_quality_in_the_readme_is_the_measured_one(root: Path) -> None:
    words = (root / "README.md").read_text(encoding="utf-8")
    assert with_quality(words) == words, "run tools/record_outputs.py README.md"
