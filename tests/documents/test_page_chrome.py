"""What belongs to the page is marked, and ordinary text is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cases import CASES, Reader

from whomet.documents import article_text, text_read
from whomet.documents.chrome import mark_chrome
from whomet.documents.chrome_rules import ChromeRule, chrome_rules
from whomet.documents.datelines import edition_dates, read_byline, read_date
from whomet.model import Found
from whomet.model.media import MediaType


@pytest.mark.parametrize("rule", chrome_rules().rules, ids=lambda rule: rule.name)
def test_every_rule_holds_of_its_examples_and_of_nothing_else_listed(rule: ChromeRule) -> None:
    assert rule.examples
    assert [example for example in rule.examples if not rule.matches(example)] == []
    assert [other for other in rule.others if rule.matches(other)] == []


def test_a_page_saved_as_one_line_yields_its_article(reader: Reader) -> None:
    read, data = reader.case("texts/one_line_page.txt", MediaType.TEXT)
    (document,) = read.documents
    assert document.text == data.decode(), "the text itself is never altered"
    article = article_text(document)
    assert article.startswith("Rocket boss Tom Vale shakes hands with Governor Ana Ruiz at a plant in Texas")
    assert "Over the past two years Tom Vale has met with nine governors" in article
    assert article.endswith("Titles are as of the time of the meeting.")
    for foreign in (
        "feedback",
        "Sign in",
        "Olga Brandt",
        "Dora Pell",
        "stock quote",
        "All Rights",
        "Link Copied",
        "min read",
    ):
        assert foreign not in article
    assert [caption.text for caption in document.captions] == [
        "Rocket boss Tom Vale shakes hands with Governor Ana Ruiz at a plant in Texas, on March 3, 2023."
    ]
    shown = text_read(document, file="one_line_page.txt")
    assert shown.title == "Rocket boss Tom Vale and the nine governors he has been courting"
    assert (shown.published, shown.publisher, shown.language) == ("2023-03-07", "KNX", "en")
    assert document.author == "Dina Moss and Karl Reed"
    assert document.updated == Found(value="2023-03-07", how="updated line", confidence=0.9)


def test_lists_of_names_datelines_of_a_diary_and_prose_are_no_chrome() -> None:
    assert mark_chrome((CASES / "texts" / "ordinary.txt").read_text(encoding="utf-8")) == ()


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("aB .,\n:|—By0123Read also:Share"), max_size=400))
def test_marked_spans_are_in_order_and_say_what_stands_there(text: str) -> None:
    end = 0
    for span in mark_chrome(text):
        assert end <= span.start < span.end
        assert text[span.start : span.end] == span.text
        end = span.end


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Updated 7:16 PM EDT, Fri October 25, 2024", "2024-10-25"),
        ("12 May 1998 23:02 BST", "1998-05-12"),
        ("21.02.2024 10:47", "2024-02-21"),
        ("2022.04.23.", "2022-04-23"),
        ("10/25/2023 07:44 AM EDT", "2023-10-25"),
        ("5/6/2023 07:44 AM", "2023-05-06"),
        ("5/6/2023 07:44", "2023-06-05"),
        ("Sept. 3, 2014", "2014-09-03"),
        ("on the 1st of March, 2020", "2020-03-01"),
        ("31 February 2020", None),
        ("in March", None),
    ],
)
def test_visible_dates_are_read(text: str, day: str | None) -> None:
    assert read_date(text) == day


def test_published_and_updated_are_told_apart() -> None:
    published, updated = edition_dates(["PUBLISHED: 22:41, 30 April 2019 | UPDATED: 07:12, 1 May 2019"])
    assert published == Found(value="2019-04-30", how="dateline", confidence=0.9)
    assert updated == Found(value="2019-05-01", how="updated line", confidence=0.9)
    published, updated = edition_dates(["March 4, 2013 -- Updated 0203 GMT (1003 HKT)"])
    assert published == Found(value="2013-03-04", how="updated line", confidence=0.6)
    assert updated == Found(value="2013-03-04", how="updated line", confidence=0.9)
    masthead, _ = edition_dates(["Wednesday, May 22, 2024", "ECONOMY | 12-04-2024 14:52"])
    # A masthead shows the day on which the page was saved.
    assert masthead == Found(value="2024-04-12", how="dateline", confidence=0.75)


def test_bylines() -> None:
    assert read_byline(["By Dina Moss and Karl Reed , KNX"]) == ("Dina Moss and Karl Reed", "KNX")
    assert read_byline(["3 min read", "By Rachel Dunn"]) == ("Rachel Dunn", None)
    assert read_byline(["by the sea"]) == (None, None)
