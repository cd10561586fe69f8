"""From a parsed document to drafts: each predicate with its parties and the fields read around it."""

import re
from dataclasses import replace

from spacy.tokens import Span as TokenSpan, Token

from whomet.claims.arguments import ArgumentReader, Parties
from whomet.claims.captions import read_caption
from whomet.claims.attribution import denial, read_attribution, verification_of
from whomet.claims.clauses import carrier, clause, is_pluperfect
from whomet.claims.coreference import Coreference, Discourse, subject_writes
from whomet.claims.dating import Calendar
from whomet.claims.drafts import Draft
from whomet.claims.invitations import read_invitations
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.modes import read_mode
from whomet.claims.occurrence import read_occurrence
from whomet.claims.organisations import read_organisations
from whomet.claims.placing import read_place
from whomet.claims.predicates import Predicate, find_predicates
from whomet.claims.topics import read_topics
from whomet.model import Occurrence, Reading, Subject, Verification, is_day

_FREQUENCY = re.compile(
    r"\b(?:several|multiple|many|dozens of|numerous|countless|three|four|five|six|half a dozen|\d+) (?:times|occasions|meetings)\b|\b(?:repeatedly|often|frequently)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:earlier|previously|last met|first met|had met|also met|again|another|second|separate(?:ly)?|follow(?:s|ed|ing)|later)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:looking on|looked on|present|in attendance|attended|attending|also there|took part|were there|was there|flanked|accompanied|sat in|joined)\b",
    re.IGNORECASE,
)


