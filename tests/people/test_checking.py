import pytest

from whomet.model import FactSource, Figure, Occupancy, Office
from whomet.people.checking import Fault, contradictions, gaps

SOURCE, OTHER = FactSource(name="One", licence="CC0"), FactSource(name="Other", licence="CC0")


def person(
    name: str,
    start: str,
    end: str | None,
    *,
    source: FactSource = SOURCE,
    title: str = "President",
    kind: str = "president",
    acting: bool = False,
    last_seen: str | None = None,
) -> Figure:
    office = Office(title=title, kind=kind, country="FR")
    return Figure(
        id=f"{name}-{source.name}",
        name=name,
        occupancies=(
            Occupancy(
                figure_id=name,
                office=office,
                start=start,
                end=end,
                source=source,
                acting=acting,
                last_seen=last_seen,
            ),
        ),
    )


def faults(*figures: Figure) -> list[Fault]:
    return [finding.fault for finding in contradictions(figures)]


def test_two_holders_of_one_office_at_a_time_contradict_and_both_sources_are_named() -> None:
    (finding,) = contradictions(
        [
            person("Ilsabet Morvane", "2012-05-15", "2017-05-14"),
            person("Odrin Vaskelle", "2017-05-01", None, source=OTHER, last_seen="2020-01-01"),
        ]
    )
    assert finding.fault is Fault.OVERLAP
    assert "both 2017-05-01 to 2017-05-13" in finding.sentence
    assert "[One]" in finding.sentence
    assert "[Other]" in finding.sentence


def test_a_successor_on_the_day_of_the_handover_is_no_contradiction() -> None:
    assert not faults(
        person("Ilsabet Morvane", "2012-05-15", "2017-05-14"),
        person("Odrin Vaskelle", "2017-05-14", "2020-01-01"),
    )


def test_who_acts_for_the_holder_is_no_contradiction() -> None:
    assert not faults(
        person("Ilsabet Morvane", "2012-05-15", "2017-05-14"),
        person("Odrin Vaskelle", "2014-01-01", "2014-02-01", acting=True),
    )


def test_a_spelling_in_another_alphabet_is_the_same_holder_with_another_start() -> None:
    assert faults(
        person("Ivan Petrov", "2012-05-15", "2017-05-14"),
        person("Иван Петров", "2012-05-16", "2017-05-14", source=OTHER, title="President of France"),
    ) == [Fault.START]


def test_a_year_does_not_contradict_a_day_in_it() -> None:
    assert not faults(
        person("Ivan Petrov", "2012-05-15", "2017-05-14"),
        person("Ivan Petrov", "2012", "2017", source=OTHER),
    )


def test_an_end_before_the_start_is_told() -> None:
    assert faults(person("Ivan Petrov", "2017-05-15", "2012-05-14")) == [Fault.ORDER]


def test_offices_that_several_hold_are_left_alone() -> None:
    assert not faults(
        person("Ilsabet Morvane", "2012-05-15", "2017-05-14", title="Senator", kind="senator"),
        person("Odrin Vaskelle", "2012-05-15", "2017-05-14", title="Senator", kind="senator"),
    )


@pytest.mark.parametrize(
    ("start", "days"), [("2017-05-14", None), ("2017-06-01", "2017-05-14 to 2017-05-31")]
)
def test_days_without_a_known_holder_are_a_gap(start: str, days: str | None) -> None:
    found = list(
        gaps(
            [
                person("Ilsabet Morvane", "2012-05-15", "2017-05-14"),
                person("Odrin Vaskelle", start, "2020-01-01"),
            ],
            "FR",
        )
    )
    assert [finding.fault for finding in found] == ([Fault.GAP] if days else [])
    assert all(days is None or days in finding.sentence for finding in found)
