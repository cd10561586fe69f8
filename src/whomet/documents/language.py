"""Which language a text is in."""

import re
from functools import cache
from typing import TYPE_CHECKING

from whomet.documents.chrome_rules import chrome_rules

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The languages told apart (ISO 639-1): the more are allowed, the oftener a short text full of foreign
# names is taken for a rare one.
_LANGUAGES = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th",
    "tr", "uk", "vi", "zh",
)  # fmt: skip
_ENOUGH = 5000  # characters: more do not change the answer
# Probability from which the text contradicts what the page declares, and from which it is believed
# where nothing is declared; chosen by trying short sentences full of foreign names.
_CONTRADICTS, _BELIEVED = 0.95, 0.5
# A text of so many words of which this share are function words of one language, and at most half as many
# of any other, is in that language: loading the statistical model takes a second, this no time.
_PLAIN_WORDS, _PLAIN_SHARE = 40, 0.3
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, *, declared: str | None) -> str | None:
    """The language of `text` (ISO 639-1). What the page declares holds unless the text clearly
    contradicts it; None where nothing is declared and the text is too short to tell."""
    if not any(character.isalpha() for character in text):
        return declared
    if plain := _by_function_words(text[:_ENOUGH]):
        return plain
    found, probability = _identifier().classify(text[:_ENOUGH])
    if probability >= (_CONTRADICTS if declared else _BELIEVED):
        return str(found)
    return declared


def _by_function_words(text: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _PLAIN_WORDS:
        return None
    shares = sorted(
        (sum(word in listed for word in words) / len(words), language)
        for language, listed in chrome_rules().function_by_language
    )
    (second, _), (best, language) = shares[-2:]
    return language if best >= _PLAIN_SHARE and second <= best / 2 else None


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