class Extractor:
    """Reads the drafts of one document, sentence by sentence."""

    def __init__(self, mentions: Mentions, subject: Subject, language: str) -> None:
        self.mentions, self.subject, self.language = mentions, subject, language
        self.parsed = mentions.parsed
        self.coreference = Coreference(mentions, language, subject_writes(mentions, subject))
        self.arguments = ArgumentReader(mentions, self.coreference)
        self.calendar = Calendar(self.parsed, language)
        self.discourse = Discourse()

    def drafts(self) -> list[Draft]:
        """Every draft of the document, in the order of the text."""
        found: list[Draft] = []
        for index, sentence in enumerate(self.parsed.sentences):
            drafts = self._sentence(index, sentence)
            if not drafts and found:
                found[-1] = self._presence(index, sentence, found) or self._dated_back(index, sentence, found[-1])
            for draft in drafts:
                found.append(draft)
                if not draft.elaboration:
                    self.discourse = Discourse((0, *draft.figures), index)
        return found

    def _sentence(self, index: int, sentence: TokenSpan) -> list[Draft]:
        drafts: list[Draft] = []
        for predicate in find_predicates(self.parsed.tokens, sentence.start, sentence.end, self.language):
            token = self.parsed.tokens[predicate.head]
            if not sentence.start <= token.i < sentence.end:
                continue
            parties = self.arguments.parties(predicate, self.discourse)
            if predicate.whole_sentence:
                parties = self._whole_sentence(parties, sentence)
            score = predicate.strength
            if not self._both_sides(predicate, parties):
                widened = self._widen(predicate, parties, sentence)
                if widened is None:
                    continue
                parties, score = widened, score * 0.75
            elif parties.anaphoric:
                score *= 0.9
            draft = self._draft(index, sentence, predicate, parties, score)
            if draft is not None:
                drafts += self._distributed(draft, predicate)
        if not drafts:
            drafts += self._invitations(index, sentence)
        if not drafts:
            drafts += self._caption(index, sentence)
        return drafts

    def _invitations(self, index: int, sentence: TokenSpan) -> list[Draft]:
        """An invitation is a hypothetical encounter of the inviting and the invited."""
        found: list[Draft] = []
        for predicate, parties in read_invitations(self.mentions, self.arguments, sentence, self.discourse, self.language):
            if not (0 in parties.all and self._figures(parties)):
                continue
            draft = self._draft(index, sentence, predicate, parties, predicate.strength)
            if draft is not None and draft.occurrence.value is Occurrence.HAPPENED:
                occurrence = Reading(value=Occurrence.HYPOTHETICAL, spans=draft.mode.spans, rule="an invitation")
                found.append(replace(draft, occurrence=occurrence, topics=()))
        return found[:1]

    def _caption(self, index: int, sentence: TokenSpan) -> list[Draft]:
        """People shown together under a picture."""
        shown = read_caption(self.mentions, sentence)
        if shown is None:
            return []
        predicate, figures = shown
        draft = self._draft(index, sentence, predicate, Parties((0,), figures), predicate.strength)
        return [] if draft is None else [draft]

    def _distributed(self, draft: Draft, predicate: Predicate) -> list[Draft]:
        """One draft for each figure where the words speak of several encounters at once: "the presidents of
        France and Turkey have met with him", "events for A and B"."""
        countries = {self._country(e) for e in draft.figures}
        if len(draft.figures) < 2 or is_day(draft.date.value):
            return [draft]
        token = self.parsed.tokens[predicate.head]
        perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "has"} for c in carrier(token).children)
        plural = predicate.part == "noun" and token.tag_ in {"NNS", "NNPS"} and token.lemma_ not in {"talk", "discussion", "negotiation", "consultation"}
        if not ((perfect and len(countries) > 1) or plural):
            return [draft]
        named = [e for e in draft.figures if self.mentions.entities[e].name is not None]
        return [replace(draft, figures=(e,)) for e in named or draft.figures]

    def _country(self, entity_id: int) -> str | None:
        return self.mentions.entities[entity_id].country

    def _whole_sentence(self, parties: Parties, sentence: TokenSpan) -> Parties:
        """All people of the sentence: "he came on the line when Trump spoke with Zelensky"."""
        more = [
            m.entity for m in self.mentions.between(sentence.start, sentence.end)
            if self.mentions.head(m).dep_ != "poss"
        ]  # fmt: skip
        return Parties(parties.agents, (*parties.others, *more), parties.words, parties.anaphoric)

    def _figures(self, parties: Parties) -> tuple[int, ...]:
        entities = self.mentions.entities
        return tuple(e for e in parties.all if entities[e].kind in {Kind.FIGURE, Kind.GROUP})

    def _both_sides(self, predicate: Predicate, parties: Parties) -> bool:
        figures = self._figures(parties)
        if 0 not in parties.all or not figures:
            return False
        if predicate.needs_person_object:
            token = self.parsed.tokens[predicate.head]
            objects = [c for c in token.children if c.dep_ in {"dobj", "dative"}]
            if not objects or any(c.dep_ in {"oprd", "attr", "acomp"} for c in token.children):
                return False
            if objects[0].i not in self.mentions.at and not self.coreference.pronoun(objects[0]):
                return False
            if any(c.lower_ == "as" for c in token.children):
                return False
            if predicate.name == "call" and self._names_them_something(objects[0]):
                return False
        if predicate.part == "verb" and predicate.frame == "transitive":
            return self._across(parties) or self._joint_object(predicate)
        return True

    def _names_them_something(self, target: Token) -> bool:
        """Whether "called X" goes on to say what X was called ("an arrogant billionaire", "naive")."""
        mention = self.mentions.at.get(target.i)
        end = mention.end if mention is not None else target.i + 1
        following = self.parsed.tokens[end : end + 3]
        return bool(len(following)) and (
            following[0].pos_ in {"DET", "ADJ", "NOUN"} and following[0].lower_ not in {"this", "that", "last", "next", "late", "early"}
            or following[0].is_quote
        )

    def _across(self, parties: Parties) -> bool:
        figures = set(self._figures(parties))
        return (0 in parties.agents and bool(figures & set(parties.others))) or (
            0 in parties.others and bool(figures & set(parties.agents))
        )

    def _joint_object(self, predicate: Predicate) -> bool:
        """Whether two coordinated subjects do something together to a thing ("both toured the plant")."""
        return predicate.name in {"visit", "tour", "host", "greet"}

    def _widen(self, predicate: Predicate, parties: Parties, sentence: TokenSpan) -> Parties | None:
        """Parties from the predicate's clause where its arguments name one side only: a strong word, the
        missing side in the same clause, and nobody else who could be meant."""
        if predicate.part == "verb" or predicate.strength < 0.8 or (not self._figures(parties) and 0 not in parties.all):
            return None
        token = self.parsed.tokens[predicate.head]
        verb = carrier(token)
        named: list[int] = []
        own_clause = {t.i for t in clause(verb, token)}
        for mention in self.mentions.between(sentence.start, sentence.end):
            head = self.mentions.head(mention)
            if head.dep_ == "poss" and head.head.i not in self.mentions.at:
                continue
            entity = self.mentions.entities[mention.entity]
            if entity.kind in {Kind.PERSON, Kind.GROUP}:
                continue
            if head.i in own_clause:
                named.append(mention.entity)
        for word in self.parsed.tokens[sentence.start : sentence.end]:
            if word.i in own_clause and word.i not in self.mentions.at and self.coreference.pronoun(word) in {"masculine", "feminine", "first_person"}:
                entity = self.coreference.antecedent(word, parties.all, self.discourse)
                if entity == 0:
                    named.append(0)
        if 0 not in parties.all and 0 in named:
            return Parties((0,), parties.all, parties.words)
        figures = [e for e in dict.fromkeys(named) if self.mentions.entities[e].kind in {Kind.FIGURE, Kind.GROUP}]
        if 0 in parties.all and len(figures) == 1 and not self._figures(parties):
            others = [e for e in parties.all if e != 0]
            if not others:
                return Parties((0,), tuple(figures), parties.words)
        if predicate.part == "noun" and self._figures(parties) and 0 not in parties.all:
            others = [e for e in parties.all if self.mentions.entities[e].kind is Kind.PERSON]
            here = self.parsed.sentence_index(token)
            in_sentence = any(m.entity == 0 for m in self.mentions.between(sentence.start, sentence.end))
            near = in_sentence or (self._definite(token) and self._subject_near(here))
            if not others and len(self._figures(parties)) == 1 and near:
                return Parties((0,), parties.all, parties.words, anaphoric=True)
        return None

    @staticmethod
    def _definite(token: object) -> bool:
        return any(c.lower_ in {"the", "this", "that", "their"} for c in token.children)  # type: ignore[attr-defined]

    def _subject_near(self, index: int) -> bool:
        first = self.parsed.sentences[max(0, index - 2)].start
        last = self.parsed.sentences[index].end
        return any(m.entity == 0 for m in self.mentions.between(first, last))

    def _draft(
        self, index: int, sentence: TokenSpan, predicate: Predicate, parties: Parties, score: float
    ) -> Draft | None:
        figures = self._figures(parties)
        token = self.parsed.tokens[predicate.head]
        occurrence = read_occurrence(self.parsed, predicate, sentence, self.language)
        if occurrence.value is Occurrence.HYPOTHETICAL and occurrence.rule.endswith("possibility") and predicate.part == "noun":
            return None
        date = self.calendar.read(predicate, sentence, occurrence.value)
        occurrence = self._by_date(occurrence, date)
        if date.value is None and _FREQUENCY.search(sentence.text) and not date.spans:
            return None
        mode = read_mode(self.parsed, predicate, sentence, self.language)
        attribution = read_attribution(self.mentions, sentence, (0, *figures), self.language)
        verification = verification_of(attribution)
        if occurrence.value is Occurrence.HAPPENED:
            disputed = denial(self.mentions, sentence, figures, self.language)
            if disputed is not None and attribution.rule != "a participant's side says so":
                verification = Reading(value=Verification.DISPUTED, spans=(disputed,), rule="denied in the text")
        place, country = read_place(self.parsed, self.mentions, predicate, sentence, mode.value)
        elaborating = self._elaborating(index, figures)
        topics = read_topics(self.mentions, (sentence, *elaborating), sentence, self.language)
        if occurrence.value in {Occurrence.CANCELLED, Occurrence.HYPOTHETICAL, Occurrence.DENIED}:
            topics = ()
        stretches = [(s.start_char, s.end_char) for s in (sentence, *elaborating[:1])]
        organisations = read_organisations(self.mentions, self.subject, stretches, date.value)
        refers_back = predicate.part == "noun" and self._definite(token)
        apart = date.value is None and not refers_back and (
            is_pluperfect(carrier(token)) or _APART.search(sentence.text) is not None
        )
        return Draft(
            sentence=index, figures=figures, words=tuple(parties.words.items()), predicate=predicate.name,
            mode=mode, occurrence=occurrence, attribution=attribution, verification=verification, date=date,
            place=place, place_country=country, topics=topics, organisations=organisations,
            quote=self.parsed.quote(sentence), score=score, apart=apart,
        )  # fmt: skip

    def _by_date(self, occurrence: Reading[Occurrence], date: Reading[str | None]) -> Reading[Occurrence]:
        """A day after the publication has not happened yet, whatever the tense of a headline says."""
        published = self.parsed.document.published_day
        value = date.value
        if occurrence.value is Occurrence.HAPPENED and published and value and value[:10] > published and len(value) >= 10:
            return Reading(value=Occurrence.PLANNED, spans=date.spans, rule="dated after the publication")
        return occurrence

    def _elaborating(self, index: int, figures: tuple[int, ...]) -> tuple[TokenSpan, ...]:
        """The sentences after this one that go on about the same encounter."""
        found: list[TokenSpan] = []
        for at in range(index + 1, min(index + 4, len(self.parsed.sentences))):
            sentence = self.parsed.sentences[at]
            named = {m.entity for m in self.mentions.between(sentence.start, sentence.end)}
            strangers = {e for e in named if e not in figures and e != 0 and self.mentions.entities[e].kind is Kind.FIGURE}
            anaphoric = any(self.coreference.pair(t) or self.coreference.pronoun(t) in {"masculine", "feminine"} for t in sentence)
            if strangers or not (anaphoric or named & {0, *figures}):
                break
            found.append(sentence)
        return tuple(found)

    def _dated_back(self, index: int, sentence: TokenSpan, last: Draft) -> Draft:
        """The last draft with the date that this sentence gives it: "The meeting took place on Friday"."""
        if last.date.value is not None or index - last.sentence > 3:
            return last
        for predicate in find_predicates(self.parsed.tokens, sentence.start, sentence.end, self.language):
            token = self.parsed.tokens[predicate.head]
            if predicate.part != "noun" or not self._definite(token) or self._figures(self.arguments.parties(predicate, self.discourse)):
                continue
            date = self.calendar.read(predicate, sentence, last.occurrence.value)
            if date.value is not None:
                return replace(last, date=date, occurrence=self._by_date(last.occurrence, date), apart=False)
        return last

    def _presence(self, index: int, sentence: TokenSpan, found: list[Draft]) -> Draft | None:
        """The last draft with the figures added who this next sentence says were there too."""
        if not found or found[-1].sentence < index - 2 or not _PRESENT.search(sentence.text):
            return None
        last = found[-1]
        more = [
            m.entity for m in self.mentions.between(sentence.start, sentence.end)
            if self.mentions.political(m) and m.entity not in last.figures
            and self.mentions.head(m).dep_ in {"nsubj", "nsubjpass", "conj", "pobj"}
        ]  # fmt: skip
        if not more or last.occurrence.value is not Occurrence.HAPPENED:
            return None
        words = (*last.words, *((m.entity, m.start) for m in self.mentions.between(sentence.start, sentence.end) if m.entity in more))
        return Draft(**{**{f: getattr(last, f) for f in last.__slots__}, "figures": (*last.figures, *dict.fromkeys(more)), "words": words})
