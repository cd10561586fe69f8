"""`whomet people import`, `check`, `match` and `show` as a reporter types them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

type Command = Callable[..., Any]

SAMPLES = Path(__file__).parents[1] / "cases" / "people" / "import"


def test_imported_people_are_shown_with_their_source(whomet: Command, tmp_path: Path) -> None:
    done = whomet("people", "import", SAMPLES / "opensanctions-flat.json", "-C", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2 people, 3 terms of office" in done.stdout
    assert "NonCommercial" in done.stderr
    shown = json.loads(
        whomet("people", "show", "Odrin Vaskelle", "--on", "2025-02-01", "--json", "-C", tmp_path).stdout
    )
    assert shown["answer"] == "held"
    (office,) = shown["offices"]
    assert office["title"] == "Mayor of Quellburg"
    assert "CC BY-NC" in office["source"]


def test_a_file_of_facts_may_lie_elsewhere(whomet: Command, tmp_path: Path) -> None:
    facts = tmp_path / "elsewhere.sqlite"
    assert whomet("people", "import", SAMPLES / "ministers.csv", "--into", facts).returncode == 0
    assert "Minister of Bridges" in whomet("people", "show", "Ilsabet Morvane", "--from", facts).stdout
    missing = whomet("people", "show", "Ilsabet Morvane", "--from", tmp_path / "none.sqlite")
    assert missing.returncode == 2
    assert "whomet people import" in missing.stderr


def test_what_is_wrong_ends_in_exit_code_one_and_the_rest_is_there(whomet: Command, tmp_path: Path) -> None:
    rows = tmp_path / "ministers.csv"
    rows.write_text("person,position,country,start,end\nA B,Mayor,FR,2020,2019\nC D,Mayor,FR,2020,2021\n")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader")
    done = whomet("people", "import", letter, rows, "-C", tmp_path)
    assert done.returncode == 1
    assert "ministers.csv, line 2: the end 2019 is before the start 2020" in done.stderr
    assert "letter.txt: not a source of office-holders" in done.stderr
    assert "C D" in whomet("people", "show", "C D", "-C", tmp_path).stdout


def test_a_contradiction_between_sources_is_printed(whomet: Command, tmp_path: Path) -> None:
    rows = tmp_path / "leaders.csv"
    rows.write_text("person,position,country,start,end\nOdrin Vaskelle,President,FR,2018-01-01,2019-01-01\n")
    assert whomet("people", "check", "--country", "FR", "-C", tmp_path).returncode == 0
    whomet("people", "import", rows, "--source", "Invented", "-C", tmp_path)
    done = whomet("people", "check", "--country", "FR", "--json", "-C", tmp_path)
    assert done.returncode == 1
    assert any(
        finding["fault"] == "two holders at a time"
        and "Emmanuel Macron" in finding["facts"]
        and "[Invented]" in finding["facts"]
        for finding in json.loads(done.stdout)
    )


def test_pairs_are_read_from_standard_input_a_line_each() -> None:
    program = Path(sys.executable).parent / "whomet"
    pairs = "Bill Clinton\tWilliam Clinton\nEmmanuel Macron\tBrigitte Macron\nno tab\n"
    done = subprocess.run(
        [program, "people", "match"], input=pairs, capture_output=True, text=True, check=False
    )
    same, other, none = (line.split("\t") for line in done.stdout.splitlines())
    assert float(same[0]) > 0.5 > float(other[0])
    assert "forms of one name" in same[1]
    assert float(none[0]) == 0
    assert done.returncode == 1
    assert "line 3" in done.stderr


def test_match_takes_two_names(whomet: Command) -> None:
    assert whomet("people", "match", "Xi Jinping", "习近平").stdout.startswith("1.0000\t")
    assert whomet("people", "match", "Xi Jinping").returncode == 2


@pytest.mark.parametrize("again", [False, True])
def test_a_run_links_imported_people_and_reads_again_when_they_change(
    whomet: Command, tmp_path: Path, again: bool
) -> None:
    folder = tmp_path / "investigation"
    shutil.copytree(SAMPLES.parents[1] / "cli" / "small", folder)
    (folder / "sources" / "vaskelle.txt").write_text(
        "Musk meets Vaskelle in Quellburg\n\nMarch 4, 2025\n\nQUELLBURG (Example Courier) - Italian Prime Minister "
        "Vaskelle met Elon Musk in Rome on Monday, the government said. They spoke about satellites.\n"
    )
    rows = tmp_path / "leaders.csv"
    rows.write_text(
        "person,position,country,start,end,wikidata_id\n"
        "Odrin Vaskelle,Prime Minister,IT,2025-01-01,2026-01-01,Q900002\n"
    )
    whomet("add", folder / "sources", "-C", folder)
    if again:
        whomet("run", "-C", folder)
    assert whomet("people", "import", rows, "-C", folder).returncode == 0
    assert whomet("run", "-C", folder).returncode == 0
    listed = json.loads(whomet("ledger", "--format", "json", "--all", "-C", folder).stdout)
    assert "Odrin Vaskelle" in [met["name"] for record in listed for met in record["with"]]
