"""`whomet evaluate` with the real reader, on three small documents and one in French."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation_cases import CASES

type Command = Callable[..., Any]
SMALL = CASES / "small"


@pytest.fixture(scope="module")
def whole(evaluate: Command) -> Any:
    return evaluate(SMALL)


def test_the_figures_are_printed_with_the_numbers_behind_them(whole: Any) -> None:
    assert "4 documents, 1 of them not read" in whole.stdout
    assert "(1 found, 0 spurious, 2 missed)" in whole.stdout
    assert "negatives left clean  1.000  (1 of 1)" in whole.stdout
    assert "P 1.000  R 0.333  F1 0.500" in whole.stdout


def test_the_batches_stand_in_a_table(whole: Any) -> None:
    rows = [line.split() for line in whole.stdout.splitlines()]
    assert ["p", "3", "1.000", "0.500", "0.667", "0.667"] in rows
    assert ["q", "1", "0.000", "0.000", "0.000", "0.000"] in rows


def test_the_misses_are_listed_by_cause_with_what_was_seen(whole: Any) -> None:
    assert "missed: 2" in whole.stdout
    assert "  figure not recognised: 1" in whole.stdout
    assert "p-waiters | Ursula von der Leyen | 2024-04-11 | happened meeting | With whom" in whole.stdout
    assert "named: Elon Musk [subject]; predicates: " in whole.stdout


def test_a_text_in_a_language_that_is_not_read_is_reported_as_such(whole: Any) -> None:
    assert whole.returncode == 1
    assert "q-versailles: the text is in a language that is not read yet (fr)" in whole.stderr
    assert "  document not read: 1" in whole.stdout


def test_json_has_the_same_figures_and_every_mistake(evaluate: Command) -> None:
    done = evaluate(SMALL, "--json")
    told = json.loads(done.stdout)
    assert told["whole"]["records"] == {
        "found": 1, "spurious": 0, "missed": 2, "precision": 1.0, "recall": 0.333, "f1": 0.5,
    }  # fmt: skip
    assert set(told["batches"]) == {"p", "q"}
    assert told["unread"][0]["document_id"] == "q-versailles"
    mistakes = [mistake for members in told["missed"].values() for mistake in members]
    assert {mistake["document_id"] for mistake in mistakes} == {"p-waiters", "q-versailles"}
    assert all(mistake["record"]["with"] and mistake["seen"] for mistake in mistakes)


def test_only_some_documents(evaluate: Command) -> None:
    done = evaluate(SMALL, "--only", "p-", "--errors", 0)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("3 documents\n")
    assert "missed:" not in done.stdout


def test_a_broken_file_is_named_and_the_others_are_read(evaluate: Command, tmp_path: Path) -> None:
    gold = shutil.copytree(SMALL, tmp_path / "gold", ignore=shutil.ignore_patterns("q-*"))
    (gold / "p-torn.json").write_text('{"id": "p-torn", ', encoding="utf-8")
    done = evaluate(gold, "--errors", 0)
    assert done.returncode == 1
    assert "issue: p-torn.json: not JSON" in done.stderr
    assert done.stdout.startswith("3 documents\n")


def test_the_command_fails_where_a_figure_fell(evaluate: Command, tmp_path: Path) -> None:
    gold = shutil.copytree(SMALL, tmp_path / "gold", ignore=shutil.ignore_patterns("q-*"))
    floors = tmp_path / "floors.json"
    written = evaluate(gold, "--errors", 0, "--floors", floors, "--write-floors")
    assert written.returncode == 0, written.stderr
    assert "floor of records.recall: none -> 0.500" in written.stderr
    assert evaluate(gold, "--errors", 0, "--floors", floors).returncode == 0
    pinned = json.loads(floors.read_text(encoding="utf-8"))
    pinned["whole"]["figures"]["records.recall"] = 0.9
    floors.write_text(json.dumps(pinned), encoding="utf-8")
    fallen = evaluate(gold, "--errors", 0, "--floors", floors)
    assert fallen.returncode == 1
    assert "below the floor: whole: records.recall fell to 0.500, its floor is 0.900" in fallen.stderr


@pytest.mark.parametrize(
    "words", [["--write-floors"], ["--floors", "floors.json", "--write-floors", "--only", "p"]]
)
def test_floors_are_written_for_all_documents_into_a_named_file(evaluate: Command, words: list[str]) -> None:
    done = evaluate(SMALL, *words)
    assert done.returncode == 2
    assert "floors are those of all documents" in done.stderr
