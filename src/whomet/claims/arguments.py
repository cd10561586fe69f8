"""Who took part: the parties that a predicate has, read from the dependency parse.

Subjects and objects follow ClearNLP labels as spaCy's English models give them. A missing subject is
inherited along xcomp, conj, advcl and relative clauses; climbing is bounded, so that no odd parse loops.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from whomet.claims.coreference import Coreference, Discourse
from whomet.claims.cues import word_set
from whomet.claims.mentions import Kind, Mention, Mentions
from whomet.claims.predicates import Predicate

_CLIMB = 4
_STAGING = {"hold", "host", "stage", "organise", "organize", "throw", "give"}
_INSIDE = {
    "with",
    "between",
    "among",
    "of",
    "to",
    "by",
    "from",
    "involving",
    "including",
    "alongside",
    "and",
    "featuring",
    "on",
    "for",
}
_COMPANY = {"with", "alongside", "beside", "including", "like", "between", "among", "plus", "and"}
_MEMBERS = {"including", "like", "with", "from", "of", "such", "plus", "alongside"}


@dataclass(frozen=True, slots=True)
class Parties:
    """The entities on either side of a predicate, and the tokens they were read from.

    `agents` are its subjects and what is coordinated with them; `others` its objects and companions."""

    agents: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    words: dict[int, int] = field(default_factory=dict)
    anaphoric: bool = False

    @property
    def all(self) -> tuple[int, ...]:
        """Every party once, in order."""
        return tuple(dict.fromkeys((*self.agents, *self.others)))


@dataclass(frozen=True, slots=True)
class ArgumentReader:
    """Reads the parties of predicates in one document."""

    mentions: Mentions
    coreference: Coreference

    def parties(self, predicate: Predicate, discourse: Discourse, more: Sequence[Token] = ()) -> Parties:
        """The parties of a predicate; empty sides where the text names none. `more`: tokens that are
        parties too, such as the invited of an invitation."""
        token = self.mentions.parsed.tokens[predicate.head]
        if predicate.part == "noun":
            agents, others = self._noun_arguments(token)
        else:
            agents, others = self._verb_arguments(token, predicate.prepositions)
            if predicate.part == "idiom":
                for inner in range(predicate.start, predicate.end):
                    others += self._prepositional(self.mentions.parsed.tokens[inner], predicate.prepositions)
                    if predicate.name == "at * side":
                        others += [c for c in self.mentions.parsed.tokens[inner].children if c.dep_ == "poss"]
        others += more
        words: dict[int, int] = {}
        explicit: set[int] = set()
        for root in (*agents, *others):
            for entity, at in self._named(root):
                words.setdefault(entity, at)
                explicit.add(entity)
        first = self._entities(agents, explicit, words, discourse)
        second = self._entities(others, explicit | set(first), words, discourse)
        anaphoric = any(self.coreference.pronoun(r) or self.coreference.pair(r) for r in (*agents, *others))
        return Parties(tuple(first), tuple(e for e in second if e not in first), words, anaphoric)

    def _words(self, table: str) -> frozenset[str]:
        return word_set(self.coreference.language, "arguments", table, "words")

    # -- roots of arguments ------------------------------------------------------------------

    def _verb_arguments(self, verb: Token, prepositions: Collection[str]) -> tuple[list[Token], list[Token]]:
        agents = self.subjects(verb)
        others = [c for c in verb.children if c.dep_ in {"dobj", "dative", "obj"}]
        others += [
            p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ in {"pobj", "pcomp"}
        ]
        others += self._prepositional(verb, set(prepositions) | _COMPANY)
        if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            has_object = any(
                c.dep_ in {"dobj", "obj"} and c.lower_ not in {"whom", "who", "that", "which"}
                for c in verb.children
            )
            is_subject = any(
                c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"who", "that", "which"}
                for c in verb.children
            )
            if not has_object and not is_subject:
                others.append(verb.head)
        return agents, others

    def _prepositional(self, token: Token, prepositions: Collection[str]) -> list[Token]:
        found: list[Token] = []
        for child in token.children:
            if (
                child.dep_ in {"prep", "prt", "dative", "cc", "advmod", "conj"}
                and child.lower_ in prepositions
            ):
                found += _objects(child)
                for further in child.children:
                    if further.dep_ in {"conj", "prep", "pcomp"} and further.lower_ in prepositions:
                        found += _objects(further)
        return found

    def subjects(self, verb: Token) -> list[Token]:
        """The subject tokens of a verb, its own or inherited."""
        current = verb
        for _ in range(_CLIMB):
            own = [c for c in current.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
            own = [c for c in own if c.lower_ not in {"it", "there", "which"} or c.dep_ == "csubj"]
            if own:
                if own[0].lower_ in {"who", "that", "which"} and current.dep_ == "relcl":
                    return [current.head]
                return own
            head = current.head
            if head.i == current.i:
                return []
            if current.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
                return [head] if current.dep_ == "acl" and current.tag_ != "VBN" else []
            if current.dep_ in {"xcomp", "ccomp", "advcl"} and head.lemma_ in self._words("object_control"):
                controlled = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
                if controlled:
                    return controlled
            if current.dep_ in {
                "xcomp",
                "conj",
                "advcl",
                "pcomp",
                "prep",
                "ccomp",
                "dep",
                "parataxis",
                "attr",
                "acomp",
                "ROOT",
            }:
                current = head
                continue
            return []
        return []

    def _noun_arguments(self, noun: Token) -> tuple[list[Token], list[Token]]:
        inside = self._prepositional(noun, _INSIDE)
        inside += [c for c in noun.children if c.dep_ in {"poss", "nmod"}]
        inside += [
            c for c in noun.lefts if c.dep_ in {"compound", "amod", "npadvmod"} and c.i in self.mentions.at
        ]
        agents: list[Token] = []
        for child in noun.children:
            if child.dep_ in {"relcl", "acl"}:
                more_agents, more_others = self._verb_arguments(child, _COMPANY | {"to"})
                agents += [a for a in more_agents if a.i != noun.i]
                inside += [o for o in more_others if o.i != noun.i]
        current, hops = noun, 0
        while hops < _CLIMB:
            head = current.head
            if head.i == current.i:
                break
            if head.pos_ in {"VERB", "AUX"}:
                carried_subjects = self.subjects(head)
                if current.dep_ in {"nsubj", "nsubjpass"}:
                    inside += self._prepositional(head, _COMPANY)
                    inside += [p for c in head.children if c.dep_ == "agent" for p in _objects(c)]
                else:
                    agents += [s for s in carried_subjects if s.i not in {noun.i, current.i}]
                    inside += self._prepositional(head, _COMPANY)
                    if head.lemma_ in _STAGING:
                        inside += self._prepositional(head, {"for"})
                    inside += [p for c in head.children if c.dep_ == "agent" for p in _objects(c)]
                    if head.lemma_ in {"take", "face", "get", "field"}:
                        inside += self._prepositional(head, {"from"})
                    if current.dep_ in {"prep", "pobj"} or head.lemma_ in {
                        "join",
                        "invite",
                        "meet",
                        "host",
                        "treat",
                        "give",
                        "grant",
                        "offer",
                    }:
                        inside += [
                            c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i != current.i
                        ]
                break
            if current.dep_ in {"pobj", "dobj", "prep", "conj", "appos", "attr", "compound", "pcomp", "nmod"}:
                current, hops = head, hops + 1
                if current.pos_ in {"NOUN", "PROPN"} and current.i not in self.mentions.at:
                    inside += self._prepositional(current, _COMPANY)
                continue
            break
        return agents, inside

    def _listed(self, mention: Mention) -> Iterator[Mention]:
        """The mentions that stand in one enumeration with this one: "A of General Motors, B and C"."""
        ordered = self.mentions.mentions
        here = ordered.index(mention)
        for step in (1, -1):
            at = here
            while 0 <= at + step < len(ordered):
                first, second = sorted((ordered[at], ordered[at + step]), key=lambda m: m.start)
                if not self._in_one_list(first, second):
                    break
                at += step
                yield ordered[at]

    def _in_one_list(self, first: Mention, second: Mention) -> bool:
        tokens = self.mentions.parsed.tokens
        gap = tokens[first.end : second.start]
        if not 1 <= len(gap) <= 12 or gap[0].sent.start != tokens[second.start].sent.start:
            return False
        if not any(t.text in {",", ";"} or t.lower_ in {"and", "&"} for t in gap):
            return False
        if self.mentions.head(second).dep_ in {"nsubj", "nsubjpass"}:
            return False
        return (
            all(
                t.pos_ in {"PROPN", "NOUN", "ADJ", "DET", "NUM", "PUNCT", "CCONJ", "PART", "SYM"}
                or t.lower_ in {"of", "as", "well"}
                for t in gap
            )
            and sum(t.text == "." for t in gap) == 0
        )

    # -- entities of argument roots ----------------------------------------------------------

    def _named(self, root: Token) -> Iterator[tuple[int, int]]:
        """Entities named outright in an argument: its head, what is coordinated or in apposition with it,
        members it lists. Possessors ("Modi's office") are not parties."""
        seen: set[int] = set()
        stack = [root]
        while stack:
            token = stack.pop()
            if token.i in seen:
                continue
            seen.add(token.i)
            mention = self.mentions.at.get(token.i)
            if mention is not None:
                yield mention.entity, token.i
                for other in self._listed(mention):
                    yield other.entity, other.start
                span = self.mentions.parsed.tokens[mention.start : mention.end]
                seen |= {t.i for t in span}
                for inner in span:
                    stack += [
                        c for c in inner.children if c.dep_ in {"conj", "appos", "nmod"} and c.i not in seen
                    ]
                    stack += [
                        p
                        for c in inner.children
                        if c.dep_ == "prep" and c.lower_ in {"with", "alongside", "including", "plus"}
                        for p in _objects(c)
                    ]
                continue
            stack += [c for c in token.children if c.dep_ in {"conj", "appos"}]
            if token.pos_ in {"NOUN", "PROPN"}:
                stack += [
                    p
                    for c in token.children
                    if c.dep_ == "prep"
                    and c.lower_ in _MEMBERS
                    and (c.lower_ != "of" or token.lemma_ in self._words("bodies"))
                    for p in _objects(c)
                ]
                stack += [
                    c for c in token.children
                    if c.dep_ in {"compound", "nmod", "amod"} and c.i in self.mentions.at and c.pos_ == "PROPN"
                    and token.ent_type_ in {"PERSON"}
                ]  # fmt: skip

    def _entities(
        self, roots: list[Token], explicit: set[int], words: dict[int, int], discourse: Discourse
    ) -> list[int]:
        found: list[int] = []
        for root in roots:
            found += [entity for entity, _ in self._named(root)]
            for token in (root, *(c for c in root.children if c.dep_ in {"conj", "appos"})):
                if token.i in self.mentions.at:
                    continue
                if self.coreference.pair(token):
                    together = self.coreference.together(token, explicit, discourse)
                    for entity in together:
                        words.setdefault(entity, token.i)
                    found += together
                elif self.coreference.pronoun(token) in {"masculine", "feminine", "first_person"}:
                    entity_id = self.coreference.antecedent(token, explicit | set(found), discourse)
                    if entity_id is not None:
                        words.setdefault(entity_id, token.i)
                        found.append(entity_id)
                elif self.coreference.counterpart(token):
                    entity_id = self._counterpart(token, explicit | set(found))
                    if entity_id is not None:
                        words.setdefault(entity_id, token.i)
                        found.append(entity_id)
        return list(dict.fromkeys(found))

    def _counterpart(self, token: Token, excluded: Collection[int]) -> int | None:
        """ "his host": whoever of the subject and the latest figure is not already a party."""
        if 0 not in excluded:
            return 0
        for mention in reversed(self.mentions.mentions):
            figure = self.mentions.entity(mention).kind is Kind.FIGURE
            if figure and mention.start < token.i and mention.entity not in excluded:
                return mention.entity
        return None


def _objects(preposition: Token) -> list[Token]:
    found = [c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}]
    for child in preposition.children:
        if child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pobj"]
    expanded: list[Token] = []
    for token in found:
        if token.dep_ == "pcomp" and token.pos_ == "VERB":
            expanded += [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
        expanded.append(token)
    return expanded
