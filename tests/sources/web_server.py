"""A real HTTP server for the tests: each path is a function that answers, well or badly."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

type Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server on a port of this machine. `asked` counts the requests by path; `posted` keeps bodies of POST."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.posted: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked[self.path] += 1
                try:
                    outer.answers.get(self.path, missing)(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def do_POST(self) -> None:
                outer.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                page(b"", kind="text/plain")(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_port
        self.host = f"127.0.0.1:{self.port}"
        self.root = f"http://{self.host}"


def page(
    body: bytes, *, status: int = 200, kind: str = "text/html", headers: dict[str, str] | None = None
) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def missing(request: BaseHTTPRequestHandler) -> None:
    page(b"no such page", status=404)(request)


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()
