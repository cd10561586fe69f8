"""No request leaves for a private address, and no server can hold us up or fill our memory."""

import gzip
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from local_site import Answerer, Site, redirects, running_site, says
from whomet.errors import RefusedAddress
from whomet.model import Attempt, FetchRule, FetchStatus
from whomet.sources.web.addresses import check_address, checked_addresses, not_public
from whomet.sources.web.asking import Asker
from whomet.sources.web.fetching import Fetcher

SECONDS = 1.0


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def fetch(url: str, *allowed: str, largest: int = 100_000) -> Attempt:
    rules = FetchRule(delay_seconds=0, timeout_seconds=SECONDS, largest_page=largest, allowed=tuple(allowed))
    with Asker(rules) as asker:
        return Fetcher(asker).fetch(url).attempt


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.8.9.1", "localhost", "0.0.0.0", "10.0.0.1", "172.16.4.4", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.1.",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_before_any_request(host: str) -> None:
    attempt = fetch(f"http://{host}/")
    assert attempt.status is FetchStatus.REFUSED, attempt
    assert attempt.http_status is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "http:///a", "http://name:word@example.org/", "//example.org",
        "http://example.org:0/", "http://example.org:99999/", "http://exa mple.org/", "http://%5bbroken/", "http://example.org\\@localhost/",
        "gopher://example.org/", "http://[::1/", "http://example.org/\r\nX: y",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    assert fetch(url).status is FetchStatus.REFUSED


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_that_carries_a_private_one_is_private(address: ipaddress.IPv4Address) -> None:
    reason = not_public(address)
    for carrying in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert (not_public(ipaddress.ip_address(carrying)) is None) == (reason is None)


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=40))
def test_any_words_are_checked_without_another_error(words: str) -> None:
    for url in (words, f"http://{words}", f"https://{words}/a"):
        with suppress(RefusedAddress):
            check_address(url)


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedAddress, match=r"leads to 10\.0\.0\.1, a private address"):
        checked_addresses("mixed.example", 80, FetchRule(), timeout=1)


def test_a_name_that_changes_its_address_is_resolved_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the connection goes to the address that was checked, whatever the name says later."""
    port = int(site.host.partition(":")[2])
    site.pages["/a"] = says("<p>inside</p>")
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *words: object, **more: object) -> object:
        if host != "rebinding.example":
            return real(host, *words, **more)  # type: ignore[arg-type]
        asked.append(host)
        address = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"http://rebinding.example:{port}/a"
    assert fetch(url).status is FetchStatus.REFUSED
    assert asked == ["rebinding.example"]
    assert fetch(url).status is FetchStatus.REFUSED  # now 127.0.0.1: checked anew, and refused as well
    assert site.asked == []
    # Allowed by name, the request goes there and still names the host.
    assert fetch(url, f"rebinding.example:{port}").status is FetchStatus.FETCHED
    assert {headers["Host"] for _, _, headers in site.asked} == {f"rebinding.example:{port}"}


def test_a_redirect_to_another_loopback_address_is_refused(site: Site) -> None:
    with running_site({"/secret": says("<p>secret</p>")}) as inside:
        site.pages |= {"/a": redirects(inside.url("/secret")), "/b": redirects("file:///etc/passwd")}
        attempt = fetch(site.url("/a"), site.host)
        assert attempt.status is FetchStatus.REFUSED
        assert "redirects" in attempt.what
        assert "loopback" in attempt.what
        assert inside.asked == []
    assert fetch(site.url("/b"), site.host).status is FetchStatus.REFUSED


def hangs(site: Site) -> Answerer:
    return lambda handler: void(site.stopping.wait(20))


def drips_its_headers(site: Site) -> Answerer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not site.stopping.wait(0.05):
            handler.wfile.write(b"x")

    return answer


def drips_its_body(site: Site) -> Answerer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
        while not site.stopping.wait(0.05):
            handler.wfile.write(b"x")

    return answer


def streams_for_ever(site: Site) -> Answerer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not site.stopping.is_set():
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    return answer


def says_less_than_it_promised(site: Site) -> Answerer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n<p>short</p>")
        handler.close_connection = True

    return answer


def promises_too_much(site: Site) -> Answerer:
    return lambda handler: void(
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n<p>")
    )


def unpacks_to_50_megabytes(site: Site) -> Answerer:
    return says(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")


def is_packed_strangely(site: Site) -> Answerer:
    return says(b"x", Content_Encoding="br")


def speaks_no_http(site: Site) -> Answerer:
    return lambda handler: void(handler.wfile.write(b"220 mail.example ESMTP\r\n"))


def redirects_nowhere(site: Site) -> Answerer:
    return redirects("http://[broken")


def void(_: object) -> None:
    pass


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (hangs, "1 seconds"),
        (drips_its_headers, "1 seconds"),
        (drips_its_body, "1 seconds"),
        (streams_for_ever, "more than 0.1 MB"),
        (says_less_than_it_promised, "without sending complete"),
        (promises_too_much, "10000 MB"),
        (unpacks_to_50_megabytes, "unpacks to more than 0.1 MB"),
        (is_packed_strangely, "packed as br"),
        (speaks_no_http, "illegal|seconds"),
        (redirects_nowhere, "redirects to"),
    ],
)
def test_a_server_that_misbehaves_fails_in_bounded_time_with_the_reason(
    site: Site, server: Callable[[Site], Answerer], reason: str
) -> None:
    site.pages["/a"] = server(site)
    begun = time.monotonic()
    attempt = fetch(site.url("/a"), site.host)
    assert time.monotonic() - begun < SECONDS + 1.5
    assert attempt.status in {FetchStatus.FAILED, FetchStatus.REFUSED}
    assert any(words in attempt.what for words in reason.split("|")), attempt.what


def test_a_host_that_does_not_exist_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    attempt = fetch("http://nowhere.example/")
    assert attempt.status is FetchStatus.FAILED
    assert "has no address" in attempt.what


def test_a_name_server_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2))
    begun = time.monotonic()
    assert fetch("http://slow.example/").status is FetchStatus.FAILED
    assert time.monotonic() - begun < SECONDS + 0.7


def test_the_certificate_is_held_against_the_name_and_not_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Connecting to the checked address keeps the name in the handshake (SNI) and in the Host header."""
    authority = trustme.CA()
    encrypted, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("courier.example").configure_cert(encrypted)
    authority.configure_trust(trusted)
    names: list[str] = []
    encrypted.sni_callback = lambda _socket, name, _context: names.append(name)

    def here(_host: str, port: int, *_: object, **__: object) -> object:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    with running_site({"/a": says("<p>safe</p>")}, encrypted=encrypted) as site:
        port = site.host.partition(":")[2]
        hosts = [f"{name}:{port}" for name in ("courier.example", "herald.example")]
        rules = FetchRule(delay_seconds=0, timeout_seconds=SECONDS, allowed=tuple(hosts))
        with Asker(rules, trusted=trusted) as asker:
            attempts = [Fetcher(asker).fetch(f"https://{host}/a").attempt for host in hosts]
    assert [attempt.status for attempt in attempts] == [FetchStatus.FETCHED, FetchStatus.FAILED], attempts
    assert "certificate" in attempts[1].what
    assert names == ["courier.example", "herald.example"]
    assert {headers["Host"] for _, _, headers in site.asked} == {hosts[0]}
