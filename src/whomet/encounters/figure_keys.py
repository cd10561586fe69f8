"""Which figure a claim speaks of, also where no table of offices knew the name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from whomet.model import Claim, Participant, Tier

_GROUP = "group"
_NAMED = "name"
_PROVISIONAL = "provisional"
_NO_COUNTRY = "unknown"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def fold(text: str) -> str:
    """Lower case without accents and punctuation: "ERDOĞAN" meets "Erdogan", "Suk-yeol" "Suk Yeol"."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w ]+", " ", letters.casefold()).split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as far as it tells people apart: family and first given name, folded, and the country
    ("" where not known)."""

    family: str
    given: str
    country: str

    def may_be(self, other: "PersonName") -> bool:
        """Whether both can name one person: the same family name, and no given name or country that
        contradicts the other's. An initial does not contradict the name it begins."""
        if self.family != other.family:
            return False
        if self.country and other.country and self.country != other.country:
            return False
        shorter, longer = sorted((self.given, other.given), key=len)
        return shorter == longer or not shorter or (len(shorter) == 1 and longer.startswith(shorter))


def person_name(name: str, country: str | None) -> PersonName:
    """The parts of a name that are compared; suffixes such as Jr. are left aside."""
    words = [word for word in fold(name).split() if word not in _SUFFIXES] or [fold(name)]
    return PersonName(words[-1], words[0] if len(words) > 1 else "", country or "")


def fullest(names: Iterable[PersonName]) -> set[PersonName]:
    """Of one person's names those with a given name, where there are any: "Milei" alone would also be a
    relative's."""
    known = set(names)
    return {name for name in known if name.given} or known


def is_unlinked(key: str) -> bool:
    """Whether the key stands for a name that no table of offices knows."""
    return key.partition(":")[0] in {_NAMED, _PROVISIONAL}


def group_country(key: str) -> str | None:
    """The country of a group's key, "" where the group's country is unknown; None for a named figure."""
    kind, _, country = key.partition(":")
    if kind != _GROUP:
        return None
    return "" if country == _NO_COUNTRY else country


class FigureKeys:
    """The keys under which the participants of some claims are compared and counted.

    A figure that people has linked has its figure id. A name that no table knows (no figure id, or
    a provisional one) is the one linked figure it may name; else the one other such name that it may be a
    shorter form of; else itself. An unnamed group goes by its country.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._linked: dict[str, list[tuple[PersonName, str]]] = defaultdict(list)
        self._loose: dict[str, list[tuple[PersonName, str]]] = defaultdict(list)
        linked: dict[str, set[PersonName]] = defaultdict(set)
        loose: set[tuple[PersonName, str]] = set()
        for claim in claims:
            for participant in claim.participants if claim.tier is Tier.CONFIDENT else ():
                if participant.name is None:
                    continue
                name, key = person_name(participant.name, participant.country), _own_key(participant)
                if is_unlinked(key):
                    loose.add((name, key))
                else:
                    linked[key].add(name)
        for key, names in linked.items():
            for name in fullest(names):
                self._linked[name.family].append((name, key))
        fullest_first = sorted(loose, key=lambda n: (-len(n[0].given), not n[0].country, -len(n[1]), n[1]))
        for name, key in fullest_first:
            if self._found(name) is None:
                self._loose[name.family].append((name, key))

    def _found(self, name: PersonName) -> str | None:
        """The key of the one known person whom the name may mean; None where there is none, or several."""
        for known in (self._linked, self._loose):
            named = known.get(name.family, ())
            keys = {key for other, key in named if name.may_be(other) and (other.given or not name.given)}
            if keys:
                return keys.pop() if len(keys) == 1 else None
        return None

    def key(self, participant: Participant) -> str:
        """The key of one participant."""
        own = _own_key(participant)
        if participant.name is None or not is_unlinked(own):
            return own
        return self._found(person_name(participant.name, participant.country)) or own


def _own_key(participant: Participant) -> str:
    if participant.name is None:
        return f"{_GROUP}:{participant.country or _NO_COUNTRY}"
    if participant.figure_id:
        return participant.figure_id
    name = person_name(participant.name, participant.country)
    words = "-".join(word for word in (name.given, name.family) if word)
    return f"{_NAMED}:{words}:{name.country or _NO_COUNTRY}"
