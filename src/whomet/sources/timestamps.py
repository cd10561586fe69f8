"""Timestamps of the archive (RFC 3161): a trusted clock's word that these originals existed by then.

What is stamped is a manifest: one line for each archived original, as `sha256sum` writes them, so that
`sha256sum --check` in the investigation's folder reads it too. Manifest and answer are kept side by side in
`timestamps/`, named after the manifest's SHA-256; `openssl ts -verify` checks them without whomet.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from whomet.errors import ArchiveError, SettingsError, TimestampRefused
from whomet.model import Issue, Timestamping
from whomet.sources.archive import write_whole

if TYPE_CHECKING:
    from rfc3161_client import Verifier

FOLDER = "timestamps"

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  archive/[0-9a-f]{2}/(?P=sha256)")
# An answer holds a signature and a few certificates: some 6,000 bytes.
_LARGEST_ANSWER = 1_000_000
_WAIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Checked:
    """The valid timestamps, each with its moment, and what is wrong with the others."""

    moments: tuple[datetime, ...]
    issues: tuple[Issue, ...]


def manifest_of(hashes: Iterable[str]) -> bytes:
    """The manifest of these originals: equal sets give equal bytes."""
    lines = (f"{sha256}  archive/{sha256[:2]}/{sha256}\n" for sha256 in sorted(set(hashes)))
    return "".join(lines).encode("ascii")


def stamp(folder: Path, timestamping: Timestamping, hashes: Iterable[str]) -> bool:
    """Have the originals stamped, unless these very ones are already; returns whether it was done.

    The answer is checked before it is kept. Raises TimestampRefused where the authority cannot be reached
    or its answer does not hold, SettingsError where its certificate cannot be read, and ArchiveError where
    the answer cannot be written.
    """
    from rfc3161_client import TimestampRequestBuilder, VerificationError, decode_timestamp_response

    manifest = manifest_of(hashes)
    place = folder / FOLDER / hashlib.sha256(manifest).hexdigest()
    if not manifest or _answer(place).is_file():
        return False
    roots = _certificates(folder, timestamping)
    request = (
        TimestampRequestBuilder().data(manifest).nonce(nonce=True).cert_request(cert_request=True).build()
    )
    answer = _asked(timestamping.authority, request.as_bytes())
    try:
        _verifier(roots, nonce=request.nonce).verify_message(decode_timestamp_response(answer), manifest)
    except (VerificationError, ValueError) as error:
        raise TimestampRefused(
            f"its timestamp does not hold: {error}",
            where=timestamping.authority,
            next_step="check timestamp_certificate in whomet.toml; whomet run asks again",
        ) from error
    try:
        place.parent.mkdir(exist_ok=True)
        write_whole(_manifest(place), manifest)
        write_whole(_answer(place), answer)  # last: without it, the manifest counts for nothing
    except OSError as error:
        raise ArchiveError(
            f"a timestamp could not be kept: {error.strerror or error}",
            where=str(place.parent),
            next_step="check the space and the permissions of the folder",
        ) from error
    return True


def check_timestamps(folder: Path, timestamping: Timestamping, hashes: Iterable[str]) -> Checked:
    """Check every timestamp kept, offline: the authority's signature over the manifest, and that each original
    it lists is still one of `hashes`. Originals that no timestamp covers are reported together.

    Raises SettingsError where the authority's certificate cannot be read.
    """
    roots = _certificates(folder, timestamping)
    held = set(hashes)
    covered: set[str] = set()
    moments: list[datetime] = []
    issues: list[Issue] = []
    for answer in sorted((folder / FOLDER).glob("*.tsr")):
        place = answer.with_suffix("")
        try:
            manifest, moment = _checked(place, roots)
        except (ArchiveError, OSError) as error:
            issues.append(_issue(answer, str(error), "restore the timestamp's files from a backup"))
            continue
        listed = set(_listed(manifest))
        covered |= listed
        moments.append(moment)
        issues.extend(
            _issue(answer, f"the original {lost} is not in the archive any more", "restore it from a backup")
            for lost in sorted(listed - held)
        )
    if missing := len(held - covered):
        what = f"{missing} of {len(held)} originals have no timestamp yet"
        issues.append(_issue(folder / FOLDER, what, "whomet run"))
    return Checked(tuple(sorted(moments)), tuple(issues))


def _checked(place: Path, roots: list[bytes]) -> tuple[bytes, datetime]:
    from rfc3161_client import VerificationError, decode_timestamp_response

    manifest = _manifest(place).read_bytes()
    if hashlib.sha256(manifest).hexdigest() != place.name:
        raise ArchiveError("the manifest has changed")
    try:
        answer = decode_timestamp_response(_answer(place).read_bytes())
        _verifier(roots).verify_message(answer, manifest)
    except (VerificationError, ValueError) as error:
        raise ArchiveError(f"the timestamp does not hold: {error}") from error
    return manifest, answer.tst_info.gen_time


def _verifier(roots: list[bytes], nonce: int | None = None) -> "Verifier":
    from cryptography.x509 import load_der_x509_certificate
    from rfc3161_client import VerifierBuilder

    return VerifierBuilder(roots=[load_der_x509_certificate(root) for root in roots], nonce=nonce).build()


def _certificates(folder: Path, timestamping: Timestamping) -> list[bytes]:
    """The authority's own root certificates (DER), in whose name its answers must be signed."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    path = folder / timestamping.certificate
    try:
        return [root.public_bytes(Encoding.DER) for root in load_pem_x509_certificates(path.read_bytes())]
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"the certificate of the timestamp authority cannot be read: {error}",
            where=str(path),
            next_step="save the authority's root certificate there, in PEM",
        ) from error


def _asked(authority: str, request: bytes) -> bytes:
    """The authority's answer (RFC 3161, section 3.4: over HTTP)."""
    import httpcore

    kinds = [("Content-Type", "application/timestamp-query"), ("Accept", "application/timestamp-reply")]
    waits = dict.fromkeys(("connect", "read", "write", "pool"), _WAIT_SECONDS)
    refused = functools.partial(TimestampRefused, where=authority)
    answer = b""
    try:
        with (
            httpcore.ConnectionPool() as pool,
            pool.stream(
                "POST", authority, content=request, headers=kinds, extensions={"timeout": waits}
            ) as response,
        ):
            if response.status != HTTPStatus.OK:
                raise refused(f"the timestamp authority answers {response.status}", next_step=_ASK_ANOTHER)
            for part in response.iter_stream():
                answer += part
                if len(answer) > _LARGEST_ANSWER:
                    raise refused("its answer is no timestamp: too large", next_step=_ASK_ANOTHER)
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise refused(
            f"the timestamp authority does not answer: {error}", next_step="whomet run asks again"
        ) from error
    return answer


_ASK_ANOTHER = "check timestamp_authority in whomet.toml"


def _manifest(place: Path) -> Path:
    return place.with_name(f"{place.name}.sha256")


def _answer(place: Path) -> Path:
    return place.with_name(f"{place.name}.tsr")


def _listed(manifest: bytes) -> Iterator[str]:
    for line in manifest.decode("ascii").splitlines():
        if found := _LINE.fullmatch(line):
            yield found["sha256"]


def _issue(place: Path, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=str(place), what=what, next_step=next_step)
