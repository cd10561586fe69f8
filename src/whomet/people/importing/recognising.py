"""Which published format a file is in, by its content; its name does not matter."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import ijson
import orjson

from whomet.errors import UnreadableInput
from whomet.people.importing.opening import opened
from whomet.people.importing.tables import columns_fit, header_of

# So much of a file is looked at.
_HEAD_BYTES = 65_536


class Format(StrEnum):
    """The formats that are read."""

    OPENSANCTIONS = "OpenSanctions"
    WIKIDATA_ENTITIES = "Wikidata entities"
    WIKIDATA_RESULTS = "Wikidata SPARQL results"
    POPOLO = "Popolo"
    CONGRESS = "congress-legislators"
    OPENSTATES = "openstates/people"
    CSV = "CSV"


@dataclass(frozen=True, slots=True)
class Terms:
    """The name under which facts of a format are kept, their licence, and the notice to print."""

    source: str
    licence: str
    notice: str = ""


TERMS = {
    Format.OPENSANCTIONS: Terms(
        "OpenSanctions",
        "CC BY-NC 4.0",
        "Data from OpenSanctions (https://www.opensanctions.org), licensed under Creative Commons "
        "Attribution-NonCommercial 4.0. Whoever uses it commercially needs a licence from OpenSanctions; "
        "whoever publishes from it names it as the source.",
    ),
    Format.WIKIDATA_ENTITIES: Terms("Wikidata", "CC0 1.0"),
    Format.WIKIDATA_RESULTS: Terms("Wikidata", "CC0 1.0"),
    Format.POPOLO: Terms("Popolo", "as its publisher says"),
    Format.CONGRESS: Terms("unitedstates/congress-legislators", "CC0 1.0"),
    Format.OPENSTATES: Terms("openstates/people", "CC0 1.0"),
    Format.CSV: Terms("CSV", "as its compiler says"),
}
_TOP_LEVEL = {
    "entities": Format.WIKIDATA_ENTITIES,
    "results": Format.WIKIDATA_RESULTS,
    "persons": Format.POPOLO,
    "memberships": Format.POPOLO,
    "organizations": Format.POPOLO,
}


def recognise(path: Path) -> Format:
    """The format of a file. Raises UnreadableInput where it is none of those that are read."""
    with opened(path) as file:
        head = file.read(_HEAD_BYTES)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _of_json(path, start) if start[:1] in (b"{", b"[") else _of_text(start)
    if found is None:
        raise UnreadableInput(
            "not a source of office-holders that whomet knows",
            where=str(path),
            next_step=f"it reads {', '.join(Format)}; a CSV needs the columns person, position, country",
        )
    return found


def _of_json(path: Path, start: bytes) -> Format | None:
    line = start.partition(b"\n")[0]
    if re.search(rb'"schema"\s*:', line) and re.search(rb'"properties"\s*:', line):
        return Format.OPENSANCTIONS
    try:
        first = orjson.loads(line.rstrip(b", \r"))
    except orjson.JSONDecodeError:
        first = None
    if isinstance(first, dict) and ("schema" in first or "properties" in first):
        return Format.OPENSANCTIONS
    try:
        with opened(path) as file:
            for prefix, event, value in ijson.parse(file):
                if prefix == "" and event == "map_key" and value in _TOP_LEVEL:
                    return _TOP_LEVEL[value]
    except ijson.JSONError:
        return Format.OPENSANCTIONS if b'"schema"' in start else None
    return None


def _of_text(start: bytes) -> Format | None:
    if re.search(rb"^id: ocd-person/", start, re.MULTILINE):
        return Format.OPENSTATES
    if start.startswith((b"- ", b"#", b"---")) and re.search(
        rb"^\s+(?:bioguide|terms|wikidata):", start, re.MULTILINE
    ):
        return Format.CONGRESS
    return Format.CSV if columns_fit(header_of(start)) else None
