"""`whomet verify`: every hash and every quote against the archive."""

from datetime import UTC
from pathlib import Path

from whomet.cli.console import progress, report_issues, result
from whomet.cli.options import FolderOption


def verify(folder: FolderOption = Path()) -> None:
    """Check every archived original against its hash, every quote against its original, and every timestamp."""
    from whomet.folder import open_folder
    from whomet.proof import prove_all

    with open_folder(folder) as opened, progress() as watch:
        proof = prove_all(opened, watch=watch)
    result(f"{proof.quotes} quotes in {proof.documents} documents proven")
    if proof.timestamps:
        first = proof.timestamps[0].astimezone(UTC)
        result(f"{len(proof.timestamps)} timestamps hold, the first of {first:%Y-%m-%d %H:%M:%S} UTC")
    report_issues(proof.issues)
