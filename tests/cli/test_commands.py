"""The commands as a reporter types them: what they print, where, and the exit code they end with."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from whomet.ledger import open_ledger

type Command = Callable[..., Any]
type Record = dict[str, Any]

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
DAMAGED = "the original has changed"


def records(whomet: Command, folder: Path, *words: str) -> list[Record]:
    done = whomet("ledger", "--format", "json", *words, "--folder", folder)
    assert done.returncode == 0, done.stderr
    listed: list[Record] = json.loads(done.stdout)
    return listed


def test_help_imports_nothing_heavy() -> None:
    heavy = {"spacy", "sqlalchemy", "trafilatura", "numpy", "altair", "alembic"}
    code = "import sys, whomet.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not heavy & set(loaded.split())
    program = Path(sys.executable).parent / "whomet"
    assert b"verify" in subprocess.run([program, "--help"], capture_output=True, check=True).stdout


def test_the_records_lead_to_the_words_of_the_documents(whomet: Command, finished: Path) -> None:
    with open_ledger("sqlite:///ledger.sqlite", finished) as ledger:
        texts = {document.id: document.text for document in ledger.documents()}
    found = records(whomet, finished, "--all")
    assert len(found) >= 8
    for record in found:
        start, end = record["start"], record["end"]
        assert any(texts[name][start:end] == record["quote"] for name in record["documents"])


def test_all_shows_what_does_not_count_and_why(whomet: Command, finished: Path) -> None:
    counted, everything = records(whomet, finished), records(whomet, finished, "--all")
    assert {record["id"] for record in counted} < {record["id"] for record in everything}
    assert all(record["counted"] for record in counted)
    assert all(record["reason"] for record in everything if not record["counted"])


def test_every_format_has_the_same_records(whomet: Command, finished: Path) -> None:
    ids = [record["id"] for record in records(whomet, finished)]
    jsonl = whomet("ledger", "--format", "jsonl", "--folder", finished).stdout
    table = whomet("ledger", "--folder", finished).stdout
    cells = list(
        csv.DictReader(io.StringIO(whomet("ledger", "--format", "csv", "--folder", finished).stdout))
    )
    assert [json.loads(line)["id"] for line in jsonl.splitlines()] == ids
    assert [row["id"] for row in cells] == ids
    assert all(str(record_id) in table for record_id in ids)


def test_a_copy_is_no_second_source(whomet: Command, finished: Path) -> None:
    together = [r for r in records(whomet, finished) if "courier-copy" in r["documents"]]
    assert len(together) == 1
    assert "modi-new-york" in together[0]["documents"]


def test_the_number_is_that_of_its_proof(whomet: Command, finished: Path) -> None:
    numbers = json.loads(whomet("count", "--json", "--folder", finished).stdout)
    explained = whomet("explain", "countries", "--folder", finished).stdout
    countries = next(number for number in numbers if number["what"] == "countries")
    assert countries["number"] >= 8
    assert f"at least {countries['number']} countries" in explained
    plain = whomet("count", "--folder", finished).stdout
    assert [f"at least {n['number']} {n['what']}" for n in numbers] == plain.splitlines()


@pytest.mark.parametrize("by", ["country", "figure", "year", "topic"])
def test_encounters_are_counted_by_what_tells_them_apart(whomet: Command, finished: Path, by: str) -> None:
    rows = json.loads(whomet("count", "--by", by, "--json", "--folder", finished).stdout)
    assert rows
    assert all(row["encounters"] >= 1 for row in rows)


def test_wider_rules_never_count_less(whomet: Command, finished: Path) -> None:
    rows = json.loads(whomet("count", "--rules", "--json", "--folder", finished).stdout)
    assert [row["encounters"] for row in rows] == sorted(row["encounters"] for row in rows)
    assert len(rows) == 3


def test_explain_leads_to_quote_offsets_file_and_hash(whomet: Command, finished: Path) -> None:
    record = next(r for r in records(whomet, finished) if "meloni-rome" in r["documents"])
    explained = whomet("explain", record["id"], "--folder", finished).stdout
    page = (SMALL / "sources" / "meloni-rome.html").read_bytes()
    assert str(record["quote"]) in explained
    assert f"characters {record['start']} to {record['end']}" in explained
    assert "meloni-rome.html" in explained
    assert hashlib.sha256(page).hexdigest() in explained


def test_verify_is_clean_and_then_names_exactly_the_damaged_file(whomet: Command, copied: Path) -> None:
    clean = whomet("verify", "--folder", copied)
    assert clean.returncode == 0
    assert "quotes in" in clean.stdout
    assert "proven" in clean.stdout
    page = hashlib.sha256((SMALL / "sources" / "meloni-rome.html").read_bytes()).hexdigest()
    archived = copied / "archive" / page[:2] / page
    data = bytearray(archived.read_bytes())
    data[len(data) // 2] ^= 1
    archived.chmod(0o644)
    archived.write_bytes(data)
    damaged = whomet("verify", "--folder", copied)
    issues = [line for line in damaged.stderr.splitlines() if line.startswith("issue:")]
    assert damaged.returncode == 1
    assert len(issues) == 1
    assert str(archived) in issues[0]
    assert DAMAGED in issues[0]


def test_a_missing_original_is_named(whomet: Command, copied: Path) -> None:
    page = hashlib.sha256((SMALL / "sources" / "erdogan.txt").read_bytes()).hexdigest()
    (copied / "archive" / page[:2] / page).unlink()
    damaged = whomet("verify", "--folder", copied)
    assert damaged.returncode == 1
    assert "the original is missing: erdogan.txt" in damaged.stderr


def test_a_second_run_reads_nothing_and_changes_nothing(whomet: Command, copied: Path) -> None:
    before = records(whomet, copied, "--all")
    again = whomet("add", copied / "sources", "--folder", copied)
    assert again.stdout.startswith("0 documents new or changed")
    done = whomet("run", "--folder", copied)
    assert done.returncode == 0
    assert "0 documents read" in done.stderr
    assert records(whomet, copied, "--all") == before


def test_a_corrected_document_replaces_what_was_read_from_it(whomet: Command, copied: Path) -> None:
    text = copied / "sources" / "erdogan.txt"
    text.write_text(text.read_text().replace("on Sunday", "on Saturday"))
    assert whomet("add", text, "--folder", copied).stdout.startswith("1 documents new or changed")
    done = whomet("run", "--folder", copied)
    assert "1 documents read" in done.stderr
    record = next(r for r in records(whomet, copied, "--all") if "erdogan" in r["documents"])
    assert record["date"] == "2023-09-16"


def test_read_prints_one_json_line_a_document_and_nothing_else(whomet: Command, tmp_path: Path) -> None:
    done = whomet("read", SMALL / "sources" / "documents.jsonl", tmp_path / "missing.html")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert "missing.html" in done.stderr
    assert [line["id"] for line in lines][:3] == ["netanyahu-fremont", "modi-new-york", "modi-again"]
    assert all(set(line) == {"id", "encounters", "outcomes"} for line in lines)
    assert next(line for line in lines if line["id"] == "nothing")["encounters"] == []
    first = lines[0]["encounters"][0]
    assert first["with"][0]["name"] == "Benjamin Netanyahu"
    assert first["date"] == "2023-09-18"


def test_read_explains_each_field_with_its_words(whomet: Command, tmp_path: Path) -> None:
    text = SMALL / "sources" / "erdogan.txt"
    done = whomet("read", text, "--subject", "Elon Musk", "--published", "2023-09-18", "--explain")
    record = json.loads(done.stdout)["encounters"][0]
    assert record["explain"]["date"]["rule"]
    assert any("Sunday" in span["text"] for span in record["explain"]["date"]["spans"])


def test_read_needs_to_know_whose_encounters(whomet: Command) -> None:
    done = whomet("read", SMALL / "sources" / "erdogan.txt")
    assert done.returncode == 2
    assert "--subject" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["frobnicate"], "No such command"),
        (["run", "--folder", "{empty}"], "whomet init"),
        (["explain", "no-such-record", "--folder", "{finished}"], "no record has this id"),
        (["read", "x.txt", "--published", "yesterday"], "write it as 2024-10-25"),
        (["ledger", "--format", "pdf"], "csv"),
    ],
)
def test_a_call_that_cannot_be_meant_ends_with_2(
    whomet: Command, words: list[str], says: str, finished: Path, tmp_path: Path
) -> None:
    done = whomet(*(word.format(empty=tmp_path, finished=finished) for word in words))
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_a_store_that_cannot_be_opened_ends_with_3(whomet: Command, copied: Path) -> None:
    settings = copied / "whomet.toml"
    store = 'store = "sqlite:////no/such/folder/ledger.sqlite"\n'
    settings.write_text(settings.read_text().replace("window =", store + "window ="))
    done = whomet("ledger", "--folder", copied)
    assert done.returncode == 3
    assert "whomet.toml" in done.stderr


def test_init_begins_an_investigation_that_the_other_commands_take(whomet: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert whomet("init", folder, "--subject", "Bill Gates").returncode == 0
    assert whomet("count", "--folder", folder).stdout.splitlines()[0] == "at least 0 countries"
    assert whomet("init", folder, "--subject", "Bill Gates").returncode == 2
