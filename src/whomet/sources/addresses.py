"""Which machines may be asked: none in a private network, whatever name or redirect leads there.

A name is resolved once, all its addresses are checked, and the connection goes to a checked one: an answer
that changes between the check and the connection (DNS rebinding) has no effect.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import httpcore

from whomet.errors import UnreadableInput

type Address = IPv4Address | IPv6Address


class CheckedBackend(httpcore.SyncBackend):
    """Connects to public addresses only, and to those that `allowed` names as "host:port"."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(allowed)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a checked address of `host`. Raises UnreadableInput where one of them is private."""
        address = checked_address(host, port, self._allowed)
        return super().connect_tcp(str(address), port, timeout, local_address, socket_options)


def checked_address(host: str, port: int, allowed: frozenset[str] = frozenset()) -> Address:
    """The first address of a host all of whose addresses are public, or that is allowed by name and port.

    Raises UnreadableInput where one is private, loopback, link-local, multicast or reserved (RFC 6890), or the
    name is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise UnreadableInput(
            f"the host {host!r} is not known", where=host, next_step="check the address"
        ) from error
    addresses = [_plain(ip_address(str(entry[4][0]).partition("%")[0])) for entry in found]
    if f"{host}:{port}" not in allowed:
        for address in addresses:
            if not address.is_global or address.is_multicast:
                raise UnreadableInput(
                    f"the host {host!r} is {address}, an address of a private network",
                    where=host,
                    next_step="if that is meant, name it in [fetch] allowed of whomet.toml",
                )
    return addresses[0]


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
