"""Names of countries and nationalities in the languages of `nationalities.csv`, and in English.

Names of countries come from the CLDR (Unicode) through Babel; nationalities are compiled for whomet, in the
masculine singular, and inflected by `nationality_endings.toml`.
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from babel import Locale

from whomet.errors import UnsupportedLanguage
from whomet.knowledge.names import fold

LANGUAGES = ("en", "es", "pt", "fr", "it", "de")


def countries_of_word(word: str, language: str = "en") -> tuple[str, ...]:
    """The countries (ISO 3166-1 alpha-2, XK for Kosovo, EU for the Union) that a name or a nationality
    means in a language, whatever its gender, number and case. More than one where the word is shared
    ("Congolese"); empty where it is none. Raises UnsupportedLanguage for a language not in `LANGUAGES`.

    >>> countries_of_word("argentinischen", "de"), countries_of_word("brasileñas", "es")
    (('AR',), ('BR',))
    """
    return _words(language).get(fold(word), ())


def nationalities_of(country: str, language: str = "en") -> tuple[str, ...]:
    """The nationality of a country in a language, masculine singular, the usual word first; empty for a
    country without one. Raises UnsupportedLanguage for a language not in `LANGUAGES`."""
    return _nationalities(language).get(country, ())


def country_name(country: str, language: str = "en") -> str:
    """The name of a country in a language, by the CLDR. Raises UnsupportedLanguage for a language not in
    `LANGUAGES`, and KeyError for a code that is no country's."""
    name: str = Locale.parse(_known(language)).territories[country]
    return name


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise UnsupportedLanguage(
            f"no table of nationalities for the language {language!r}",
            next_step="add a column to knowledge/places/nationalities.csv and its endings",
        )
    return language


@cache
def _nationalities(language: str) -> Mapping[str, tuple[str, ...]]:
    english = _known(language) == "en"
    table, column = ("countries.en.csv", "demonyms") if english else ("nationalities.csv", language)
    text = (files(__package__) / table).read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {row["code"]: tuple(filter(None, row[column].split("|"))) for row in rows}


@cache
def _endings(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if language == "en":
        return (("man", ("man", "men", "woman", "women")), ("", ("", "s")))
    text = (files(__package__) / "nationality_endings.toml").read_text(encoding="utf-8")
    return tuple((ending, tuple(forms)) for ending, forms in tomllib.loads(text)[language])


def _inflected(word: str, language: str) -> Iterator[str]:
    ending, forms = next(rule for rule in _endings(language) if word.endswith(rule[0]))
    stem = word.removesuffix(ending) if ending else word
    yield from (stem + form for form in forms)


@cache
def _words(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for country, nationalities in _nationalities(language).items():
        for nationality in nationalities:
            for form in _inflected(nationality, language):
                found.setdefault(fold(form), {})[country] = None
    for country in _nationalities(language):
        name = Locale.parse(language).territories.get(country)
        for spelled in filter(None, (name, *_short_forms(country, language))):
            found.setdefault(fold(spelled), {})[country] = None
    return {word: tuple(countries) for word, countries in found.items()}


@cache
def _short_names() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files(__package__) / "short_names.toml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return table


def _short_forms(country: str, language: str) -> list[str]:
    """Short and other forms that newsrooms use beside the name of the CLDR ("USA", "EE. UU.", "EAU")."""
    if language != "en":
        return _short_names()[language].get(country, [])
    text = (files(__package__) / "countries.en.csv").read_text(encoding="utf-8")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    return [rows[country]["name"], *rows[country]["names"].split("|")]
