"""A timestamp authority for the tests: a real HTTP server whose answers OpenSSL signs (RFC 3161)."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_SETTINGS = """\
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


@dataclass(slots=True)
class Authority:
    """Its address, its root certificate (PEM), and the requests it was sent."""

    address: str
    root: Path
    asked: list[bytes] = field(default_factory=list)


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_certificates(folder: Path) -> None:
    """A root of its own, and a signer's certificate from it that is for timestamps."""
    folder.mkdir()
    (folder / "settings").write_text(_SETTINGS.format(folder=folder))
    (folder / "serial").write_text("01\n")
    root = ("-x509", "-days", "30", "-subj", "/CN=Invented Root", "-keyout", "root.key", "-out", "root.pem")
    (folder / "request.cnf").write_text(
        "[req]\ndistinguished_name = name\n[name]\n" + _SETTINGS.format(folder=folder)
    )
    new = ("req", "-config", "request.cnf", "-newkey", "rsa:2048", "-nodes", "-sha256")
    openssl(folder, *new, *root, "-extensions", "authority")
    openssl(folder, *new, "-subj", "/CN=Invented Clock", "-keyout", "signer.key", "-out", "signer.csr")
    openssl(
        folder, "x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "7",
        "-days", "30", "-sha256", "-extfile", "settings", "-extensions", "signer", "-out", "signer.pem",
    )  # fmt: skip


@contextmanager
def timestamp_authority(folder: Path) -> Iterator[Authority]:
    """A running authority with a certificate of its own, made in `folder`."""
    make_certificates(folder)
    authority = Authority("", folder / "root.pem")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(query)
            (folder / "query.tsq").write_bytes(query)
            openssl(
                folder, "ts", "-reply", "-config", "settings", "-queryfile", "query.tsq", "-signer", "signer.pem",
                "-inkey", "signer.key", "-out", "answer.tsr",
            )  # fmt: skip
            answer = (folder / "answer.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority.address = f"http://127.0.0.1:{server.server_address[1]}/stamp"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
