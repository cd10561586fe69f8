"""Each address gets one honest status, whatever the server does."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest

from local_site import Site, in_turn, redirects, running_site, says
from whomet.model import Attempt, FetchRule, FetchStatus
from whomet.sources.web.asking import Asker
from whomet.sources.web.fetching import Fetched, Fetcher

PARAGRAPH = "<p>" + "The minister received the visitor at the palace. " * 60 + "</p>"
PAGE = f"<!doctype html><html><head><title>A visit</title></head><body>{PARAGRAPH}</body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def rules(site: Site, **more: object) -> FetchRule:
    given = {"delay_seconds": 0, "timeout_seconds": 5, "allowed": (site.host,), **more}
    return FetchRule.model_validate(given)


def fetch(site: Site, path: str, *, held: Attempt | None = None, **more: object) -> Fetched:
    with Asker(rules(site, **more)) as asker:
        return Fetcher(asker).fetch(site.url(path), held=held)


def test_a_page_is_fetched_with_its_headers_and_says_who_asks(site: Site) -> None:
    site.pages["/a"] = says(PAGE, ETag='"1"', Set_Cookie="visitor=7")
    fetched = fetch(site, "/a", contact="desk@example.org")
    assert fetched.body == PAGE.encode()
    assert (fetched.attempt.status, fetched.attempt.http_status) == ("fetched", 200)
    assert fetched.attempt.header("ETag") == '"1"'
    assert fetched.attempt.header("set-cookie") is None
    agents = {headers["User-Agent"] for _, _, headers in site.asked}
    assert len(agents) == 1
    assert agents.pop().endswith("(+desk@example.org)")


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        (401, "blocked"),
        (402, "paywalled"),
        (403, "blocked"),
        (404, "gone"),
        (410, "gone"),
        (418, "failed"),
        (429, "blocked"),
        (451, "blocked"),
        (500, "failed"),
    ],
)
def test_what_a_status_means(site: Site, status: int, meant: str) -> None:
    site.pages["/a"] = says("<html><body><p>no</p></body></html>", status=status)
    fetched = fetch(site, "/a")
    assert fetched.attempt.status == meant
    assert str(status) in fetched.attempt.what
    assert fetched.body is None


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        (
            '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}'
            f"</script></head><body>{PARAGRAPH}</body></html>",
            "paywalled",
        ),
        (
            '<html><head><script type="application/ld+json">{"@graph": [{"isAccessibleForFree": "False", "hasPart":'
            ' {"isAccessibleForFree": "False", "cssSelector": ".paid"}}]}</script></head>'
            f'<body><div class="story paid">{PARAGRAPH}</div></body></html>',
            "fetched",
        ),
        ("<html><body><p>The minister</p><p>Subscribe to continue reading</p></body></html>", "paywalled"),
        (f"<html><body>{PARAGRAPH}<p>Subscribe to continue reading</p></body></html>", "fetched"),
        ("<html><title>Just a moment</title><body>Verify you are human</body></html>", "blocked"),
        (f"<html><body>{PARAGRAPH}<p>He had to verify you are human, he joked.</p></body></html>", "fetched"),
        (
            "<html><body><p><meta itemprop='isAccessibleForFree' content='False'>The minister</p></body></html>",
            "paywalled",
        ),
        ("<html><body><div class='g-recaptcha'></div></body></html>", "blocked"),
        (f"<html><body><div class='g-recaptcha'></div>{PARAGRAPH}</body></html>", "fetched"),
        ("  ", "failed"),
        ("Minister's diary, plain text.", "fetched"),
    ],
)
def test_what_came_instead_of_a_page_is_known_by_its_content(site: Site, body: str, meant: str) -> None:
    site.pages["/a"] = says(body)
    assert fetch(site, "/a").attempt.status == meant


def test_robots_txt_is_obeyed_and_asked_for_once(site: Site) -> None:
    site.pages["/robots.txt"] = says("User-agent: *\nDisallow: /private/\n", kind="text/plain")
    site.pages["/private/a"] = site.pages["/b"] = says(PAGE)
    with Asker(rules(site)) as asker:
        fetcher = Fetcher(asker)
        statuses = [fetcher.fetch(site.url(path)).attempt.status for path in ("/private/a", "/b")]
    assert statuses == [FetchStatus.ROBOTS, FetchStatus.FETCHED]
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/b"]


def test_a_host_whose_robots_txt_cannot_be_had_is_not_asked(site: Site) -> None:
    site.pages["/robots.txt"] = says(status=503)
    site.pages["/a"] = says(PAGE)
    fetched = fetch(site, "/a")
    assert fetched.attempt.status is FetchStatus.FAILED
    assert "robots.txt" in fetched.attempt.what
    assert site.paths() == []


def test_a_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = in_turn(
        says(PAGE, ETag='"1"', Last_Modified="Fri, 25 Oct 2024 10:00:00 GMT"), says(status=304)
    )
    first = fetch(site, "/a").attempt
    again = fetch(site, "/a", held=first)
    assert (again.attempt.status, again.body) == (FetchStatus.UNCHANGED, None)
    assert (again.attempt.sha256, again.attempt.header("etag")) == (first.sha256, '"1"')
    headers = site.asked[-1][2]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Fri, 25 Oct 2024 10:00:00 GMT"


def test_the_same_bytes_are_unchanged_even_where_the_server_does_not_say_so(site: Site) -> None:
    site.pages["/a"] = says(PAGE)
    first = fetch(site, "/a").attempt
    assert fetch(site, "/a", held=first).attempt.status is FetchStatus.UNCHANGED


def test_a_server_that_says_later_is_asked_again_when_it_said(site: Site) -> None:
    site.pages["/a"] = in_turn(
        says(status=503, Retry_After="0"), says(status=429, Retry_After="0"), says(PAGE)
    )
    assert fetch(site, "/a", delay_seconds=0.01).attempt.status is FetchStatus.FETCHED
    assert site.paths() == ["/a"] * 3


def test_a_server_that_says_tomorrow_is_not_waited_for(site: Site) -> None:
    site.pages["/a"] = says(status=429, Retry_After="86400")
    assert fetch(site, "/a").attempt.status is FetchStatus.BLOCKED
    assert site.paths() == ["/a"]


def test_redirects_are_followed_to_the_page_and_not_for_ever(site: Site) -> None:
    site.pages |= {"/old": redirects("/new?a=1", 301), "/new?a=1": says(PAGE), "/round": redirects("/round")}
    fetched = fetch(site, "/old")
    assert fetched.attempt.final_url == site.url("/new?a=1")
    round_and_round = fetch(site, "/round").attempt
    assert (round_and_round.status, len(site.paths())) == (FetchStatus.FAILED, 2 + 11)


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode(), wbits=-15)),
    ],
)
def test_a_packed_page_is_unpacked(site: Site, packing: str, packed: bytes) -> None:
    site.pages["/a"] = says(packed, Content_Encoding=packing)
    assert fetch(site, "/a").body == PAGE.encode()
    site.pages["/a"] = says(packed[:-9], Content_Encoding=packing)
    assert fetch(site, "/a").attempt.status is FetchStatus.FAILED


def test_a_host_is_given_its_pause(site: Site) -> None:
    site.pages["/robots.txt"] = says("User-agent: *\nCrawl-delay: 0.3\n", kind="text/plain")
    site.pages["/a"] = site.pages["/b"] = says(PAGE)
    with Asker(rules(site, delay_seconds=0.1)) as asker:
        fetcher = Fetcher(asker)
        fetcher.fetch(site.url("/a"))
        begun = time.monotonic()
        fetcher.fetch(site.url("/b"))
    assert 0.25 < time.monotonic() - begun < 2
