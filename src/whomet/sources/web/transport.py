"""The connections: to checked addresses only, and never for longer than a page may take."""

import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpcore
import httpx

from whomet.model import FetchRule
from whomet.sources.web.addresses import checked_addresses

# The longest wait for one name or one connection: of several addresses, the next is then tried.
_CONNECT_SECONDS = 10.0


@dataclass(slots=True)
class Deadline:
    """The moment (of the monotonic clock) by which a page must be there. `what` names what ran out."""

    seconds: float
    at: float = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self, seconds: float | None = None) -> None:
        """Start the time anew: the next page is asked for, or `seconds` are left of the time of this one."""
        self.at = time.monotonic() + (self.seconds if seconds is None else seconds)

    def left(self) -> float:
        """The seconds that are left. Raises httpcore.ReadTimeout where there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> httpcore.ReadTimeout:
        """The error that says that the time is over."""
        return httpcore.ReadTimeout(f"not there after {self.seconds:g} seconds")


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks all its addresses, and connects to one of those.

    The request itself still names the host, so that the certificate (SNI) and the Host header are those
    of the host.
    """

    def __init__(self, rules: FetchRule, deadline: Deadline) -> None:
        self._rules, self._deadline = rules, deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers."""
        try:
            addresses = checked_addresses(
                host, port, self._rules, timeout=min(_CONNECT_SECONDS, self._deadline.left())
            )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} has no address: {error}") from error
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(
                    address, port, min(_CONNECT_SECONDS, self._deadline.left()), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return BoundedStream(stream, self._deadline)
        raise failure


class BoundedStream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline: a server that drips a byte now and again would
    otherwise begin each wait anew."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, waiting until the deadline at most."""
        try:
            return self._stream.read(max_bytes, self._deadline.left())
        except httpcore.ReadTimeout as error:
            raise self._deadline.over() from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write, waiting until the deadline at most."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Continue encrypted; the certificate must be that of `server_hostname`."""
        left = self._deadline.left()
        return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the socket."""
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.BaseTransport):
    """httpx's way to the network, through a `CheckedBackend`. Proxies of the environment are not used:
    behind one, nobody could check where a name leads."""

    def __init__(
        self, rules: FetchRule, deadline: Deadline, *, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted or httpx.create_ssl_context(trust_env=False),
            max_connections=10,
            keepalive_expiry=15.0,
            network_backend=CheckedBackend(rules, deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises httpx.TransportError in place of httpcore's errors, RefusedAddress."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
        )
        try:
            answer = self._pool.handle_request(asked)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _as_httpx(error) from error
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _as_httpx(error) from error

    def close(self) -> None:
        self._answer.close()


def _as_httpx(error: Exception) -> httpx.TransportError:
    if isinstance(error, httpcore.TimeoutException):
        return httpx.ReadTimeout(str(error) or "no answer in time")
    if isinstance(error, httpcore.NetworkError):
        return httpx.NetworkError(str(error) or "the connection broke")
    return httpx.RemoteProtocolError(str(error) or "not HTTP")
