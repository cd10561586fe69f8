"""Documents of the exchange format: JSON objects with id, published, kind and text.

The text is taken as it is: offsets in every output refer to it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whomet.documents.chrome import mark_chrome
from whomet.documents.page_metadata import iso_moment
from whomet.documents.plain import captions_before_credits, page_details, whole
from whomet.documents.reading import LONGEST_TEXT, MOST_DOCUMENTS, DocumentsRead, given, issue, too_many
from whomet.model import Document, DocumentKind, Found, Issue, Original


@dataclass(frozen=True, slots=True)
class JsonValues:
    """The values of a JSON text, and an issue for every line that is not JSON."""

    values: tuple[Any, ...]
    issues: tuple[Issue, ...] = ()


def json_values(text: str, *, where: str) -> JsonValues:
    """The values of a JSON text: the members of its list, its one value, or one value a line.

    Raises UnreadableInput where there are more than one file may hold.
    """
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return _json_lines(text, where)
    if isinstance(value, list) and len(value) > MOST_DOCUMENTS:
        raise too_many(where)
    return JsonValues(tuple(value) if isinstance(value, list) else (value,))


def read_exchange(
    text: str, original: Original, *, published: str | None, kind: DocumentKind | None
) -> DocumentsRead:
    """The documents of a JSON or JSON lines file. What a document says of itself goes before
    `published` and `kind`, which hold for those that do not."""
    documents: dict[str, Document] = {}
    content = json_values(text, where=original.name)
    issues: list[Issue] = list(content.issues)
    for number, value in enumerate(content.values, start=1):
        where = f"{original.name}, document {number}"
        if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
            issues.append(issue(where, "has no text", "give every document an id and a text"))
            continue
        if len(value["text"]) > LONGEST_TEXT:
            issues.append(issue(where, f"has a text of {len(value['text']):,} characters", "split the text"))
            continue
        document_id = str(value.get("id") or "")
        if not document_id or document_id in documents:
            what = f"the id {document_id!r} is there twice" if document_id else "has no id"
            issues.append(issue(where, what, "give every document an id of its own"))
            continue
        documents[document_id] = _document(value, document_id, original, published, kind, issues)
    return DocumentsRead(documents=tuple(documents.values()), issues=tuple(issues))


def exchange_texts(text: str, *, where: str) -> dict[str, str]:
    """The texts of the documents in a file by their ids: what their offsets refer to."""
    texts: dict[str, str] = {}
    for value in json_values(text, where=where).values:
        if isinstance(value, Mapping) and isinstance(value.get("text"), str) and value.get("id"):
            texts.setdefault(str(value["id"]), value["text"])
    return texts


def _json_lines(text: str, where: str) -> JsonValues:
    values: list[Any] = []
    issues: list[Issue] = []
    # Only line feeds end a line: a JSON string may hold the other separators of Unicode as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except (json.JSONDecodeError, RecursionError) as error:
            broken = f"is not valid JSON: {error}"
            issues.append(issue(f"{where}, line {number}", broken, "give one JSON object a line"))
        if len(values) + len(issues) > MOST_DOCUMENTS:
            raise too_many(where)
    return JsonValues(tuple(values), tuple(issues))


def _document(
    value: Mapping[str, Any],
    document_id: str,
    original: Original,
    published: str | None,
    kind: DocumentKind | None,
    issues: list[Issue],
) -> Document:
    text = value["text"]
    own_kind = _kind(value, document_id, issues) or kind or DocumentKind.NEWS
    # A post is its author's own words throughout: no page stands around it.
    chrome = () if own_kind is DocumentKind.POST else mark_chrome(text)
    details = page_details(text, chrome)
    return Document(
        id=document_id,
        sha256=original.sha256,
        member=document_id,
        kind=own_kind,
        url=_string(value, "url") or original.url,
        title=_string(value, "title") or details.title,
        publisher=_string(value, "publisher") or details.publisher,
        author=_string(value, "author") or details.author,
        handle=_string(value, "handle"),
        published=_published(value, document_id, issues)
        or (given(published) if published else details.published),
        updated=details.updated,
        language=_string(value, "lang") or _string(value, "language"),
        text=text,
        captions=captions_before_credits(text, chrome),
        chrome=chrome,
        segments=whole(text),
        restates=_string(value, "restates"),
        subject=_string(value, "subject"),
    )


def _string(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) and found else None


def _published(value: Mapping[str, Any], document_id: str, issues: list[Issue]) -> Found | None:
    stated = value.get("published")
    if stated is None:
        return None
    moment = iso_moment(stated) if isinstance(stated, str) else None
    if not moment:
        issues.append(issue(document_id, f"published is no date: {stated!r}", "write it as YYYY-MM-DD"))
        return None
    return given(moment)


def _kind(value: Mapping[str, Any], document_id: str, issues: list[Issue]) -> DocumentKind | None:
    stated = value.get("kind")
    if stated is None or stated in set(DocumentKind):
        return DocumentKind(stated) if stated else None
    kinds = ", ".join(DocumentKind)
    issues.append(issue(document_id, f"unknown kind {stated!r}", f"use one of {kinds}"))
    return None
