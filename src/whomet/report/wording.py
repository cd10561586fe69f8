"""The words of the page, read from `words/<language>.toml`, and the names of countries."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from babel import Locale

from whomet.errors import SettingsError
from whomet.model import Attribution, DocumentKind, Mode, Noun, Occurrence, Topic, Verification

# CLDR writes some territories at a length that no headline would ("Hong Kong SAR China").
_SHORTER = {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestinian Territories", "MM": "Myanmar"}


class Word(Noun):
    """A label, and where readers need it, what it means."""

    label: str
    means: str | None = None


class DateWords(Noun):
    """Patterns of dates: `{start}`, `{end}`, `{date}` and Babel's date patterns."""

    undated: str
    between: str
    until: str
    since: str
    about: str
    uncertain: str
    day: str
    month: str
    month_without_year: str
    day_without_year: str


class HeadingWords(Noun):
    """How a record is called: a pattern for each mode, with `{who}`."""

    meeting: str
    call: str
    video: str
    event: str
    message: str
    unspecified: str
    others: str
    joined: str
    someone: str


class SentenceWords(Noun):
    """What the division into sentences must know of a language."""

    abbreviations: tuple[str, ...]


class Wording(Noun):
    """All words of the page in one language."""

    language: str
    dates: DateWords
    headings: HeadingWords
    modes: dict[Mode, Word]
    occurrences: dict[Occurrence, Word]
    verifications: dict[Verification, Word]
    attributions: dict[Attribution, Word]
    kinds: dict[DocumentKind, Word]
    source_kinds: dict[str, Word]
    topics: dict[Topic, Word]
    fields: dict[str, str]
    sentences: SentenceWords

    def value_label(self, value: StrEnum | str) -> str:
        """The label of any value of the closed vocabularies; a plain string is its own label."""
        match value:
            case Mode():
                return self.modes[value].label
            case Occurrence():
                return self.occurrences[value].label
            case Verification():
                return self.verifications[value].label
            case Attribution():
                return self.attributions[value].label
            case DocumentKind():
                return self.kinds[value].label
            case Topic():
                return self.topics[value].label
            case _:
                return str(value)

    def country_name(self, code: str | None) -> str:
        """The country's name by CLDR; the code itself where CLDR has none; "Country not stated" for None."""
        if code is None:
            return "Country not stated"
        territories: dict[str, str] = dict(Locale.parse(self.language).territories)
        return _SHORTER.get(code) or territories.get(code, code)


@cache
def load_wording(language: str = "en") -> Wording:
    """The wording of a language. Raises SettingsError where there is no file of that language."""
    path = files("whomet.report") / "words" / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        raise SettingsError(
            f"the page has no words in {language!r}",
            where="report/words",
            next_step="write report/words/<language>.toml after the model of en.toml",
        )
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Wording.model_validate({"language": language, **table})
