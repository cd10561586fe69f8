"""Names as they are compared: folded to plain words, with the variants that transliteration makes."""

from whomet.knowledge.names.folding import (
    conventions,
    family_name,
    fold,
    initial_key,
    loose_name_keys,
    name_key,
    name_words,
)

__all__ = ["conventions", "family_name", "fold", "initial_key", "loose_name_keys", "name_key", "name_words"]
