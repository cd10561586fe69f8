"""A real HTTP server on the loopback interface, with answers that a test writes."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

type Answerer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A running server. `pages` gives what stands at each path; it may be changed while it runs. `asked`
    are the requests that came (method, path, headers), `posted` the bodies."""

    pages: dict[str, Answerer] = field(default_factory=dict)
    asked: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)
    host: str = ""
    scheme: str = "http"
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"{self.scheme}://{self.host}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]


def says(
    body: str | bytes = "", *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
) -> Answerer:
    """An answer with this body; underscores in header names are written for hyphens."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {"Content-Type": kind, "Content-Length": str(len(data))}
        for name, value in {**named, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def redirects(to: str, status: int = 302) -> Answerer:
    return says(status=status, Location=to)


def in_turn(*answers: Answerer) -> Answerer:
    """The first answer to the first request, and so on; the last for ever."""
    waiting = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)

    return answer


@contextmanager
def running_site(
    pages: Mapping[str, Answerer] | None = None, *, encrypted: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """A server on a free port of 127.0.0.1; every path that has no page is 404."""
    site = Site(pages=dict(pages or {}), scheme="https" if encrypted else "http")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(("GET", self.path, dict(self.headers)))
            self._answer()

        def do_POST(self) -> None:
            site.asked.append(("POST", self.path, dict(self.headers)))
            site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer()

        def _answer(self) -> None:
            try:
                site.pages.get(self.path, says("not here", status=404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if encrypted:
        server.socket = encrypted.wrap_socket(server.socket, server_side=True)
    site.host = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
