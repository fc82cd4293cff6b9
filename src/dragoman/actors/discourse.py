"""Who has been mentioned so far, and what is asked of the list of them.

Every rule answers None where it is unsure: a missing link is better than a wrong one.
"""

from __future__ import annotations

from bisect import insort_right
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from dragoman.record import ActorMention

NotMeant = Callable[["Seen"], bool]
Key = Callable[["Seen"], tuple[str, ...]]
Found = tuple[tuple[str, ...], str]  # actors, why


class Seen(msgspec.Struct, frozen=True):
    """A resolved mention.

    ``states``: of its actors, in order; ``subject``: of a clause; ``main``: of the root; ``second``: subject of a
    clause that is joined to the root by "and"; ``coordinated``: number of the coordination it stands in, or None;
    ``plural``: an unnamed group or several actors; ``alone``: the verb has no object;
    ``owner``: a possessor ("Xi's message"); ``gender``: f or m where title or given name tells.
    """

    mention: ActorMention
    kind: str
    states: tuple[str, ...]
    subject: bool
    coordinated: int | None
    main: bool = False
    second: bool = False
    plural: bool = False
    alone: bool = False
    owner: bool = False
    gender: str | None = None

    @property
    def single(self) -> str | None:
        """The one actor of the mention."""
        return self.mention.actors[0] if len(self.mention.actors) == 1 else None

    @property
    def is_person(self) -> bool:
        """Whether one person is meant."""
        return self.kind == "person" and len(self.mention.actors) == 1


