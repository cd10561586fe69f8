"""Sums of money in a text: "$153 million", "Rs 1.54 lakh crore", "half a billion dollars".

Names and symbols of currencies come from the CLDR (through Babel); which country's dollar a bare "dollar" is,
and how a language says numbers, from `knowledge/<language>/outcomes.toml`. A bare "$" is the US dollar.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from whomet.knowledge.lexicon import lexicon

_DIGITS = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![.,]?\d)"
# "in 2008 dollars" is no sum.
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum at characters `start` to `end`: its value in units of the currency (ISO 4217). Of a range the
    lower end is given: a published number is "at least"."""

    start: int
    end: int
    value: Decimal
    currency: str

    def __str__(self) -> str:
        number = self.value.normalize()
        return f"{number:f} {self.currency}"


@dataclass(frozen=True, slots=True)
class _Money:
    """How a language writes sums."""

    expression: re.Pattern[str]
    currencies: Mapping[str, str]
    scales: Mapping[str, Decimal]
    numbers: Mapping[str, Decimal]

    def currency(self, match: re.Match[str]) -> str:
        words = match["before"] or match["after"] or match["after_scale"]
        return self.currencies.get(words) or self.currencies[_key(words)]

    def value(self, match: re.Match[str]) -> Decimal:
        words = match["low"] or match["number"]
        digits = words.replace(",", "")
        number = Decimal(digits) if digits[:1].isdigit() else self.numbers[_key(words)]
        if match["half"]:
            number += Decimal("0.5")
        scale = match["scale"]
        return number * (self.scales[_key(scale)] if scale else 1)


def find_amounts(text: str, language: str = "en", offset: int = 0) -> tuple[Amount, ...]:
    """The sums of money of `text` in order; `offset` is added to their positions.

    A number without a currency is none, and neither is one written in a way that leaves its value open
    ("1,5 billion euros"): it is passed over rather than guessed.
    """
    money = _money(language)
    return tuple(
        Amount(m.start() + offset, m.end() + offset, money.value(m), money.currency(m))
        for m in money.expression.finditer(text)
        if m["before"] or m["scale"] or not _YEAR.fullmatch(m["number"])
    )


def _key(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words).strip().lower()


def _alternatives(words: Iterable[str]) -> str:
    """The words as alternatives, longest first; a space of theirs may be a hyphen in the text."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(words, key=lambda w: (-len(w), w))
    )


@cache
def _money(language: str) -> _Money:
    data = lexicon(language, "outcomes")["amounts"]
    names = dict(_currency_names(language)) | data["words"]
    signs = dict(_currency_signs(language)) | {code: code for code in _codes()} | data["signs"]
    scales = {_key(words): Decimal(value) for words, value in data["scales"].items()}
    numbers = {_key(words): Decimal(str(value)) for words, value in data["numbers"].items()}
    only_after_scale = {words for words in names if words in data["also_other_words"]}
    number = rf"(?:{_DIGITS}|\b(?:{_alternatives(numbers)})\b)"
    # Letters are signs only as they are written: "TOP 5" are Tongan paʻanga, "top 5" are not.
    plain = _alternatives(names.keys() - only_after_scale)
    before = rf"(?<!\w)(?P<before>(?-i:{_alternatives(signs)})(?=\s?\d)|(?:{plain})(?=\s\d))[\s-]?"
    scale = rf"[\s-]?(?P<scale>{_alternatives(scales)})(?!\w)"
    after = rf"[\s-](?P<after>{plain})(?!\w)"
    after_scale = rf"[\s-](?P<after_scale>{_alternatives(names)})(?!\w)"
    low = rf"(?P<low>{number})\s?(?:{_alternatives(data['range'])})\s?(?:(?-i:{_alternatives(signs)})\s?)?"
    expression = (
        rf"(?:{before})?(?:{low})?(?P<number>{number})(?P<half>\s{_alternatives([data['and_a_half']])})?"
        rf"(?:{scale})?(?(before)|(?(scale){after_scale}|{after}))"
    )
    return _Money(re.compile(expression, re.IGNORECASE), names | signs, scales, numbers)


def _codes() -> frozenset[str]:
    """The currencies (ISO 4217) that are legal tender somewhere today."""
    return frozenset(
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory)
    )


def _currency_names(language: str) -> Iterator[tuple[str, str]]:
    """Names of currencies, singular and plural, in lower case; without the country ("ringgit") where only
    one currency is named so."""
    bare: dict[str, set[str]] = {}
    for code in _codes():
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale=language).lower()
            yield name, code
            bare.setdefault(name.split()[-1], set()).add(code)
    for word, owners in bare.items():
        if len(owners) == 1 and len(word) > 2:
            yield word, owners.copy().pop()


def _currency_signs(language: str) -> Iterator[tuple[str, str]]:
    signs = Locale.parse(language).currency_symbols
    for code in _codes():
        sign = signs.get(code, code)
        if sign != code and not sign.isalpha():
            yield sign, code
