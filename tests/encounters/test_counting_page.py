"""docs/counting.md states the rules that the code follows."""

import re
from pathlib import Path

import pytest

from whomet.encounters import COUNTRY_ASSUMPTIONS, ENCOUNTER_ASSUMPTIONS, FIGURE_ASSUMPTIONS
from whomet.encounters.comparisons import MERGE_FROM, WEIGHTS
from whomet.encounters.independent_set import EXACT_UP_TO

PAGE = (Path(__file__).parents[2] / "docs" / "counting.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("what", "assumptions"),
    [
        ("encounters", ENCOUNTER_ASSUMPTIONS),
        ("countries", COUNTRY_ASSUMPTIONS),
        ("figures", FIGURE_ASSUMPTIONS),
    ],
)
def test_assumptions_on_the_page_are_those_of_the_code(what: str, assumptions: tuple[str, ...]) -> None:
    section = PAGE.split(f"### Assumptions of the number of {what}\n")[1].lstrip().split("\n\n")[0]
    assert section.removeprefix("- ").split("\n- ") == list(assumptions)


def test_weights_and_limits_on_the_page_are_those_of_the_code() -> None:
    table = dict(re.findall(r"(?m)^\| (\w+) \| (\d+) \|", PAGE))
    assert {name: float(weight) for name, weight in table.items()} == dict(WEIGHTS)
    assert f"from a weight of {MERGE_FROM:g} on" in PAGE
    assert f"at most {EXACT_UP_TO} records" in PAGE
