"""Which addresses may be asked: every address of a host is checked before one of them is connected to."""

import ipaddress
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from urllib.parse import urlsplit

from whomet.errors import RefusedAddress
from whomet.model import FetchRule

_SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
# inet_aton takes 2130706433, 0x7f.1 and 0177.0.0.1 for addresses; no published page is named like that.
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
# Characters that no host has (WHATWG URL, forbidden domain code points).
_NO_HOST = re.compile(r"[%<>^|\"{}`#?@]")
# RFC 6052: IPv6 addresses that lead to the IPv4 address in their last 32 bits.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# RFC 4291, section 2.5.5.1 (deprecated, but some stacks still connect).
_IPV4_COMPATIBLE = ipaddress.ip_network("::/96")

# A name server that does not answer may hold a thread for longer than a page may take.
_resolvers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="whomet-names")

type IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(url: str) -> None:
    """Raises RefusedAddress for what is not an http(s) address of a named host: another scheme, a password
    in it, no host, a control character, or a host written as a bare number."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise _refused(url, "holds a space, a backslash or a control character")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refused(url, f"is not an address: {error}") from error
    if parts.scheme.lower() not in _SCHEMES:
        raise _refused(url, f"is not http or https but {parts.scheme or 'nothing'}")
    if not host or port == 0 or _NO_HOST.search(host):
        raise _refused(url, "names no host")
    if parts.username or parts.password:
        raise _refused(url, "holds a name or a password")
    if _NUMBERS.fullmatch(host) and not _is_dotted(host):
        raise _refused(url, "names its host by a bare number")


def checked_addresses(host: str, port: int, rules: FetchRule, *, timeout: float) -> tuple[str, ...]:
    """The addresses of `host`, in the order in which they should be tried, all of them allowed.

    Resolving happens here and nowhere else, and the connection is made to what was checked: a name server
    that answers differently the next time (DNS rebinding) changes nothing. One address that is not
    allowed refuses the host. Raises RefusedAddress for that, OSError where the name has no address, and
    TimeoutError after `timeout` seconds.
    """
    waiting = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        answers = waiting.result(timeout=timeout)
    except Late as error:
        raise TimeoutError(f"the name {host} was not resolved in time") from error
    addresses = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not may_be_private(host, port, rules):
        for address in addresses:
            if reason := not_public(ipaddress.ip_address(address.partition("%")[0])):
                raise _refused(f"{host}:{port}", f"leads to {address}, {reason}")
    return addresses


def may_be_private(host: str, port: int, rules: FetchRule) -> bool:
    """Whether the settings allow this host whatever its addresses are."""
    return rules.allow_private_addresses or f"{host.lower()}:{port}" in {
        listed.lower() for listed in rules.allowed
    }


def not_public(address: IPAddress) -> str | None:
    """Why an address is not one of the public internet (IANA's special-purpose registries); None for one
    that is. An IPv6 address that carries an IPv4 address is judged by both."""
    if isinstance(address, ipaddress.IPv6Address):
        for carried in _carried(address):
            if reason := not_public(carried):
                return f"which carries {carried}, {reason}"
        if address.ipv4_mapped or address in _TRANSLATED:
            return None
    for holds, what in (
        (address.is_unspecified, "an unspecified address"),
        (address.is_loopback, "a loopback address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (getattr(address, "is_site_local", False), "a site-local address"),
        (address.is_reserved, "a reserved address"),
        (not address.is_global, "a private address"),
    ):
        if holds:
            return what
    return None


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo, translated, compatible."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED or (address in _IPV4_COMPATIBLE and int(address) > 1):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [carried for carried in found if carried is not None]


def port_of(scheme: str, port: int | None) -> int:
    """The port of an address: its own, or that of its scheme."""
    return port or _PORTS[scheme]


def _is_dotted(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


def _refused(where: str, what: str) -> RefusedAddress:
    return RefusedAddress(
        what,
        where=where,
        next_step="give a public http(s) address, or allow the host in [fetch] of whomet.toml",
    )
