"""Titles in a text: which words name a political office, of which country, held how."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.places import load_places

_LINKS = {"of", "for", "to"}
_JOINERS = {"and", "&", "the", "of", "for", ","}
_MAX_REACH = 9


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase of tokens `start` to `end` (exclusive). `words` leave country and article out;
    `qualifier` is former, then, elect, acting or None; `plural` titles stand for several people."""

    start: int
    end: int
    head: int
    kind: str
    words: str
    country: str | None
    area: str | None
    qualifier: str | None
    plural: bool
    definite: bool


@dataclass(frozen=True, slots=True)
class _Head:
    words: str
    kind: str
    rules: tuple[tuple[str, Any], ...]

    def rule(self, name: str) -> Any:
        return dict(self.rules).get(name)


@cache
def _heads(language: str) -> tuple[re.Pattern[str], dict[str, tuple[_Head, ...]]]:
    by_words: dict[str, list[_Head]] = {}
    for entry in lexicon(language, "titles")["head"]:
        rules = tuple((k, v) for k, v in entry.items() if k not in {"words", "kind", "example"})
        for words in entry["words"]:
            by_words.setdefault(words.lower(), []).append(_Head(words, entry["kind"], rules))
    longest_first = sorted(by_words, key=len, reverse=True)
    choices = "|".join(r"[\s-]".join(map(re.escape, re.split(r"[\s-]", words))) for words in longest_first)
    pattern = re.compile(rf"(?<![\w@#])(?P<head>{choices})(?P<plural>s)?(?![\w])", re.IGNORECASE)
    return pattern, {words: tuple(heads) for words, heads in by_words.items()}


@cache
def _words(language: str, table: str, name: str) -> frozenset[str]:
    return frozenset(w.lower() for w in lexicon(language, "titles")[table][name])


@cache
def _qualifiers(language: str) -> dict[str, str]:
    table = lexicon(language, "titles")["qualifiers"]
    return {word.strip("-").lower(): name for name, words in table.items() for word in words}


def _capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ not in {"PRON", "DET", "VERB", "AUX", "SCONJ", "ADV"}


def _extend_left(tokens: Doc, head: int, language: str) -> int:
    """The first token of the phrase whose head starts at `head`."""
    domains, qualifiers = _words(language, "domains", "words"), _qualifiers(language)
    start = head
    sentence = tokens[head].sent.start
    while start > sentence and head - start < _MAX_REACH:
        before = tokens[start - 1]
        lower = before.lower_.strip("-")
        if before.ent_type_ == "PERSON" or before.is_space:
            break
        if (
            lower in domains
            or lower in qualifiers
            or before.text == "-"
            or before.ent_type_ in {"NORP", "GPE"}
            or (
                before.text in {"'s", "’s", "’"}
                and start - 2 >= sentence
                and tokens[start - 2].text[:1].isupper()
            )
        ):
            start -= 1
        elif before.lower_ in {"and", "&"} and start - 2 >= sentence and start < head + 1:
            if not (_capitalised(tokens[start - 2]) and _capitalised(tokens[start]) and start < head + 1):
                break
            if tokens[start - 2].ent_type_ == "PERSON" or start == head:
                break
            start -= 1
        elif (
            _capitalised(before) and not before.is_sent_start and before.ent_type_ not in {"DATE", "TIME"}
        ) or (_capitalised(before) and before.dep_ in {"compound", "amod", "poss", "nmod"}):
            start -= 1
        else:
            break
    while start < head and (tokens[start].lower_ in {"and", "&", "-", "'s", "’s"} or tokens[start].is_punct):
        start += 1
    return start


