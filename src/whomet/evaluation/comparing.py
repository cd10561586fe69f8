"""When two figures, dates or titles are the same. The rules are those of the encounter format's scoring.

Nothing here uses the reader's own tables of names: what is measured must not help to measure.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from whomet.evaluation.records import Party
from whomet.model import is_day, parse_edtf
from whomet.model.edtf import DateRange

_HYPHENS = str.maketrans("", "", "-‑")
_OTHER = re.compile(r"[^a-z0-9 ]+")
# From this length on, a word that two names share is more than an initial.
_WORD_LENGTH = 3


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `comparison.toml`."""
    table = tomllib.loads((files(__package__) / "comparison.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])


def plain_words(text: str | None) -> list[str]:
    """The words in lower case without accents, hyphens closed up: "Suk-yeol" is "sukyeol"."""
    decomposed = unicodedata.normalize("NFKD", (text or "").translate(_HYPHENS))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _OTHER.sub(" ", letters.lower().replace("ı", "i")).split()


def _name(party: Party) -> list[str]:
    """The words of a name that tell people apart; none for an unnamed group."""
    words = [word for word in plain_words(party.name) if word not in word_list("name_particles")]
    return [] if word_list("group_words").intersection(words) else words


def same_figure(first: Party, second: Party) -> bool:
    """Whether the two are one: a family name in common, or all of the shorter name inside the longer
    one; or both are unnamed, and their countries do not differ."""
    one, other = _name(first), _name(second)
    if not one or not other:
        unknown = not first.country or not second.country
        return one == other and (unknown or first.country == second.country)
    if "".join(one) == "".join(other):
        return True
    shared = set(one) & set(other)
    if len(shared) == min(len(set(one)), len(set(other))):
        return True
    telling = any(len(word) >= _WORD_LENGTH for word in shared)
    return telling and (one[-1] in shared or other[-1] in shared)


def dates_agree(first: str | None, second: str | None) -> bool:
    """Whether two EDTF dates do not contradict each other: some day lies in both, one is missing, or they
    are full days with no more than one day between (time zones, "on Tuesday night")."""
    if first is None or second is None:
        return True
    one, other = _range(first), _range(second)
    if one.overlaps(other):
        return True
    if not (is_day(first) and is_day(second)) or one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) <= 1


@cache
def _range(date: str) -> DateRange:
    return parse_edtf(date)


def same_title(gold: str, answer: str | None) -> bool:
    """Whether the answer names the office that the gold title names: a word of it in common that is no mere
    qualifier, and the same qualifiers ("former", "deputy")."""
    left_out, qualifiers = word_list("title_particles"), word_list("title_qualifiers")
    one, other = set(plain_words(gold)) - left_out, set(plain_words(answer)) - left_out
    shared = one & other
    named = bool(shared - qualifiers) or (bool(shared) and one <= qualifiers)
    return named and one & qualifiers == other & qualifiers
