"""Whether two person names are one person's: a score with the comparisons it was made of."""

from whomet.people.matching.score import NameMatch, match_names

__all__ = ["NameMatch", "match_names"]
