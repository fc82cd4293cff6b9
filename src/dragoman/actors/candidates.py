"""What a noun phrase denotes, from the tables and the model, before references are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.phrases import Phrase, phrases
from dragoman.knowledge import Candidate, Knowledge, Match, Role
from dragoman.record import Form, Sentence

_STATES = frozenset({"state", "territory"})
_SEATS = frozenset({"capital", "seat"})
_PLACES = frozenset({"region", "world region"})
_DOMESTIC = frozenset({"ministry", "agency", "army", "police", "intelligence", "court", "parliament"})
_ATTRIBUTIVE = frozenset({"adjective", "demonym", "poss"})
_PRIOR_FLOOR = 0.3  # below it a form is more often a common word than the name ("Chad", "Turkey" apart)


class Denoted(msgspec.Struct, frozen=True):
    """A phrase with its reading.

    ``entry`` is the id in the tables of what is named; ``role`` the noun's role where the phrase describes ("Chinese
    officials"), with ``states`` named inside it; ``pronoun``/``generic`` what a reference means; ``person`` the text of
    a person's name that no table knows; ``organisation`` likewise.
    """

    phrase: Phrase
    form: Form
    entry: str | None = None
    role: Role | None = None
    office: str | None = None
    states: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    person: str | None = None
    organisation: str | None = None
    pronoun: str | None = None
    generic: str | None = None
    plural: bool = False
    pair: str | None = None
    unnamed: bool = False


class Finder:
    """Reads the phrases of one report's sentences."""

    def __init__(self, text: str, knowledge: Knowledge, lexicon: Lexicon, on: date | None) -> None:
        self.text = text
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.on = on
        self.states: frozenset[str] = frozenset()

    def survey(self, sentences: Sequence[Sentence]) -> None:
        """Note which states the report names at all, by name, adjective, capital or leader."""
        found = {
            match.best.entry.state
            for sentence in sentences
            for match in self.knowledge.find_all(sentence.words, self.on)
            if match.best.entry.kind not in _DOMESTIC
        }
        self.states = frozenset(state for state in found if state)

    def find(self, sentence: Sentence) -> list[Denoted]:
        """All phrases of a sentence that denote actors or may refer to one, in order."""
        matches = self.knowledge.find_all(sentence.words, self.on)
        found = []
        for phrase in phrases(sentence):
            inside = [match for match in matches if match.start <= phrase.last and phrase.first < match.end]
            denoted = self._denoted(sentence, phrase, inside)
            if denoted is not None:
                found.append(denoted)
        return found

    def _denoted(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        word = sentence.words[phrase.head].lower()
        if sentence.upos[phrase.head] in {"PRON", "DET"}:
            meaning = self.lexicon.pronouns.get(word)
            return Denoted(phrase, "pronoun", pronoun=word, generic=meaning) if meaning else None
        if phrase.last - phrase.first <= 2 and word in self.lexicon.pairs and sentence.upos[phrase.head] == "ADJ":
            return Denoted(phrase, "pronoun", pair=self.lexicon.pairs[word])
        return (
            self._named(sentence, phrase, matches)
            or (self._place_or_state(sentence, phrase, matches) if sentence.upos[phrase.head] == "PROPN" else None)
            or self._described(sentence, phrase, matches)
            or self._place_or_state(sentence, phrase, matches)
            or self._by_model(sentence, phrase, matches)
        )

    def _named(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """A person, organisation or outlet that the tables know, named at the head."""
        for match in sorted(matches, key=lambda match: match.start - match.end):
            best = _fitting(match, phrase)
            if best is None or best.entry.kind in _STATES | _SEATS | _PLACES:
                continue
            if best.entry.kind in _DOMESTIC and best.entry.state not in self.states:
                continue  # "the Foreign Office" is London's only where Britain is in the report
            covers = match.start <= phrase.head < match.end
            if best.form in _ATTRIBUTIVE and not covers:
                continue
            inside = best.entry.kind in {"person", "outlet"} and _all_names(sentence, match)
            behind = best.entry.kind == "person" and match.start == phrase.last and self._is_role(sentence, phrase)
            if covers or behind or (inside and phrase.first <= match.start):
                return Denoted(phrase, "name", entry=best.entry.id)
        placed = any(one.start <= phrase.head < one.end and one.best.entry.kind in _STATES | _SEATS for one in matches)
        return None if placed else self._surname(sentence, phrase)

    def _is_role(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether the phrase is a title: its head is an office noun ("Prime Minister")."""
        return self.knowledge.office(sentence.words[phrase.head]) is not None

    def _surname(self, sentence: Sentence, phrase: Phrase) -> Denoted | None:
        """A person by title and surname, or one whom no table knows but the model calls a person."""
        person = next(
            (one for one in sentence.entities if one.label == "PER" and one.start <= phrase.last - 1 < one.end), None
        )
        if person is None or sentence.upos[phrase.head] not in {"PROPN", "NOUN"}:
            return None
        name = self._shown(sentence, max(person.start, phrase.first), person.end)
        before = sentence.words[phrase.first : max(person.start, phrase.first)]
        role = self._role_in(before)
        return Denoted(
            phrase,
            "name",
            person=name,
            role=role,
            office=role.office if role else None,
            states=self._states(sentence, phrase, (phrase.first, max(person.start, phrase.first))),
            sectors=self._sectors(role, before),
        )

    def _shown(self, sentence: Sentence, first: int, last: int) -> str:
        """Some words as the text writes them."""
        return " ".join(self.text[sentence.starts[first] : sentence.ends[last - 1]].split())

    def _role_in(self, words: Sequence[str]) -> Role | None:
        """The last role noun among some words."""
        found = None
        at = 0
        while at < len(words):
            match = self.knowledge.role_at(words, at)
            if match is None:
                at += 1
                continue
            found, at = match.role, match.end
        return found

    def _described(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """Such as "Chinese officials", "the North Korean leader": a role, perhaps with a state."""
        words = sentence.words[phrase.first : phrase.head + 1]
        generic = self.lexicon.generics.get(sentence.words[phrase.head].lower())
        role = self._role_in(words)
        if role is not None and self.knowledge.role(words[-1]) is None:
            role = None  # the role noun is a modifier of something else ("government building")
        states = self._states(sentence, phrase, (phrase.first, phrase.last))
        if role is None and generic is None:
            return None
        if role is None and generic is not None and generic.means == "state" and len(states) == 1:
            return Denoted(phrase, "nominal", entry=states[0])
        pair = next((self.lexicon.pairs[one.lower()] for one in words if one.lower() in self.lexicon.pairs), None)
        return Denoted(
            phrase,
            "nominal",
            role=role,
            office=role.office if role else None,
            states=states,
            sectors=self._sectors(role, words),
            generic=generic.means if generic else None,
            plural=generic.plural if generic else bool(role and role.number == "plural"),
            pair=pair,
        )

    def _sectors(self, role: Role | None, words: Sequence[str]) -> tuple[str, ...]:
        """The role's sectors, changed by what stands before it ("former president": ELI)."""
        sectors = role.sectors if role else ()
        for word in words:
            modifier = self.knowledge.modifier(word)
            if modifier is not None and modifier.sectors:
                sectors = modifier.sectors
        return sectors

    def _states(self, sentence: Sentence, phrase: Phrase, span: tuple[int, int]) -> tuple[str, ...]:
        """The states named in a stretch of a phrase by name, adjective or demonym, in order."""
        found: list[str] = []
        for match in self.knowledge.find_all(sentence.words[span[0] : span[1]], self.on):
            entry = match.best.entry
            if entry.kind in _STATES and match.best.prior >= _PRIOR_FLOOR:
                found.append(entry.id)
            elif entry.kind == "region" and entry.state:
                found.append(entry.state)
        return tuple(dict.fromkeys(found))

    def _place_or_state(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """A state, capital, seat, people or region at the head: an actor unless it is where something happens."""
        for match in matches:
            if not match.start <= phrase.head < match.end:
                continue
            best = _fitting(match, phrase)
            if best is None or best.prior < _PRIOR_FLOOR:
                continue
            is_place = phrase.preposition in self.lexicon.locatives
            kind = best.entry.kind
            if kind in _SEATS:
                if (is_place and best.reading != "government") or best.entry.stands_for is None:
                    return None
                return Denoted(phrase, "metonym", entry=best.entry.stands_for)
            if kind in _PLACES and kind != "world region":
                return None
            if kind in _STATES and is_place:
                return None
            return Denoted(phrase, "name", entry=best.entry.id)
        return None

    def _by_model(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """An organisation or a described actor that only the model sees."""
        for entity in sentence.entities:
            if entity.label == "ORG" and entity.start <= phrase.head < entity.end:
                name = self._shown(sentence, entity.start, entity.end)
                return Denoted(
                    phrase,
                    "name",
                    organisation=name,
                    states=self._states(sentence, phrase, (phrase.first, phrase.last)),
                )
        for mention in sentence.mentions:
            if mention.start <= phrase.head < mention.end and sentence.upos[phrase.head] != "PROPN":
                states = self._states(sentence, phrase, (phrase.first, phrase.last))
                return Denoted(phrase, "nominal", states=states, unnamed=True)
        return None


def _fitting(match: Match, phrase: Phrase) -> Candidate | None:
    """The best reading of a match that a noun phrase can have."""
    if match.partial:
        return None
    return next((one for one in match.candidates if one.prior >= _PRIOR_FLOOR), None)


def _all_names(sentence: Sentence, match: Match) -> bool:
    """Whether a match is written as a name, i.e. none of its words is a common noun."""
    return all(sentence.words[word][:1].isupper() for word in range(match.start, match.end))
