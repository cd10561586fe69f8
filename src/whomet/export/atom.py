"""An Atom feed (RFC 4287) of encounters: what a reader of the ledger is told when a new one is found."""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

from whomet.model import Encounter, Investigation

_ATOM = "http://www.w3.org/2005/Atom"


def atom_feed(
    encounters: Iterable[tuple[Encounter, str]], investigation: Investigation, *, updated: str
) -> bytes:
    """The feed of encounters, each with the moment (ISO 8601) when it was first told. Ids never change."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", investigation.name)
    _add(feed, "id", f"urn:whomet:{investigation.name.replace(' ', '-')}")
    _add(feed, "updated", _moment(updated))
    _add(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), "name", "whomet")
    for encounter, told in encounters:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", headline(encounter, investigation))
        _add(entry, "id", f"urn:whomet:{encounter.id}")
        _add(entry, "updated", _moment(told))
        _add(entry, "summary", summary(encounter))
        ElementTree.SubElement(entry, f"{{{_ATOM}}}link", href=f"encounters/{encounter.id}.html")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def headline(encounter: Encounter, investigation: Investigation) -> str:
    """The encounter in a line: who with whom, and when."""
    figures = ", ".join(figure.name or figure.title or "unnamed officials" for figure in encounter.figures)
    return f"{investigation.subject.name} – {figures}, {encounter.date.value or 'undated'}"


def summary(encounter: Encounter) -> str:
    """What became of it, in which form, and on whose word."""
    counted = "counted" if encounter.counted else f"not counted: {encounter.reason}"
    form, became, word = encounter.mode.value, encounter.occurrence.value, encounter.verification.value
    return f"{form.value}, {became.value}, {word.value}; {counted}"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _moment(written: str) -> str:
    """A moment as the standard wants it, with its time zone (RFC 3339)."""
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")