def _extend_right(tokens: Doc, end: int, kind: str, language: str) -> int:
    """The end of the phrase: "of Finance", "for Foreign Affairs and Trade", "to the United Nations"."""
    limit = min(len(tokens), tokens[end - 1].sent.end)
    if end >= limit or tokens[end].lower_ not in _LINKS:
        return end
    domains = _words(language, "domains", "words")
    reach = end + 1
    last_name = end
    while reach < limit and reach - end < _MAX_REACH:
        token = tokens[reach]
        if token.ent_type_ == "PERSON":
            break
        if _capitalised(token) or (token.lower_ in domains and kind in {"minister", "secretary", "official"}):
            last_name = reach + 1
        elif token.lower_ in {"neighbouring", "neighboring", "nearby", "tiny", "communist"}:
            pass
        elif (token.lower_ not in _JOINERS and token.text not in {"'s", "’s", "-"}) or (
            token.text == ","
            and not (
                kind == "minister"
                and any(t.lower_ in {"and", "&"} for t in tokens[reach : min(limit, reach + 4)])
                and reach + 1 < limit
                and _capitalised(tokens[reach + 1])
                and tokens[reach + 1].ent_type_ != "PERSON"
            )
        ):
            break
        reach += 1
    return last_name if last_name > end + 1 else end


def _country(tokens: Doc, start: int, head: int, end: int) -> tuple[str | None, str | None, set[int]]:
    """Country and area named inside the phrase, and the tokens that name them."""
    places = load_places()
    for length in (4, 3, 2, 1):
        for first in [*range(start, head), *range(head, end)]:
            last = first + length
            if last > end or (first < head < last):
                continue
            words = tokens[first:last].text.strip(" '’")
            if not words[:1].isupper():
                continue
            country = places.country_of(words)
            if country is None:
                continue
            area = words if places.kind_of(words) in {"region", "city"} else None
            covered = set(range(first, last))
            if area is None and last < end and tokens[last].text in {"'s", "’s"}:
                covered.add(last)
            return country, area, covered
    return None, None, set()


def _is_business(tokens: Doc, start: int, head: int, end: int, language: str) -> bool:
    """Whether the words around the head name a company, a club or a campus."""
    organisations = _words(language, "not_figures", "organisations")
    inside = tokens[start:end]
    for token in inside:
        if token.lower_.strip(".") in organisations and token.i != head:
            return True
        named_body = token.ent_type_ == "ORG" or (
            token.i + 1 < head
            and tokens[token.i + 1].text in {"'s", "’s"}
            and load_places().country_of(token.text) is None
        )
        if named_body and token.i < head and token.lower_ not in _GOVERNMENT_BODIES:
            return True
    after = tokens[end : end + 3].text.lower()
    before = tokens[max(0, start - 2) : start].text.lower()
    if re.match(r"(and|&|/) (ceo|chief exec|coo|cto)", after) or re.search(
        r"(ceo|chief executive) (and|&)$", before
    ):
        return True
    of = tokens[end] if end < len(tokens) else None
    return (
        of is not None and of.lower_ == "of" and any(t.lower_ in organisations for t in tokens[end : end + 5])
    )


_GOVERNMENT_BODIES = {
    "treasury", "state", "commerce", "defense", "defence", "european", "commission", "council", "parliament",
    "eu", "house", "senate", "white", "energy", "transportation", "labor", "health", "homeland", "security",
    "foreign", "finance", "trade", "justice", "the", "of", "un", "union", "congress", "democratic", "republican",
    "party", "bjp", "afd", "labour", "conservative", "executive", "national", "us", "u.s.", "uk", "ministry",
}  # fmt: skip


_OF_THE_COMMISSION = {"president", "commissioner", "vice_president"}


