"""The bundled example, read without a mistake: its truth file, turned into what each document tells."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from whomet.encounters import count_countries, count_encounters, count_figures, resolve
from whomet.encounters.figure_keys import fold

EXAMPLE = Path(__file__).parents[2] / "examples" / "musk"
TRUTH = EXAMPLE / "truth.json"

pytestmark = pytest.mark.skipif(not TRUTH.exists(), reason="a distribution without the bundled examples")

TOLD_APART_FROM_THEIR_OWN = {("srettha-2023", "2023-09-22-srettha-new-york")}
"""One text has both the day and the form wrong: too little in common to merge. Counting still takes
the two records for one, since a day's difference proves nothing."""


def published() -> dict[str, str]:
    """The day of each document: of posts by their files, of pages by their names."""
    posts = json.loads((EXAMPLE / "documents/posts/x_api_v2.json").read_text("utf-8"))["data"]
    days = {post["id"]: post["created_at"][:10] for post in posts}
    rows = (EXAMPLE / "documents/posts/posts.csv").read_text("utf-8").splitlines()
    days.update(re.findall(r"(?m)^(\d+),(\d{4}-\d\d-\d\d)T", "\n".join(rows)))
    return days


def as_told(entry: dict[str, Any], document: str, truth: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What one document says of one entry: its own day, place and form where it is known to be wrong; the
    announcement where it announces."""
    said = {key: value for key, value in entry.items() if key not in {"documents", "counted", "reason"}}
    for note in truth["contradictions"]:
        if note["encounter"] == entry["id"]:
            for value, documents in note["values"].items():
                if document in documents:
                    said.update(contradiction(note["field"], value))
    announcing = [
        note["encounter"]
        for notes in (truth["announcements"]["came_true"], truth["announcements"]["fell_through"])
        for note in notes
        if document in note["announced_by"]
    ]
    if entry["id"] in announcing:
        said["occurrence"] = "planned"
    yield said


def contradiction(field: str, value: str) -> dict[str, str]:
    if field == "mode and date":
        mode, _, day = value.partition(", ")
        return {"mode": mode.split()[0], "date": day}
    return {field: value} if field in {"date", "mode", "place"} else {}


@pytest.fixture
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(TRUTH.read_text("utf-8"))
    return loaded


@pytest.fixture
def perfect(truth: dict[str, Any], tell: Callable[..., Any]) -> Any:
    days = published()
    copies = {copy: group[0] for group in truth["copies"] for copy in group[1:]}
    documents: dict[str, dict[str, Any]] = {}
    for entry in truth["encounters"]:
        for name in entry["documents"]:
            dated = re.search(r"\d{4}-\d\d-\d\d", name)
            document = documents.setdefault(
                name,
                {
                    "id": name,
                    "published": days.get(name) or (dated[0] if dated else None),
                    "copy_of": copies.get(name),
                    "encounters": [],
                },
            )
            document["encounters"].extend(as_told(entry, name, truth))
    window = tomllib.loads((EXAMPLE / "whomet.toml").read_text("utf-8"))["investigation"]["window"]
    return tell(list(documents.values()), window)


def test_perfect_claims_give_exactly_the_numbers_of_the_truth(perfect: Any, truth: dict[str, Any]) -> None:
    ledger = resolve(*perfect)
    rule = perfect.investigation.rule
    assert count_encounters(ledger, rule).number == truth["counts"]["encounters"]
    countries = count_countries(ledger, rule)
    assert [code for code, _ in countries.members] == truth["countries"]
    named = {fold(w["name"]) for entry in truth["encounters"] if entry["counted"] for w in entry["with"]}
    assert count_figures(ledger, rule).number == len(named)


def test_perfect_claims_give_the_records_of_the_truth(perfect: Any, truth: dict[str, Any]) -> None:
    found = {}
    for record in resolve(*perfect):
        names = frozenset(figure.name for figure in record.figures)
        found[names, record.documents, record.date.value] = record
    for entry in truth["encounters"]:
        names = frozenset(figure["name"] for figure in entry["with"])
        documents = {d for d in entry["documents"] if (entry["id"], d) not in TOLD_APART_FROM_THEIR_OWN}
        day = entry["date"]
        record = found.get((names, tuple(sorted(documents)), day))
        assert record is not None, f"{entry['id']}: no record of {documents} on {day}"
        assert record.counted == entry["counted"], f"{entry['id']}: {record.reason}"
        assert record.occurrence.value == entry["occurrence"], entry["id"]
        assert record.verification.value == entry["verification"], entry["id"]
        assert record.mode.value == entry["mode"], entry["id"]
    assert len(found) == len(truth["encounters"]) + len(TOLD_APART_FROM_THEIR_OWN)
