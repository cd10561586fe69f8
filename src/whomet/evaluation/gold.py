"""Gold documents: a folder with one JSON file each, in the encounter format."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from whomet.errors import UnreadableInput, UsageError
from whomet.evaluation.records import GoldDocument
from whomet.issues import issue_from
from whomet.model import Issue, Noun

_NEXT_STEP = "mend the file: docs/evaluation.md says what belongs in it"


class GoldFile(Noun):
    """A gold document, the file it came from, and the SHA-256 of the file's bytes."""

    path: Path
    sha256: str
    document: GoldDocument


class Corpus(Noun):
    """The gold documents of a folder, in the order of their names, and what could not be read of it."""

    files: tuple[GoldFile, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def batches(self) -> tuple[str, ...]:
        """The batches that the documents belong to."""
        return tuple(dict.fromkeys(batch_of(file.document.id) for file in self.files))

    def batch(self, name: str) -> "Corpus":
        """The documents of one batch."""
        return Corpus(files=tuple(file for file in self.files if batch_of(file.document.id) == name))

    @property
    def sha256(self) -> str:
        """A fingerprint: it differs where a document was added, dropped or changed."""
        return fingerprint((file.document.id, file.sha256) for file in self.files)


def batch_of(document_id: str) -> str:
    """The batch of a document: what its id has before the first hyphen."""
    return document_id.partition("-")[0]


def fingerprint(parts: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of names with the SHA-256 of what they name, a line each."""
    return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in parts).encode()).hexdigest()


def read_gold(folder: Path, only: str = "") -> Corpus:
    """The gold documents of the folder whose file names begin with `only`.

    A file that is none becomes an issue that names it; the others are read all the same. Raises UsageError
    where there is no such folder or no such file in it.
    """
    if not folder.is_dir():
        raise UsageError("no such folder", where=str(folder), next_step="name a folder of gold documents")
    paths = sorted(folder.glob(f"{only}*.json"), key=lambda path: path.stem)
    if not paths:
        what = f"no gold documents whose names begin with {only!r}" if only else "no gold documents"
        raise UsageError(what, where=str(folder), next_step="gold documents are files *.json")
    files: list[GoldFile] = []
    issues: list[Issue] = []
    for path in paths:
        try:
            files.append(_read(path))
        except UnreadableInput as error:
            issues.append(issue_from(error, stage="evaluation", where=path.name))
    return Corpus(files=tuple(files), issues=tuple(issues))


def _read(path: Path) -> GoldFile:
    data = path.read_bytes()
    try:
        document = GoldDocument.model_validate(json.loads(data))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"not JSON: {error}", where=path.name, next_step=_NEXT_STEP) from error
    except ValidationError as error:
        raise UnreadableInput(_problems(error), where=path.name, next_step=_NEXT_STEP) from error
    if document.id != path.stem:
        what = f"its id is {document.id!r}, not the name of the file"
        raise UnreadableInput(what, where=path.name, next_step=_NEXT_STEP)
    return GoldFile(path=path, sha256=hashlib.sha256(data).hexdigest(), document=document)


def _problems(error: ValidationError) -> str:
    """What is wrong where, for people."""
    found = []
    for problem in error.errors():
        place = ".".join(str(step) for step in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        found.append(f"{place}: {message}" if place else message)
    return "; ".join(found)
