"""What readers find: numbers with their proof, quotes with their sources, the excluded with the reason."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from publication import BANNER, lindqvist

from whomet.model import Publication
from whomet.report import build_site

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def page(site: Path, path: str) -> html.HtmlElement:
    """The page as a tree, with a space after every cell, item and paragraph, as a reader sees it."""
    document = html.fromstring((site / path).read_bytes())
    for element in document.iter("td", "th", "dt", "dd", "p", "li", "h1", "h2", "h3"):
        element.tail = f"{element.tail or ''} "
    return document


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def all_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_the_headline_numbers_lead_to_their_proof(site: Path) -> None:
    index, proof = page(site, "index.html"), page(site, "proof.html")
    headline = index.find(".//h1")
    assert words(headline) == "Mara Lindqvist has met politicians from at least 18 countries"
    for link, text in (("#countries", "at least 18 countries"), ("#encounters", "at least 27 encounters")):
        assert words(index.xpath(f'//a[@href="proof.html{link}"]')[0]) == text
    assert len(proof.xpath('//section[@id="countries"]//dl/div')) == 18
    assert len(proof.xpath('//section[@id="encounters"]//ol/li')) == 27
    assert "Undated records may be any of the dated ones." in words(proof.get_element_by_id("encounters"))


def test_window_date_and_banner_stand_on_the_first_page(site: Path) -> None:
    text = words(page(site, "index.html"))
    assert "between 1 August 2021 and 25 October 2024" in text
    assert "As of 25 October 2024" in text
    assert BANNER in text


def test_every_page_carries_the_banner_and_forbids_remote_content(site: Path) -> None:
    for path in all_pages(site):
        document = html.fromstring(path.read_bytes())
        policy = document.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert BANNER in words(document)
        assert document.get("lang") == "en"
        assert len(document.xpath("//main")) == len(document.xpath("//h1")) == 1


def test_headings_never_skip_a_level(site: Path) -> None:
    for path in all_pages(site):
        levels = [int(h.tag[1]) for h in html.fromstring(path.read_bytes()).xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_ids_are_unique_and_all_links_resolve(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    for path in all_pages(site):
        found = html.fromstring(path.read_bytes()).xpath("//@id")
        assert len(found) == len(set(found)), path
        ids[path.resolve()] = set(found)
    for path in all_pages(site):
        for address in html.fromstring(path.read_bytes()).xpath("//@href|//@src"):
            parts = urlsplit(address)
            if parts.scheme in {"https", "data"}:
                continue
            assert not parts.scheme, address
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert target.is_file(), f"{path.name}: {address}"
            assert not parts.fragment or parts.fragment in ids[target], f"{path.name}: {address}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in [*all_pages(site), *site.rglob("*.css"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"""(?:src|srcset|action)=["']?(?:https?:)?//|@import|url\(["']?https?:|fetch\(""", text
        )
        assert not re.search(r"<(?:script|style)\b(?![^>]*src=)|\son[a-z]+=|\sstyle=|javascript:", text)


def test_a_quote_stands_in_its_context_with_all_particulars(site: Path) -> None:
    evidence = page(site, "encounters/e-brazil-2022-05-20.html").get_element_by_id("evidence-2")
    assert words(evidence.xpath(".//mark")[0]).startswith("On Friday the founder of Polar Link")
    context = [words(c) for c in evidence.xpath('.//span[@class="context"]')]
    assert context == ["The visit had been kept secret until the morning.", "The two spoke for an hour."]
    text = words(evidence)
    document = lindqvist().documents["e-brazil-2022-05-20-1"]
    for particular in (
        "The Meridian Post",
        "21 May 2022",
        "News report",
        document.sha256,
        "50 to 193",
        "json-ld",
    ):
        assert particular in text
    assert evidence.xpath('.//a[@href="https://example.org/news/e-brazil-2022-05-20-1"]')


def test_the_rest_of_an_archived_page_is_not_published(site: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in all_pages(site))
    assert "ten recipes" not in text
    assert "Her son" in text, "one sentence of context"


