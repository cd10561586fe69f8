"""`whomet demo`: one command from the bundled files to the page, and seconds the second time."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "musk"

type Command = Callable[..., Any]


@pytest.fixture(scope="module")
def demo(whomet: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("demo") / "musk"
    return folder, whomet("demo", folder)


def test_it_prints_the_headline_and_the_page(whomet: Command, demo: tuple[Path, Any]) -> None:
    folder, done = demo
    headline, encounters, page = done.stdout.splitlines()
    countries, meetings, _ = json.loads(whomet("count", "--json", "--folder", folder).stdout)
    assert done.returncode == 0
    assert headline == f"Elon Musk has met politicians from at least {countries['number']} countries"
    assert encounters == f"at least {meetings['number']} encounters"
    assert countries["number"] >= 13
    assert Path(page.removeprefix("The page: ")).is_file()


def test_its_numbers_are_those_of_a_careful_reader(whomet: Command, demo: tuple[Path, Any]) -> None:
    truth = json.loads((EXAMPLE / "truth.json").read_text("utf-8"))["counts"]
    countries, encounters, _ = json.loads(whomet("count", "--json", "--folder", demo[0]).stdout)
    assert (countries["number"], encounters["number"]) == (truth["countries"], truth["encounters"])


def test_every_quote_of_it_is_proven(whomet: Command, demo: tuple[Path, Any]) -> None:
    done = whomet("verify", "--folder", demo[0])
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d{3,} quotes in \d{2,} documents proven\n", done.stdout)


def test_the_second_time_nothing_is_read_again(whomet: Command, demo: tuple[Path, Any]) -> None:
    folder, first = demo
    again = whomet("demo", folder)
    assert again.stdout == first.stdout
    assert re.search(r"\d{2,} documents in the archive, 0 of them new", again.stderr)
    assert "0 documents read" in again.stderr


def test_it_does_not_build_over_another_investigation(whomet: Command, tmp_path: Path) -> None:
    whomet("init", tmp_path / "mine", "--subject", "Bill Gates")
    refused = whomet("demo", tmp_path / "mine")
    assert refused.returncode == 2
    assert "another investigation" in refused.stderr