def find_titles(tokens: Doc, language: str = "en") -> Iterator[Title]:
    """The political titles of a text, in order, not overlapping.

    A title that a company, club or university could carry too is left out where the words around it
    name one ("OpenAI's president"); spokespeople are no figures.
    """
    pattern, by_words = _heads(language)
    last_end = 0
    qualifiers = _qualifiers(language)
    for match in pattern.finditer(tokens.text):
        span = tokens.char_span(match.start("head"), match.end(), alignment_mode="expand")
        if span is None or span.start < last_end:
            continue
        spelled = re.sub(r"[\s\-]+", " ", match["head"].lower())
        heads = by_words.get(match["head"].lower()) or by_words.get(spelled) or ()
        head_token = span.end - 1
        while head_token > span.start and tokens[head_token].is_punct:
            head_token -= 1
        start = _extend_left(tokens, span.start, language)
        end = span.end
        elect = None
        if end < len(tokens) and tokens[end].text == "-" and end + 1 < len(tokens):
            if tokens[end + 1].lower_ in {"elect", "designate"}:
                elect, end = "elect", end + 2
        elif end < len(tokens) and tokens[end].lower_ in {"-elect", "elect"}:
            elect, end = "elect", end + 1
        elif tokens[end - 1].lower_.endswith("-elect"):
            elect = "elect"
        if end < len(tokens) and tokens[end].lower_ in _words(language, "not_after", "words"):
            continue
        end_after_links = end if elect else _extend_right(tokens, end, heads[0].kind, language)
        phrase = tokens[start:end_after_links].text.lower()
        context = tokens[start : min(len(tokens), end_after_links + 3)].text.lower()
        country, area, country_tokens = _country(tokens, start, span.start, end_after_links)
        if (
            country is None
            and re.search(r"\bcommission(er)?\b(?! on)", phrase)
            and heads[0].kind in _OF_THE_COMMISSION
        ):
            country = "EU"
        head = next((h for h in heads if _admits(h, match, context, country)), None)
        if head is None:
            continue
        country = country or head.rule("country")
        kind = "governor" if head.kind == "prime_minister" and area is not None else head.kind
        if head.rule("business") and _is_business(tokens, start, span.start, end_after_links, language):
            continue
        qualifier = elect or next(
            (qualifiers[t.lower_.strip("-")] for t in tokens[start:head_token] if t.lower_.strip("-") in qualifiers
             and qualifiers[t.lower_.strip("-")] != "deputy"),
            None,
        )  # fmt: skip
        if qualifier is None and re.search(r"\b(then|ex|former)-", phrase):
            qualifier = "former" if "ex-" in phrase or "former-" in phrase else "then"
        kept = [t for t in tokens[start:end_after_links] if t.i not in country_tokens]
        words = _title_words(kept, area, country, head, language)
        before = tokens[start - 1] if start else None
        definite = before is not None and before.lower_ in {"the", "his", "her", "their", "its", "’s", "'s"}
        last_end = end_after_links
        yield Title(
            start=start, end=end_after_links, head=head_token, kind=kind, words=words, country=country,
            area=area, qualifier=qualifier, plural=bool(match["plural"]), definite=definite or bool(country_tokens),
        )  # fmt: skip


def _admits(head: _Head, match: re.Match[str], context: str, country: str | None) -> bool:
    if head.rule("proper") and not match["head"][:1].isupper() and country is None:
        return False
    if head.words.isupper() and not match["head"].isupper():
        return False
    needs = head.rule("needs")
    if needs and not any(re.search(rf"\b{re.escape(word)}\b", context) for word in needs):
        return False
    return not head.rule("needs_country") or country is not None


_LONG_FORMS = {
    "gov.": "Governor", "sen.": "Senator", "sens.": "Senator", "rep.": "Representative", "reps.": "Representative",
    "pm": "Prime Minister", "vp": "Vice President", "pres.": "President", "amb.": "Ambassador",
    "lt.": "Lieutenant", "senators": "Senator", "congressmen": "Congressman",
}  # fmt: skip


def _title_words(kept: list[Token], area: str | None, country: str | None, head: _Head, language: str) -> str:
    pieces: list[str] = []
    for token in kept:
        text = _LONG_FORMS.get(token.lower_, token.text)
        if token.lower_ in {"then", "the", "'s", "’s"} or token.is_space:
            continue
        pieces.append(text + token.whitespace_)
    words = re.sub(r"\s+", " ", "".join(pieces)).strip(" -,&’'")
    words = re.sub(r"^(?:then|and|of)\b[- ]?", "", words).strip()
    words = re.sub(r"\s(?:of|for|to|and)$", "", words)
    words = words[:1].upper() + words[1:] if words else head.words
    if area and head.kind in {"governor", "mayor"} and area not in words:
        words = f"{words} of {area}"
    return words