def test_conflicts_copies_and_restatements_are_said(site: Path) -> None:
    brazil = words(page(site, "encounters/e-brazil-2022-05-20.html"))
    assert "Date 20 May 2022 1 2 3, against 21 May 2022 4" in brazil
    assert "Place São Paulo 1 2 3, against Campinas 4" in brazil
    assert "4 quotations from 4 documents, of 3 independent sources. 1 document is a copy" in brazil
    assert "A syndicated copy of “Polar Link starts in Brazil” (The Meridian Post) (97% the same)" in brazil
    assert "Restates: Corriere Adriatico, 16 June 2023" in words(
        page(site, "encounters/e-italy-2023-06-15.html")
    )


def test_a_stronger_word_or_an_earlier_plan_is_no_conflict(site: Path) -> None:
    assert "against Reported" not in words(page(site, "encounters/e-brazil-2022-05-20.html"))
    assert "Where the sources conflict" not in words(page(site, "encounters/e-india-cancelled.html"))
    assert "Where the sources conflict" in words(page(site, "encounters/e-russia.html"))


def test_why_each_value_was_chosen_is_said(site: Path) -> None:
    table = words(page(site, "encounters/e-china-b.html").xpath('//table[@class="values"]')[0])
    assert "The form that most independent sources give." in table


def test_excluded_records_stand_apart_by_what_became_of_them_with_the_reason(site: Path) -> None:
    excluded = page(site, "excluded.html")
    expected = {
        "disputed": "denied by the president’s spokesman",
        "denied": "The only text that speaks of it denies it.",
        "cancelled": "put off by the subject",
        "planned": "after the as-of date",
        "hypothetical": "An invitation",
        "other": "Outside the window",
    }
    for anchor, reason in expected.items():
        assert reason in words(excluded.get_element_by_id(anchor))
    assert [s.get("id") for s in excluded.xpath("//section")] == list(expected)
    assert "Vetrov" not in words(page(site, "index.html"))


def test_possible_and_rejected_records_are_never_printed(site: Path) -> None:
    assert not (site / "encounters" / "e-possible.html").exists()
    printed = "".join(
        path.read_text(encoding="utf-8")
        for path in site.rglob("*")
        if path.suffix in {".html", ".csv", ".json"}
    )
    assert "only the queue knows" not in printed
    assert "a namesake" not in printed
    method = words(page(site, "methodology.html"))
    assert "1 of 29 counted records have been read and accepted by an editor" in method
    assert "1 possible record waits for an editor" in method


def test_each_record_says_whether_an_editor_has_read_it(site: Path) -> None:
    assert "Not yet read by an editor" in words(page(site, "encounters/e-turkey.html"))
    assert "Read by an editor" in words(page(site, "encounters/e-france-b.html"))


def test_unnamed_groups_show_the_words_used_for_them(site: Path) -> None:
    record = page(site, "encounters/e-china-a.html")
    assert words(record.find(".//h1")) == "Meeting with Chinese government officials"
    assert "not named by the texts" in words(record)


def test_titles_are_those_of_the_day(site: Path) -> None:
    figure = words(page(site, "figures/aurelio-silva.html"))
    assert "President 20 May 2022" in figure
    assert "former President and party leader March 2024" in figure


def test_the_european_union_is_shown_and_not_counted(site: Path) -> None:
    assert "is not counted as a country" in words(page(site, "countries/eu.html"))
    assert "European Union" not in words(page(site, "proof.html").get_element_by_id("countries")).replace(
        "The European Union is no country.", ""
    )


def test_developments_are_the_texts_own_and_no_cause_is_claimed(site: Path) -> None:
    country = words(page(site, "countries/br.html"))
    assert "Polar Link’s satellite service started in Brazil" in country
    assert "153 million USD" in country
    assert "whomet claims no cause" in country


def test_the_method_follows_the_counting_rule(site: Path) -> None:
    method = page(site, "methodology.html")
    text = words(method)
    assert "Happened A text says that it took place. Counts." in text
    assert "Disputed Reported by some, denied by a participant. Does not count." in text
    assert "Position titles are as of the time of the meeting" in text
    assert "scan-0412.pdf no text layer recognise it" in text
    assert "/home/desk" not in text
    assert "Evening Wire News outlet 2 itself 9" in text
    assert "Allegheny Observer News report not declared" in text
    assert "An invented table of offices: CC0 1.0" in text


