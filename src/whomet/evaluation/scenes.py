"""The sentences that a record quotes, with what the reader saw in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from whomet.evaluation.comparing import same_figure, same_title
from whomet.evaluation.records import Party, Record
from whomet.evaluation.sight import SeenDocument, SeenPerson, SeenSentence

_FAR = 1000
_POLITICAL = frozenset({"figure", "group"})


@dataclass(frozen=True, slots=True)
class Scene:
    """`numbers` are the places of the sentences in the document; `meant` are those of the people seen who are
    the record's figures, wherever in the document they are named."""

    people: Sequence[SeenPerson]
    numbers: tuple[int, ...]
    sentences: tuple[SeenSentence, ...]
    meant: frozenset[int]

    @property
    def political(self) -> frozenset[int]:
        """Those meant whom the reader knows as people whose encounters count."""
        return frozenset(place for place in self.meant if self.people[place].kind in _POLITICAL)

    @property
    def named(self) -> frozenset[int]:
        """Everybody named in the sentences."""
        return frozenset(place for sentence in self.sentences for place in sentence.named)

    @property
    def parties(self) -> tuple[frozenset[int], ...]:
        """The parties of each predicate in the sentences."""
        return tuple(frozenset(p.parties) for sentence in self.sentences for p in sentence.predicates)

    @property
    def told(self) -> bool:
        """Whether an encounter with one of those meant was read from the sentences."""
        return any(self.political & set(figures) for s in self.sentences for figures in s.encounters)

    def distance(self, other: "Scene") -> int:
        """How many sentences lie between the two, plus one; 0 where they share one."""
        return min((abs(a - b) for a in self.numbers for b in other.numbers), default=_FAR)

    def near(self, other: "Scene") -> bool:
        """Whether the two are the same sentence or neighbours."""
        return any(abs(a - b) <= 1 for a in self.numbers for b in other.numbers)

    def __str__(self) -> str:
        words = (
            f"{predicate.words} ({self._described(predicate.parties)})"
            for sentence in self.sentences
            for predicate in sentence.predicates
        )
        return f"named: {self._described(sorted(self.named))}; predicates: {', '.join(words) or 'none'}"

    def _described(self, places: Sequence[int]) -> str:
        people = (self.people[place] for place in places)
        return ", ".join(_description(person) for person in people) or "nobody"


def scene_of(seen: SeenDocument, record: Record, place: tuple[int, int]) -> Scene:
    """What was seen in the sentences at these offsets of the text, which are those of the record's quote."""
    start, end = place
    quoted = [(n, s) for n, s in enumerate(seen.sentences) if s.start < end and start < s.end]
    return Scene(
        people=seen.people,
        numbers=tuple(number for number, _ in quoted),
        sentences=tuple(sentence for _, sentence in quoted),
        meant=frozenset(
            place
            for place, person in enumerate(seen.people)
            if person.kind != "subject" and any(_is(person, figure) for figure in record.figures)
        ),
    )


def _is(person: SeenPerson, figure: Party) -> bool:
    """Whether a person seen is a record's figure: by the name, or, where one of them has none, by the title
    with no other country."""
    as_party = Party.model_construct(name=person.name, title=person.title, country=person.country)
    if same_figure(as_party, figure):
        return True
    if person.kind != "figure" or (person.name and figure.name) or not figure.title:
        return False
    other_country = person.country and figure.country and person.country != figure.country
    return not other_country and same_title(figure.title, person.title)


def _description(person: SeenPerson) -> str:
    words = person.name or person.title or "unnamed"
    return words if person.kind == "figure" else f"{words} [{person.kind}]"
