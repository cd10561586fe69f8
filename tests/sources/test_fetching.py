"""Fetching from real servers, good and bad: each answer gets its word, in bounded time."""

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from web_server import Server, page, running

from whomet.errors import UnreadableInput
from whomet.model import FetchRule
from whomet.sources.addresses import checked_address
from whomet.sources.fetching import Fetcher, Known, Status

ARTICLE = b"<html><body><p>The President received Tom Vale on Tuesday.</p></body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def fetcher(server: Server) -> Fetcher:
    rule = FetchRule(delay_seconds=0, timeout_seconds=0.7, largest_page=200_000, allowed=(server.host,))
    return Fetcher(rule, sleep=lambda seconds: time.sleep(min(seconds, 0.05)))


def test_a_page_comes_with_its_moment_and_address(server: Server, fetcher: Fetcher) -> None:
    server.answers["/old"] = page(b"", status=301, headers={"Location": "/new"})
    server.answers["/new"] = page(ARTICLE, headers={"ETag": '"a1"'})
    fetched = fetcher.fetch(f"{server.root}/old")
    assert (fetched.status, fetched.data) == (Status.FETCHED, ARTICLE)
    assert fetched.final_url == f"{server.root}/new"
    assert fetched.fetched.endswith("+00:00")


def test_what_has_not_changed_is_not_sent_again(server: Server, fetcher: Fetcher) -> None:
    def conditional(request: BaseHTTPRequestHandler) -> None:
        unchanged = request.headers.get("If-None-Match") == '"a1"'
        (page(b"", status=304) if unchanged else page(ARTICLE, headers={"ETag": '"a1"'}))(request)

    server.answers["/a"] = conditional
    assert fetcher.fetch(f"{server.root}/a").status is Status.FETCHED
    assert fetcher.fetch(f"{server.root}/a", Known(etag='"a1"')).status is Status.UNCHANGED


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (page(b"gone", status=410), Status.GONE),
        (page(b"no", status=403), Status.BLOCKED),
        (page(b"<div class='g-recaptcha-response'>"), Status.BLOCKED),
        (page(b'<script>{"isAccessibleForFree": false}</script><p>The President'), Status.PAYWALLED),
        (page(b"oops", status=500), Status.FAILED),
        (page(b"", status=302, headers={"Location": "/x"}), Status.FAILED),
        (page(b"", status=302, headers={"Location": "file:///etc/passwd"}), Status.REFUSED),
        (page(b"x" * 300_000), Status.FAILED),
        (page(gzip.compress(b"\x00" * 5_000_000), headers={"Content-Encoding": "gzip"}), Status.FAILED),
    ],
    ids=["gone", "forbidden", "captcha", "paywall", "error", "loop", "file", "large", "packed"],
)  # fmt: skip
def test_every_other_answer_has_its_word(
    server: Server, fetcher: Fetcher, answer: object, status: Status
) -> None:
    server.answers["/x"] = answer  # type: ignore[assignment]
    fetched = fetcher.fetch(f"{server.root}/x")
    assert fetched.status is status
    assert fetched.why


def hangs(request: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def lies_about_its_length(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"short")
    request.close_connection = True


def streams_forever(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while True:
        request.wfile.write(b"1\r\nx\r\n")
        request.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [hangs, lies_about_its_length, streams_forever])
def test_a_bad_server_is_given_up_in_bounded_time(server: Server, fetcher: Fetcher, answer: object) -> None:
    server.answers["/x"] = answer  # type: ignore[assignment]
    started = time.monotonic()
    fetched = fetcher.fetch(f"{server.root}/x")
    assert fetched.status is Status.FAILED
    assert fetched.why
    assert time.monotonic() - started < 10


def test_a_redirect_to_this_machine_is_refused(server: Server, fetcher: Fetcher) -> None:
    with running() as other:
        other.answers["/secret"] = page(b"secret")
        server.answers["/x"] = page(b"", status=302, headers={"Location": f"{other.root}/secret"})
        fetched = fetcher.fetch(f"{server.root}/x")
        assert fetched.status is Status.REFUSED
        assert "private network" in fetched.why
        assert not other.asked


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0.0.0.0", "10.0.0.8", "192.168.1.1", "169.254.169.254", "2130706433", "0177.0.0.1",
     "::1", "::ffff:127.0.0.1", "fe80::1", "224.0.0.1"],
)  # fmt: skip
def test_no_private_address_is_asked_however_it_is_written(host: str) -> None:
    with pytest.raises(UnreadableInput, match="private network"):
        checked_address(host, 80)


def test_what_robots_txt_asks_for_is_done(server: Server, fetcher: Fetcher) -> None:
    server.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /private", kind="text/plain")
    server.answers["/private/a"] = page(ARTICLE)
    server.answers["/public"] = page(ARTICLE)
    assert fetcher.fetch(f"{server.root}/private/a").status is Status.ROBOTS
    assert fetcher.fetch(f"{server.root}/public").status is Status.FETCHED
    assert server.asked["/private/a"] == 0


def test_a_busy_server_is_asked_again(server: Server, fetcher: Fetcher) -> None:
    def busy_once(request: BaseHTTPRequestHandler) -> None:
        first = server.asked["/a"] == 1
        (page(b"", status=429, headers={"Retry-After": "0"}) if first else page(ARTICLE))(request)

    server.answers["/a"] = busy_once
    assert fetcher.fetch(f"{server.root}/a").status is Status.FETCHED
    assert server.asked["/a"] == 2


def test_a_host_is_asked_at_the_pace_of_the_settings(server: Server) -> None:
    waited: list[float] = []
    fetcher = Fetcher(FetchRule(delay_seconds=5, allowed=(server.host,)), sleep=waited.append)
    server.answers["/a"] = page(ARTICLE)
    fetcher.fetch(f"{server.root}/a")
    fetcher.fetch(f"{server.root}/a")
    assert len(waited) == 2
    assert all(4 < seconds <= 5 for seconds in waited)
