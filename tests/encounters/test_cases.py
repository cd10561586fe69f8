"""Each case file: documents with what they say, and the ledger that a careful reader would keep."""

from collections.abc import Callable
from typing import Any

from whomet.encounters import count_countries, count_encounters, count_figures, resolve
from whomet.model import Encounter, Source


def shown(record: Encounter, keys: set[str]) -> dict[str, Any]:
    """A record in the words of the case file, as far as the case says anything."""
    everything = {
        "with": sorted(figure.name or f"unnamed, {figure.country}" for figure in record.figures),
        "date": record.date.value,
        "mode": record.mode.value.value,
        "occurrence": record.occurrence.value.value,
        "verification": record.verification.value.value,
        "place": record.place.value,
        "place_country": record.place_country.value,
        "topics": sorted(topic.value.value for topic in record.topics),
        "documents": sorted(record.documents),
        "independent_sources": record.independent_sources,
        "counted": record.counted,
        "reason": record.reason,
        "dates_kept_beside": sorted(other.value or "" for other in record.date.others),
    }
    return {key: everything[key] for key in keys}


def in_order(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: (sorted(record["documents"]), str(record)))


def test_ledger_is_what_a_careful_reader_keeps(case: dict[str, Any], tell: Callable[..., Any]) -> None:
    sources = [Source(**source) for source in case.get("sources", [])]
    told = tell(case["documents"], case.get("window"), sources)
    records = resolve(*told)
    expected = case["expected"]
    keys = {key for record in expected for key in record}
    assert in_order([shown(record, keys) for record in records]) == in_order(expected), case["about"]
    rule = told.investigation.rule
    assert count_encounters(records, rule).number == case["at_least"]["encounters"]
    for what, count in (("countries", count_countries), ("figures", count_figures)):
        if what in case["at_least"]:
            assert count(records, rule).number == case["at_least"][what]
