"""The files to take away: the encounter format, and a table that no spreadsheet runs."""

import csv
import json
from pathlib import Path

from publication import lindqvist

from whomet.report import build_site


def test_the_json_is_in_the_encounter_format_and_its_quotes_are_where_it_says(site: Path) -> None:
    ledger = json.loads((site / "ledger.json").read_text(encoding="utf-8"))
    assert len(ledger["encounters"]) == 35
    documents = lindqvist().documents
    for encounter in ledger["encounters"]:
        text = documents[encounter["quote_document"]].text
        assert text[encounter["start"] : encounter["end"]] == encounter["quote"]
        assert set(encounter["with"][0]) == {"name", "title", "country"}
    turkey = next(e for e in ledger["encounters"] if e["id"] == "e-turkey")
    assert turkey["with"] == [{"name": "Oğuz Demirçioğlu", "title": "President", "country": "TR"}]
    assert (turkey["date"], turkey["topics"]) == ("2023-09-17", ["trade_investment", "space_satellites"])
    assert (turkey["orgs"], turkey["counted"]) == (["Heliograph", "Polar Link"], True)
    assert ledger["outcomes"][0]["amount"] == "153000000 USD"


def test_the_table_holds_every_printed_record(site: Path) -> None:
    with (site / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 35
    assert sum(row["counted"] == "yes" for row in rows) == 29
    china = next(row for row in rows if row["id"] == "e-china-b")
    assert china["figures"] == "Shen Guoliang; "
    assert china["titles"] == "Minister of Commerce; Chinese government officials"
    assert all((site / row["page"]).is_file() for row in rows)


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    publication = lindqvist()
    first = publication.encounters[0]
    place = first.place.model_copy(update={"value": '=HYPERLINK("https://example.org","x")'})
    changed = (first.model_copy(update={"place": place}), *publication.encounters[1:])
    folder = build_site(publication.model_copy(update={"encounters": changed}), tmp_path / "site").parent
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["id"] == first.id)
    assert row["place"].startswith("'=")
