"""New encounters as an Atom feed (RFC 4287), for readers and programs that follow an investigation."""

import re
import uuid
from collections.abc import Mapping

from lxml import etree

from whomet.model import Publication
from whomet.report.downloads import best_claim
from whomet.report.records import Record, records_of
from whomet.report.wording import load_wording

_ATOM = "http://www.w3.org/2005/Atom"
_MOST_ENTRIES = 100
# Of the control characters, XML 1.0 has these alone not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encounters_feed(publication: Publication, announced: Mapping[str, str]) -> bytes:
    """The feed of the records in `announced` (their ids, and the moment each was first told of), latest
    first, at most a hundred.

    Links are relative: the feed lies at the root of the site. An entry's id is made from the record's id
    alone: it stays when the record's words change, so that no reader sees it twice.
    """
    records = {record.id: record for record in records_of(publication, load_wording("en"))}
    shown = sorted(announced.keys() & records.keys(), key=lambda one: (announced[one], one), reverse=True)
    own = uuid.uuid5(uuid.NAMESPACE_URL, f"whomet:{publication.investigation.name}")
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "title", f"{publication.investigation.name}: new encounters")
    _add(feed, "id", own.urn)
    _add(
        feed, "updated", max((announced[one] for one in shown), default=f"{publication.as_of}T00:00:00+00:00")
    )
    _add(_add(feed, "author"), "name", publication.investigation.name)
    _add(feed, "generator", "whomet")
    _add(feed, "link", rel="alternate", type="text/html", href="index.html")
    for one in shown[:_MOST_ENTRIES]:
        entry = _add(feed, "entry")
        _add(entry, "title", _title(records[one]))
        _add(entry, "id", uuid.uuid5(own, one).urn)
        _add(entry, "published", announced[one])
        _add(entry, "updated", announced[one])
        _add(entry, "link", rel="alternate", type="text/html", href=records[one].page)
        _add(entry, "content", _told(records[one], publication), type="text")
    etree.indent(feed)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8")) + b"\n"


def _title(record: Record) -> str:
    return f"{record.heading}, {record.date_words}"


def _told(record: Record, publication: Publication) -> str:
    """What is said to have happened and on whose word, and the words themselves."""
    claim = best_claim(record.encounter, publication)
    document = publication.documents[claim.document_id]
    words = " ".join(claim.quote.text.split())
    source = ", ".join(part for part in (document.publisher, document.published_day) if part)
    place = f" {record.place_words}." if record.place_words else ""
    said = f"{record.occurrence.label}; {record.verification.label}.{place}"
    return f"{said} “{words}”" + (f" ({source})" if source else "")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attrib=attributes)
    if text is not None:
        element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element
