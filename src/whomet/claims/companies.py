"""Where a text names the subject's companies and their products."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from whomet.claims.cues import word_set
from whomet.claims.mentions import Mentions
from whomet.claims.organisations import in_time, read_organisations
from whomet.knowledge.places import load_places
from whomet.model import Company, Document, Reading, Subject

# An organisation that introduces a subject without a profile is theirs if the text names it this often.
_OWN_ORGANISATION = 2
# Shorter names in capitals are other words ("ARM").
_ALSO_IN_CAPITALS = 3


def name_companies(mentions: Mentions, companies: Sequence[Company]) -> dict[int, str]:
    """For every token in the name of a company or its product, the company's name."""
    tokens = mentions.parsed.tokens
    found: dict[int, str] = {}
    pattern, owners = _company_words(tuple(companies))
    for match in pattern.finditer(mentions.parsed.document.text) if owners else ():
        span = tokens.char_span(*match.span(), alignment_mode="expand")
        for token in span or ():
            found.setdefault(token.i, owners[match[0]])
    return found


@cache
def _company_words(companies: tuple[Company, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of all names and products, as written or in capitals, and the company each stands for."""
    owners: dict[str, str] = {}
    for company in companies:
        for word in (company.name, *company.aliases, *company.products):
            owners.setdefault(word, company.name)
            if len(word) > _ALSO_IN_CAPITALS:
                owners.setdefault(word.upper(), company.name)
    words = "|".join(re.escape(word) for word in sorted(owners, key=len, reverse=True))
    return re.compile(rf"(?<![\w@#])(?:{words})(?!\w)"), owners


def introduced_companies(mentions: Mentions, subject: Subject, language: str) -> tuple[Company, ...]:
    """The organisations by which the text introduces a subject without a profile, or that bear the
    subject's family name, as companies."""
    parsed = mentions.parsed
    text = parsed.document.text
    government = word_set(language, "outcomes", "parties", "government")
    starts = {parsed.tokens[m.start].idx for m in mentions.mentions if m.entity == 0}
    found: list[str] = [
        re.sub(r"^[Tt]he |['’]s$", "", entity.text)
        for entity in parsed.tokens.ents
        if entity.label_ == "ORG" and subject.family_name in entity.text.split() and len(entity) > 1
    ]
    for reading in read_organisations(mentions, subject, [(0, len(text))], None):
        beside = any(0 <= start - span.end <= 1 for span in reading.spans for start in starts)
        if beside or len(re.findall(rf"(?<!\w){re.escape(reading.value)}(?!\w)", text)) >= _OWN_ORGANISATION:
            found.append(reading.value)
    return tuple(
        Company(name=name)
        for name in dict.fromkeys(found)
        if name.split()[-1].lower() not in government and load_places().country_of(name) is None
    )


def companies_named(
    document: Document, start: int, end: int, companies: Sequence[Company], day: str | None
) -> tuple[Reading[str], ...]:
    """The companies named between two characters, each once, that were the subject's on that day (EDTF; of a day that
    is not known, all)."""
    theirs = tuple(company for company in companies if in_time(company, day))
    if not theirs:
        return ()
    found: dict[str, Reading[str]] = {}
    pattern, owners = _company_words(theirs)
    for match in pattern.finditer(document.text, start, end):
        owner = owners[match[0]]
        rule = "named in the record" if match[0] == owner else f"{match[0]} stands for {owner}"
        found.setdefault(owner, Reading(value=owner, spans=(document.span(*match.span()),), rule=rule))
    return tuple(found.values())