def test_the_table_holds_every_counted_record_and_its_statuses_in_words(site: Path) -> None:
    rows = page(site, "index.html").xpath('//table[@id="records-table"]/tbody/tr')
    assert len(rows) == 29
    assert all(re.search(r"Official|Reported", words(row)) for row in rows)
    assert "undated" in words(rows[-1])


def test_charts_link_to_records_and_countries(site: Path) -> None:
    index = page(site, "index.html")
    wide = index.xpath('//svg[contains(@class, "timeline-wide")]')[0]
    pages = set(wide.xpath(".//a/@href"))
    assert len(pages) == 28, "every counted, dated record"
    assert all(link.get("aria-label") for link in wide.xpath(".//a"))
    world = index.xpath('//svg[contains(@class, "world")]')[0]
    assert set(world.xpath(".//a/@href")) == {
        f"countries/{code}.html"
        for code in [
            "ae",
            "ar",
            "be",
            "br",
            "cn",
            "de",
            "fr",
            "in",
            "it",
            "jp",
            "kr",
            "ng",
            "pt",
            "sa",
            "sg",
            "tr",
            "ua",
            "us",
        ]
    }


def everything_hostile(publication: Publication) -> Publication:
    """The publication with markup in every text that a document or a user can give."""
    data = publication.model_dump(mode="json")
    for document in data["documents"].values():
        for name in ("title", "publisher", "author", "handle", "url", "restates", "member"):
            document[name] = HOSTILE
        document["text"] = document["text"] + HOSTILE
    for encounter in data["encounters"]:
        encounter["reason"] = None if encounter["counted"] else HOSTILE
        for figure in encounter["figures"]:
            figure["name"] = figure["title"] = HOSTILE
        for field in ("place", "date", "mode"):
            encounter[field]["why"] = HOSTILE
        encounter["place"]["value"] = HOSTILE
        for organisation in encounter["organisations"]:
            organisation["value"] = HOSTILE
    for claim in data["claims"].values():
        claim["producer"] = HOSTILE
        for participant in claim["participants"]:
            participant.update(name=HOSTILE, title=HOSTILE, title_from=HOSTILE, link_reason=HOSTILE)
        for field in ("mode", "occurrence", "attribution", "verification", "date", "place", "place_country"):
            claim[field]["rule"] = HOSTILE
        claim["place"]["value"] = HOSTILE
    for outcome in data["outcomes"]:
        outcome.update(what=HOSTILE, organisation=HOSTILE, amount=HOSTILE)
    for count in ("encounter_count", "country_count", "figure_count"):
        data[count]["assumptions"] = [HOSTILE]
    data["issues"] = [dict.fromkeys(issue, HOSTILE) for issue in data["issues"]]
    data["data_sources"] = [dict.fromkeys(source, HOSTILE) for source in data["data_sources"]]
    data["investigation"] |= {"name": HOSTILE, "banner": HOSTILE}
    data["investigation"]["subject"]["name"] = HOSTILE
    data["investigation"]["sources"][0] |= {"name": HOSTILE, "kind": HOSTILE, "speaks_for": HOSTILE}
    return Publication.model_validate(data)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(everything_hostile(lindqvist()), tmp_path_factory.mktemp("hostile") / "site").parent


def test_markup_in_any_text_is_inert(hostile_site: Path) -> None:
    seen = 0
    for path in all_pages(hostile_site):
        document = html.fromstring(path.read_bytes())
        assert not document.xpath("//img|//script[not(@src)]|//@onerror"), path
        assert len(document.xpath("//script")) == 1
        seen += document.text_content().count(HOSTILE)
    assert seen > 500, "the markup is shown as the text it is"


def test_nothing_but_web_addresses_is_linked(hostile_site: Path) -> None:
    for path in all_pages(hostile_site):
        for address in html.fromstring(path.read_bytes()).xpath("//@href"):
            assert urlsplit(address).scheme in {"", "https", "data"}
