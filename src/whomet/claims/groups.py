"""Unnamed political figures: "Chinese officials", "several ministers", "members of the Senate"."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from whomet.claims.titles import Title
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.places import load_places

_MEMBERS_OF = {"members", "member", "representatives"}


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(lexicon(language, "titles")["groups"][name])


def _phrase(token: Token) -> tuple[int, int]:
    """The noun phrase around a plural head: its modifiers to the left, an of-phrase to the right."""
    tokens = token.doc
    start = token.i
    while start > token.sent.start:
        before = tokens[start - 1]
        if (
            before.dep_ in {"amod", "compound", "nmod", "poss", "case", "quantmod", "nummod"}
            or before.text == "-"
        ):
            start -= 1
        else:
            break
    end = token.i + 1
    if end < len(tokens) and tokens[end].lower_ in {"of", "from", "in"}:
        last = end + 1
        while (
            last < token.sent.end
            and last - end < 9
            and (
                tokens[last].text[:1].isupper()
                or tokens[last].lower_
                in {"the", "of", "and", "for", "'s", "’s", "on", "government", "administration"}
            )
        ):
            last += 1
        while last > end + 1 and tokens[last - 1].lower_ in {"the", "of", "and", "for", "on", "in"}:
            last -= 1
        if last > end + 1:
            end = last
    return start, end


def find_groups(tokens: Doc, language: str = "en") -> Iterator[Title]:
    """Phrases for unnamed political figures, as plural titles with the country where it is said."""
    heads, weak, government = (_words(language, n) for n in ("heads", "weak", "government"))
    for token in tokens:
        lower = token.lower_
        of_members = (
            lower in _MEMBERS_OF
            and token.i + 1 < len(tokens)
            and tokens[token.i + 1].lower_ in {"of", "from"}
        )
        if lower not in heads and not of_members:
            continue
        if token.ent_type_ == "PERSON" or token.dep_ in {"compound", "amod"}:
            continue
        start, end = _phrase(token)
        phrase = tokens[start:end]
        if _followed_by_name(tokens, end):
            continue
        country = _country(phrase.text)
        words = {t.lower_ for t in phrase} - {lower}
        if (lower in weak or of_members) and country is None and not words & government:
            continue
        if of_members and not words & (
            government | {"parliament", "congress", "cabinet", "knesset", "bundestag"}
        ):
            continue
        text = " ".join(phrase.text.split())
        for article in ("the ", "several ", "a ", "other "):
            text = text.removeprefix(article)
        yield Title(start, end, token.i, "group", text, country, None, None, True, False)


def _followed_by_name(tokens: Doc, end: int) -> bool:
    return end < len(tokens) and tokens[end].ent_type_ == "PERSON"


def _country(phrase: str) -> str | None:
    places = load_places()
    for found in places.find(phrase):
        if found.country:
            return found.country
    return None
