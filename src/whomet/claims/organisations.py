"""Which of the subject's companies a record concerns, and by which the text introduces the subject."""

import re
from collections.abc import Iterable

from whomet.claims.mentions import Mentions
from whomet.model import Company, Reading, Subject, parse_edtf


def _in_time(company: Company, date: str | None) -> bool:
    """Whether the subject's tie to the company covers (part of) the date; yes where nothing is dated."""
    if date is None or (company.since is None and company.until is None):
        return True
    try:
        tie = parse_edtf(f"{company.since or '..'}/{company.until or '..'}")
    except ValueError:
        return True
    return tie.overlaps(parse_edtf(date))


def read_organisations(
    mentions: Mentions, subject: Subject, stretches: Iterable[tuple[int, int]], date: str | None
) -> tuple[Reading[str], ...]:
    """Companies named in the character stretches of a record, each once, the company for its product."""
    document = mentions.parsed.document
    found: dict[str, Reading[str]] = {}
    for start, end in stretches:
        text = document.text[start:end]
        for company in subject.companies:
            if company.name in found or not _in_time(company, date):
                continue
            for word in (company.name, *company.aliases, *company.products):
                match = re.search(rf"(?<![\w@#]){re.escape(word)}(?![\w])", text)
                if match:
                    span = document.span(start + match.start(), start + match.end())
                    rule = (
                        "named in the record" if word == company.name else f"{word} stands for {company.name}"
                    )
                    found[company.name] = Reading(value=company.name, spans=(span,), rule=rule)
                    break
    if not subject.companies:
        for reading in _introduced(mentions, stretches):
            found.setdefault(reading.value, reading)
    return tuple(found.values())


def _introduced(mentions: Mentions, stretches: Iterable[tuple[int, int]]) -> list[Reading[str]]:
    """ "Nvidia chief Jensen Huang", "Terry Gou of Foxconn": for a subject without a profile."""
    tokens = mentions.parsed.tokens
    found: list[Reading[str]] = []
    for start, end in stretches:
        for mention in mentions.mentions:
            if mention.entity != 0 or not start <= tokens[mention.start].idx < end:
                continue
            for token in tokens[max(0, mention.start - 5) : min(len(tokens), mention.end + 7)]:
                if (
                    token.ent_type_ == "ORG"
                    and token.ent_iob_ == "B"
                    and token.sent == tokens[mention.start].sent
                ):
                    last = token.i + 1
                    while last < len(tokens) and tokens[last].ent_iob_ == "I":
                        last += 1
                    span = mentions.parsed.span(token.i, last)
                    name = re.sub(r"['’]s$", "", span.text)
                    found.append(Reading(value=name, spans=(span,), rule="introduces the subject"))
                    break
    return found