class Discourse:
    """Resolved mentions in the order of the text."""

    def __init__(self) -> None:
        self._of: dict[int, list[Seen]] = {}

    def add(self, one: Seen) -> None:
        """Note a resolved mention."""
        insort_right(self._of.setdefault(one.mention.sentence, []), one, key=lambda one: one.mention.first)

    def before(self, sentence: int, word: int, back: int) -> list[Seen]:
        """The mentions that end before a word, of its sentence and some sentences before."""
        past = [one for index in range(sentence - back, sentence) for one in self._of.get(index, ())]
        return past + [one for one in self._of.get(sentence, ()) if one.mention.last <= word]

    def of(self, sentence: int) -> list[Seen]:
        """The mentions of a sentence."""
        return list(self._of.get(sentence, ()))

    def person(self, sentence: int, before: int, main_subject: int | None, not_meant: NotMeant) -> Found | None:
        """Whom "he" or "she" means. ``before`` is the pronoun's first word, ``not_meant`` tells whom
        gender or clause rules out.

        1. the nearest person who is subject earlier in the sentence; 2. the main subject after a fronted phrase; 3. the
        only person earlier in the sentence; 4. the main subject, else the only person, of the sentence before.
        """
        here = [one for one in self.of(sentence) if one.is_person and not not_meant(one)]
        earlier = [one for one in here if one.mention.last <= before]
        subjects = [one for one in earlier if one.subject]
        if subjects:
            return subjects[-1].mention.actors, "subject earlier in the sentence"
        main = [one for one in here if one.mention.head == main_subject]
        if main:
            return main[-1].mention.actors, "main subject of the sentence"
        past = self._person_before(sentence, not_meant)
        if len({one.mention.actors for one in earlier}) == 1:
            rivalled = past is not None and past[0] != earlier[-1].mention.actors and not earlier[-1].owner
            return None if rivalled else (earlier[-1].mention.actors, "person earlier in the sentence")
        return None if earlier else past

    def _person_before(self, sentence: int, not_meant: NotMeant) -> Found | None:
        for back in (1, 2):
            past = [one for one in self.of(sentence - back) if one.is_person and not not_meant(one)]
            subjects = [one for one in past if one.main or one.second]
            if len({one.mention.actors for one in subjects}) > 1:
                return None
            if subjects:
                return subjects[0].mention.actors, "subject of the sentence before"
            if len({one.mention.actors for one in past}) == 1:
                return past[-1].mention.actors, "only person of the sentence before"
            if past:
                return None
        return None

    def body(self, sentence: int, before: int, *, near: bool) -> Found | None:
        """Whom "it" or "its" means: a subject that is no person, earlier in the sentence or of the one before.

        ``near`` keeps to the sentence.
        """
        pool = [one for one in self.before(sentence, before, 0) if one.subject]
        if not near and not pool:
            pool = [one for one in self.of(sentence - 1) if one.main]
        fitting = [one for one in pool if one.single and not one.is_person and not one.plural]
        if not fitting:
            return None
        best = next((one for one in reversed(fitting) if not one.main), fitting[-1])
        return best.mention.actors, "subject that is no person"

    def group(self, sentence: int, before: int) -> Found | None:
        """Whom "they" or "their" means: a plural subject nearby."""
        for back in (0, 1):
            pool = self.of(sentence - 1) if back else self.before(sentence, before, 0)
            subjects = [one for one in pool if one.subject]
            joined = [one for one in subjects if one.coordinated is not None]
            if len({one.mention.actors for one in joined}) > 1:
                last = joined[-1].coordinated
                members = [one for one in joined if one.coordinated == last]
                return _union(members), "coordinated subject"
            several = [one for one in pool if len(one.mention.actors) > 1] if not back else []
            if several:
                return several[-1].mention.actors, "several just mentioned"
            plural = [one for one in subjects if (one.plural or one.kind in _MANY) and (not back or one.main)]
            if plural:
                return plural[-1].mention.actors, "plural subject"
        return None

    def couple(self, sentence: int, before: int) -> Found | None:
        """The two single persons, or else states, of the sentence: whom "their" means without a plural."""
        pool = [one for one in self.before(sentence, before, 0) if one.is_person]
        keys = tuple(dict.fromkeys(one.mention.actors[0] for one in pool))
        return (keys, "the two persons of the sentence") if len(keys) == 2 else None

    def members(self, sentence: int, before: int, key: Key, count: int) -> tuple[str, ...] | None:
        """Exactly ``count`` different actors (by ``key``): of a coordination or one mention, else of a sentence before.

        A coordination of another number in the nearest sentence that has one makes the reference unsure.
        """
        for back in range(3):
            pool = self.before(sentence, before, 0) if back == 0 else self.of(sentence - back)
            grouped = _coordinations(pool, key)
            for keys in reversed(grouped):
                if len(keys) == count:
                    return keys
            if grouped and back and len(grouped[-1]) > count:
                return None
            keys = _keys(pool, key)
            if len(keys) == count:
                return keys
            if len(keys) > count and back:
                return None
        keys = _keys(reversed(self.before(sentence, before, 4)), key)
        return tuple(reversed(keys[:count])) if len(keys) == count else None

    def home(self, sentence: int) -> str | None:
        """The state that the last sentences are about: the only one, or named more often than any other."""
        counts = Counter(one.states[0] for one in self.before(sentence, 0, 3) if len(one.states) == 1)
        ranked = counts.most_common(2)
        subject = [one for one in self.of(sentence - 1) if one.main and one.kind in _STATELY and len(one.states) == 1]
        if len(ranked) == 2 and ranked[0][1] == ranked[1][1] and subject:
            return subject[-1].states[0]
        if len(ranked) == 1:
            return ranked[0][0]
        if not ranked or ranked[0][1] < 2 or ranked[1][1] == ranked[0][1]:
            return None
        return ranked[0][0]


_STATELY = frozenset({"state", "territory", "government"})
_MANY = frozenset({"people", "armed group"})


def _union(pool: Iterable[Seen]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for one in pool for actor in one.mention.actors))


def _keys(pool: Iterable[Seen], key: Key) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for one in pool for found in key(one)))


def _coordinations(pool: Iterable[Seen], key: Key) -> list[tuple[str, ...]]:
    """The different actors of each coordination, and of each mention that means several, in the order of the text."""
    grouped: dict[tuple[int, int], dict[str, None]] = {}
    for one in pool:
        keys = key(one)
        number = one.coordinated if one.coordinated is not None else -1 - one.mention.first
        if one.coordinated is not None or len(keys) > 1:
            grouped.setdefault((one.mention.sentence, number), {}).update(dict.fromkeys(keys))
    return [tuple(keys) for keys in grouped.values() if len(keys) > 1]
