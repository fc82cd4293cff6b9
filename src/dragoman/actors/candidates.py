"""What a noun phrase denotes, from the tables and the model, before references are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.actors.belonging import PRIOR_FLOOR, SEATS, STATES, Belonging
from dragoman.actors.context import preferred
from dragoman.actors.denoted import Denoted
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.phrases import Phrase, phrases
from dragoman.actors.surnames import Surnames
from dragoman.knowledge import Candidate, Entry, Knowledge, Match, Role, RoleMatch
from dragoman.record import Sentence

_PLACES = frozenset({"region", "world region"})
_DOMESTIC = frozenset({"ministry", "agency", "army", "police", "intelligence", "court", "parliament"})
_ATTRIBUTIVE = frozenset({"adjective", "demonym", "poss"})
_PEOPLES = frozenset({"people", "faith", "coalition"})
_HEADS = frozenset({"head-of-state", "head-of-government", "minister"})
_DEMONYMS = frozenset({"demonym", "demonym_plural"})
_TAIL = 4  # words from the head on that a role noun may have ("minister of foreign affairs")
_BARE = 3  # words; a surname with a particle ("von der Leyen")


class Finder:
    """Reads the phrases of one report's sentences."""

    def __init__(self, text: str, knowledge: Knowledge, lexicon: Lexicon, on: date | None) -> None:
        self.text = text
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.on = on
        self.states: frozenset[str] = frozenset()
        self.surnames = Surnames(knowledge, on)
        self.belonging = Belonging(knowledge, lexicon, on, self.surnames)
        self._matches: dict[int, list[Match]] = {}

    def survey(self, sentences: Sequence[Sentence]) -> None:
        """Note which states and persons the report names at all, so that later sentences help earlier ones."""
        raw = {sentence.index: self._forms(sentence) for sentence in sentences}
        clear = [match.best.entry for found in raw.values() for match in found if len(match.candidates) == 1]
        states = frozenset(one.state for one in clear if one.state and one.kind not in _DOMESTIC)
        for sentence in sentences:
            self._matches[sentence.index] = [
                preferred(match, sentence, states, self.lexicon) for match in raw[sentence.index]
            ]
        entries = [match.best.entry for found in self._matches.values() for match in found]
        self.states = frozenset(one.state for one in entries if one.state and one.kind not in _DOMESTIC)
        self.surnames.survey(self.states, (one.id for one in entries if one.kind == "person"))

    def _forms(self, sentence: Sentence) -> list[Match]:
        """All forms of the tables in a sentence, with the first half of "North and South Korea"."""
        found = self.knowledge.find_all(sentence.words, self.on)
        for match in tuple(found):
            first = match.start - 2
            if first < 0 or match.end - match.start != 2 or sentence.upos[first + 1 : first + 2] != ("CCONJ",):
                continue
            whole = self.knowledge.lookup(
                [sentence.words[first], *sentence.words[match.start + 1 : match.end]], 0, self.on
            )
            if whole is not None and whole.end == 2 and whole.best.entry.kind in STATES:
                found.append(msgspec.structs.replace(whole, start=first, end=first + 1))
        return found

    def find(self, sentence: Sentence) -> list[Denoted]:
        """All phrases of a sentence that denote actors or may refer to one, in order."""
        matches = self._matches[sentence.index]
        found = []
        for phrase in phrases(sentence):
            inside = [match for match in matches if match.start <= phrase.last and phrase.first < match.end]
            denoted = self._denoted(sentence, phrase, inside)
            if denoted is not None:
                found.append(denoted)
            found.extend(self._inner(sentence, phrase, denoted, inside))
        return found

    def _denoted(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        word = sentence.words[phrase.head].lower()
        upos = sentence.upos[phrase.head]
        if upos in {"PRON", "DET"}:
            meaning = self.lexicon.pronouns.get(word)
            return Denoted(phrase, "pronoun", pronoun=word, generic=meaning) if meaning else None
        pair = self.lexicon.pairs.get(word)
        if pair and phrase.last - phrase.first <= 2 and (upos == "ADJ" or pair != "both"):
            return Denoted(phrase, "pronoun", pair=pair)
        if sentence.words[phrase.head] in self.lexicon.groups:
            return Denoted(phrase, "group", members=self.lexicon.groups[sentence.words[phrase.head]])
        named = self._named(sentence, phrase, matches)
        if named is None and upos == "PROPN" and _is_placed(phrase, matches):
            return self._place_or_state(sentence, phrase, matches)
        return (
            named
            or self._described(sentence, phrase, matches)
            or self._place_or_state(sentence, phrase, matches)
            or self._by_model(sentence, phrase, matches)
        )

    # names

    def _named(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """A person, organisation or outlet that the tables know, named at the head."""
        for match in sorted(matches, key=lambda match: match.start - match.end):
            best = fitting(match)
            if best is None or best.entry.kind in STATES | SEATS | _PLACES:
                continue
            if self._is_elsewhere(sentence, phrase, match, best.entry):
                continue
            covers = match.start <= phrase.head < match.end
            if best.form in _ATTRIBUTIVE and not (covers and phrase.first <= match.start and match.end <= phrase.last):
                continue
            if best.form in _DEMONYMS and self._is_longer_role(sentence, phrase, match):
                continue
            inside = (
                best.entry.kind in {"person", "outlet"}
                and match.end <= phrase.last
                and _all_names(sentence, match)
                and (sentence.upos[phrase.head] == "PROPN" or match.end == phrase.last)
            )
            behind = best.entry.kind == "person" and match.start == phrase.last and self._is_role(sentence, phrase)
            if covers or behind or (inside and phrase.first <= match.start):
                return Denoted(phrase, "name", entry=best.entry.id)
        return None if _is_placed(phrase, matches) else self._surname(sentence, phrase)

    def _is_elsewhere(self, sentence: Sentence, phrase: Phrase, match: Match, entry: Entry) -> bool:
        """Whether a name is another's here: "the Foreign Office" without Britain, "the Russian Security Council"."""
        if entry.kind in _DOMESTIC and entry.state and entry.state not in self.states:
            return self.knowledge.state_of(sentence.words[match.start], self.on) != entry.state
        return entry.kind == "igo" and bool(
            match.start > phrase.first and self.belonging.states(sentence, (phrase.first, match.start))
        )

    def _is_longer_role(self, sentence: Sentence, phrase: Phrase, match: Match) -> bool:
        """Whether a people's name is only the end of a role noun ("trade unionists")."""
        found = self._role_of(sentence, phrase)
        return found is not None and found.noun.count(" ") + 1 > match.end - match.start

    def _is_role(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether the phrase is a title: its head is an office noun ("Prime Minister")."""
        return self._role_of(sentence, phrase) is not None

    def _surname(self, sentence: Sentence, phrase: Phrase) -> Denoted | None:
        """A person by title and surname, or one whom no table knows but the model calls a person."""
        span = self._person_span(sentence, phrase)
        if span is None:
            return None
        first, last = span
        before = sentence.words[phrase.first : first]
        role = self._title(before)
        states = self.belonging.states(sentence, (phrase.first, first))
        name = self._shown(sentence, first, last)
        office = role.office if role else None
        entry = self._bearer(name, role, states)
        if entry is not None:
            return Denoted(phrase, "name", entry=entry)
        sectors, former = self.belonging.modified(role, before, None)
        return Denoted(
            phrase, "name", person=name, role=role, office=office, states=states, sectors=sectors, former=former
        )

    def _person_span(self, sentence: Sentence, phrase: Phrase) -> tuple[int, int] | None:
        if sentence.upos[phrase.head] not in {"PROPN", "NOUN"}:
            return None
        for one in sentence.entities:
            if one.label == "PER" and one.start <= phrase.last - 1 < one.end:
                return max(one.start, phrase.first), min(one.end, phrase.last)
        last = phrase.last - (sentence.words[phrase.last - 1] in {"'s", "’s"})
        first = phrase.first
        short = last - first <= _BARE and sentence.upos[phrase.head] == "PROPN"
        bare = short and self._bearer(self._shown(sentence, first, last), None, ()) is not None
        return (first, last) if bare else None

    def _bearer(self, name: str, role: Role | None, states: tuple[str, ...]) -> str | None:
        """The id of whom a surname means; None for a full name, which the registry compares."""
        parts = name.split()
        if len(parts) > 1 and not parts[-2].islower() and not self.knowledge.leader_by_surname(name, self.on):
            return None
        if role is None and self.knowledge.role(name) is not None:
            return None  # "the Shah", "the General"
        state = states[0] if len(states) == 1 else None
        office = role.office if role else None
        vague = role is None or role.level not in _HEADS
        return (
            self.surnames.among_named(name)
            or (self.surnames.titled(name, office, state) if office or state else None)
            or (self.surnames.public(name) if vague else None)
        )

    def _shown(self, sentence: Sentence, first: int, last: int) -> str:
        """Some words as the text writes them."""
        return " ".join(self.text[sentence.starts[first] : sentence.ends[last - 1]].split())

    def _inner(self, sentence: Sentence, phrase: Phrase, outer: Denoted | None, matches: list[Match]) -> list[Denoted]:
        """Names inside a phrase that are no phrases of their own: "ISIL targets", "U.S. assistance", "NASA chief"."""
        found = []
        taken = outer.entry if outer else None
        for match in matches:
            best = fitting(match)
            inside = (
                phrase.first <= match.start and match.end <= phrase.last and not match.start <= phrase.head < match.end
            )
            if best is None or not inside or best.entry.id == taken:
                continue
            kind = best.entry.kind
            short = match.text.isupper() and best.form == "adjective"  # "U.S."
            people = kind in _PEOPLES and best.entry.state is not None
            if best.form in _ATTRIBUTIVE and not short and not people:
                continue
            owner = sentence.words[match.end : match.end + 1] in {("'s",), ("’s",)}
            if kind in _PLACES | SEATS | _DOMESTIC or (kind in STATES and outer is not None and not owner):
                continue
            if self.lexicon.locatives.get(phrase.preposition) == "all" and kind in STATES:
                continue
            part = msgspec.structs.replace(phrase, first=match.start, last=match.end, head=match.end - 1, holder=None)
            found.append(Denoted(part, "name", entry=best.entry.id))
        return found

    # descriptions

    def _role_of(self, sentence: Sentence, phrase: Phrase) -> Role | None:
        found = self._role_over(sentence, phrase)
        return found.role if found else None

    def _role_over(self, sentence: Sentence, phrase: Phrase) -> RoleMatch | None:
        """The longest role noun over the head of a phrase ("secretary of state"), without a "former" before it."""
        for at in range(phrase.first, phrase.head + 1):
            modifier = self.knowledge.modifier(sentence.words[at])
            if modifier is not None and modifier.effect == "former":
                continue
            match = self.knowledge.role_at(sentence.words[: phrase.head + _TAIL], at)
            if match is not None and match.start <= phrase.head < match.end:
                return match
        return None

    def _title(self, words: Sequence[str]) -> Role | None:
        """The last role noun among the words before a name."""
        found = None
        at = 0
        while at < len(words):
            match = self.knowledge.role_at(words, at)
            found = match.role if match else found
            at = match.end if match else at + 1
        return found

    def _described(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """Such as "Chinese officials", "the North Korean leader": a role, perhaps with a state."""
        words = sentence.words[phrase.first : phrase.head + 1]
        generic = self.lexicon.generics.get(sentence.words[phrase.head].lower())
        over = self._role_over(sentence, phrase)
        role = over.role if over else None
        if role is None and generic is None:
            return None
        if over is not None and over.end > phrase.last:
            phrase = msgspec.structs.replace(phrase, last=over.end, holder=None)
        body = self.belonging.body(sentence, phrase, matches)
        states = self.belonging.states(sentence, (phrase.first, phrase.last))
        if not states and role is not None:
            states = self.belonging.behind(sentence, phrase, role, self._matches[sentence.index])
        if role is None and generic is not None and generic.means == "state" and len(states) == 1:
            return Denoted(phrase, "nominal", entry=states[0])
        sectors, former = self.belonging.modified(role, words, body)
        fits = self._class([word.lower() for word in words])
        if generic is not None and generic.means == "state" and fits is not None:
            states = ()  # "Soviet" in "the two former Soviet republics" says of what kind they are
        lower = [word.lower() for word in words]
        numbers = [self.lexicon.numbers[one] for one in lower if one in self.lexicon.numbers]
        return Denoted(
            phrase,
            "nominal",
            role=role,
            office=role.office if role else None,
            states=states,
            sectors=sectors,
            body=body.id if body else None,
            former=former,
            generic=generic.means if generic else None,
            kinds=generic.kinds if generic else frozenset(),
            fits=fits,
            count=numbers[0] if numbers else None,
            plural=generic.plural if generic else bool(role and role.number == "plural"),
            pair="both" if numbers[:1] == [2] else None,
        )

    def _class(self, lower: Sequence[str]) -> frozenset[str] | None:
        """The states that the adjectives of a phrase (or its noun: "the kingdom") allow; None if any will do."""
        found: frozenset[str] | None = None
        for at in range(len(lower)):
            for length in (2, 1):
                fits = self.lexicon.classes.get(" ".join(lower[at : at + length]))
                if fits is not None and at + length <= len(lower):
                    found = fits if found is None else (found & fits or fits)
                    break
        return found

    def _place_or_state(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """A state, capital, seat, people or region at the head: an actor unless it is where something happens."""
        for match in matches:
            if not match.start <= phrase.head < match.end:
                continue
            best = fitting(match)
            if best is None or best.prior < PRIOR_FLOOR:
                continue
            kind = best.entry.kind
            if kind not in STATES | SEATS | _PLACES | _PEOPLES:
                continue
            if kind in SEATS:
                if best.entry.stands_for is None or self._is_goal(phrase):
                    return None
                return Denoted(phrase, "metonym", entry=best.entry.stands_for)
            if kind in _PLACES and kind != "world region":
                return None
            if kind in STATES and self.lexicon.locatives.get(phrase.preposition) == "all":
                return None
            return Denoted(phrase, "name", entry=best.entry.id)
        return None

    def _is_goal(self, phrase: Phrase) -> bool:
        """Whether a capital or seat is where somebody is or goes: "in Beijing", "visited Berlin", "fled to Moscow"."""
        if phrase.preposition in self.lexicon.locatives:
            return True
        return phrase.relation.startswith(("obj", "obl", "nmod")) and bool(phrase.verb & self.lexicon.motion)

    def _by_model(self, sentence: Sentence, phrase: Phrase, matches: list[Match]) -> Denoted | None:
        """An organisation or a described actor that only the model sees."""
        for entity in sentence.entities:
            if entity.label == "ORG" and entity.start <= phrase.head < entity.end:
                states = self.belonging.states(sentence, (phrase.first, phrase.last))
                name = self._shown(sentence, entity.start, entity.end)
                return Denoted(phrase, "name", organisation=name, states=states)
        if any(match.best.entry.kind in _PLACES and match.start >= phrase.first for match in matches):
            return None
        for mention in sentence.mentions:
            if mention.start <= phrase.head < mention.end and sentence.upos[phrase.head] != "PROPN":
                states = self.belonging.states(sentence, (phrase.first, phrase.last))
                body = self.belonging.body(sentence, phrase, matches)
                return Denoted(phrase, "nominal", states=states, body=body.id if body else None, unnamed=True)
        return None


def fitting(match: Match) -> Candidate | None:
    """The best reading of a match that a noun phrase can have."""
    if match.partial:
        return None
    return next((one for one in match.candidates if one.prior >= PRIOR_FLOOR), None)


def _is_placed(phrase: Phrase, matches: Sequence[Match]) -> bool:
    """Whether a state, capital or seat is named at the head."""
    return any(
        one.start <= phrase.head < one.end and not one.partial and one.best.entry.kind in STATES | SEATS
        for one in matches
    )


def _all_names(sentence: Sentence, match: Match) -> bool:
    """Whether a match is written as a name, i.e. none of its words is a common noun."""
    return all(sentence.words[word][:1].isupper() for word in range(match.start, match.end))
