"""Places of a sentence: cities, countries, seats of power and venues under a preposition of place."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.cues import word_set
from whomet.claims.mentions import Mentions
from whomet.claims.parse import Parsed
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.names import fold
from whomet.knowledge.places import PlaceKind, load_places

_CLIMB = 5
# A city of this many people is the one of its name that is meant without more words: Paris, Birmingham.
_BIG = 500_000
_NOUN_PHRASE = {"pobj", "prep", "appos", "conj", "compound", "nmod", "poss", "amod"}


@dataclass(frozen=True, slots=True)
class Locale:
    """Tokens `start` to `end` (exclusive) name a place; `words` as a record gives them. `country` is None
    where they tell none; `official` where it is the seat of an office ("the presidential palace")."""

    start: int
    end: int
    words: str
    country: str | None
    official: bool = False


def locales(
    mentions: Mentions, sentence: TokenSpan, countries: tuple[str, ...] = (), language: str = "en"
) -> tuple[Locale, ...]:
    """The places where something is said to happen in the sentence, in the order of the text. `countries`
    decide between cities of one name, none of them big ("Windsor" beside King Charles)."""
    parsed = mentions.parsed
    found: dict[int, Locale] = {}
    for start, end in _candidates(parsed, sentence, language):
        root = parsed.tokens[start:end].root
        if any(i in mentions.at for i in range(start, end)) or not (
            _is_located(root, mentions, language) or _is_label(parsed, start, end)
        ):
            continue
        end = _with_outer_place(parsed, end, sentence.end)
        words = re.sub(r"\s+", " ", parsed.tokens[start:end].text)
        words = re.sub(r"^(?:the|its|his|her|their|a|an) ", "", words, flags=re.IGNORECASE)
        official = _official(language).search(words) is not None
        place = Locale(start, end, words, country_of_place(words, countries), official)
        known = next((p for p in found.values() if p.start < end and start < p.end), None)
        if known is None:
            found[start] = place
        elif end - start > known.end - known.start:
            del found[known.start]
            found[start] = place
    return tuple(found[start] for start in sorted(found))


def country_of_place(words: str, countries: tuple[str, ...] = ()) -> str | None:
    """The country of a place as a text writes it: the outer part decides ("Paris, Texas"). Of several small
    cities of that name the one in the first of `countries` is meant."""
    places = load_places()
    reading = places.reading(words)
    if reading is not None:
        small = reading.kind is PlaceKind.CITY and reading.population < _BIG
        namesakes = {place.country for place in places.readings.get(fold(words), ())} if small else set()
        return next((c for c in countries if c in namesakes), reading.country)
    parts = [p.strip() for p in re.split(r",| in | of ", words) if p.strip()]
    for part in reversed(parts):
        country = places.country_of(re.sub(r"^the ", "", part))
        if country:
            return country
    found = places.find(words)
    if found:
        return found[-1].country
    # "the Austin plant": what stands before the noun of a venue.
    before, _, noun = words.rpartition(" ")
    return (
        places.country_of(before) if before and noun in word_set("en", "venues", "venue", "nouns") else None
    )


@cache
def _official(language: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon(language, "venues")["official"]["patterns"]), re.IGNORECASE)


@cache
def _venue(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon(language, "venues")["venue"]["nouns"]))
    return re.compile(rf"^(?:the |its |his |her |their |a |an )?(?:[\w’'.-]+ ){{0,5}}(?:{words})\b")


def _candidates(parsed: Parsed, sentence: TokenSpan, language: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in load_places().find(sentence.text):
        span = parsed.tokens.char_span(
            sentence.start_char + place.start, sentence.start_char + place.end, alignment_mode="expand"
        )
        if span is not None and place.kind not in {"demonym", "government"}:
            found.append((span.start, span.end))
    unlikely = word_set(language, "venues", "not", "words")
    for entity in sentence.ents:
        if entity.label_ in {"GPE", "LOC", "FAC"}:
            found.append((entity.start, entity.end))
    at = word_set(language, "venues", "prepositions", "at")
    for token in sentence:
        if token.dep_ == "pobj" and token.head.lower_ in at:
            start = token.left_edge.i
            if _venue(language).match(parsed.tokens[start : token.i + 1].text):
                found.append((start, token.i + 1))
    return [(s, e) for s, e in dict.fromkeys(found) if parsed.tokens[s:e].text not in unlikely]


def _is_located(root: Token, mentions: Mentions, language: str) -> bool:
    """Whether a preposition of place stands over the words, looked for through their noun phrase, or a verb
    of going there."""
    at = word_set(language, "venues", "prepositions", "at")
    towards = word_set(language, "venues", "prepositions", "towards")
    going = word_set(language, "venues", "going", "lemmas")
    bordering = word_set(language, "venues", "bordering", "nouns")
    current = root
    for _ in range(_CLIMB):
        above = current.head
        if current.dep_ == "pobj" and above.lower_ in at:
            return _happens(above.head, mentions, language)
        if current.dep_ == "pobj" and above.lower_ in towards:
            # "about bringing it to Sri Lanka" tells what was discussed, not where.
            return above.head.lemma_ in going and above.head.dep_ != "pcomp"
        if current.dep_ == "poss" and above.dep_ == "pobj" and above.head.lower_ in at:
            return True
        if current.dep_ == "dobj":
            return above.lemma_ in going
        if current.dep_ not in _NOUN_PHRASE:
            return False
        if current.dep_ == "compound" and above.pos_ == "NOUN" and above.lemma_ in bordering:
            return False  # "near the Gaza border" is not in Gaza
        current = above
    return False


def _happens(over: Token, mentions: Mentions, language: str) -> bool:
    """Whether what a preposition of place hangs on can happen somewhere: a verb, a person, another
    preposition, an encounter; not "the war in Ukraine"."""
    if over.pos_ != "NOUN" or over.i in mentions.at:
        return True
    return over.lemma_ in word_set(language, "venues", "happening", "nouns")


def _is_label(parsed: Parsed, start: int, end: int) -> bool:
    """Whether the place stands alone in a cell of a row, or opens a line as its label or dateline."""
    tokens = parsed.tokens
    before = tokens[start - 1] if start else None
    opens = (
        before is None or before.is_space or before.text in {"|", ","} or bool(tokens[start].is_sent_start)
    )
    after = tokens[end].text if end < len(tokens) else "|"
    return opens and after in {"|", ":", "–", "—", "-", "("}


def _with_outer_place(parsed: Parsed, end: int, limit: int) -> int:
    """The end of "Palace, Abuja" for "Palace"."""
    tokens = parsed.tokens
    while end + 1 < limit and tokens[end].text in {",", "in"} and tokens[end + 1].ent_type_ in {"GPE", "LOC"}:
        following = end + 1
        while following < limit and tokens[following].ent_type_ in {"GPE", "LOC"}:
            following += 1
        end = following
    return end
