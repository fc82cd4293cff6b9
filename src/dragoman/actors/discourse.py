"""Who has been mentioned so far, and whom a pronoun or description may mean.

Every rule answers None where it is unsure: a missing link is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from dragoman.record import ActorMention


class Seen(msgspec.Struct, frozen=True):
    """A resolved mention. ``state``: the actor's; ``subject``: of a clause; ``main``: of the root."""

    mention: ActorMention
    kind: str
    state: str | None
    subject: bool
    coordinated: bool
    main: bool = False


class Discourse:
    """Resolved mentions in the order of the text."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    def add(self, one: Seen) -> None:
        """Note a resolved mention."""
        self.seen.append(one)

    def _recent(self, sentence: int, back: int) -> list[Seen]:
        return [one for one in self.seen if sentence - back <= one.mention.sentence <= sentence]

    def person(self, sentence: int, before: int, main_subject: int | None) -> tuple[str, str] | None:
        """Whom "he" or "she" means: (actor, why). ``before`` is the pronoun's first word.

        1. a person who is subject earlier in the sentence; 2. the main subject after a fronted phrase; 3. any person
        earlier in the sentence; 4. the subject, else the last person, of the sentence before.
        """
        here = [one for one in self._recent(sentence, 0) if _is_person(one)]
        earlier = [one for one in here if one.mention.last <= before]
        for pick, why in (
            ([one for one in earlier if one.subject], "subject earlier in the sentence"),
            ([one for one in here if one.mention.head == main_subject], "main subject of the sentence"),
            (earlier, "person earlier in the sentence"),
        ):
            if pick:
                return pick[-1].mention.actors[0], why
        for back in (1, 2):
            past = [one for one in self.seen if one.mention.sentence == sentence - back and _is_person(one)]
            subjects = [one for one in past if one.subject]
            if subjects:
                return subjects[0].mention.actors[0], "subject of the sentence before"
            if len({one.mention.actors for one in past}) == 1:
                return past[-1].mention.actors[0], "only person of the sentence before"
        return None

    def body(self, sentence: int, before: int) -> tuple[str, str] | None:
        """Whom "it" or "its" means: the subject earlier in the sentence or of the one before, if that is no person."""
        for back in (0, 1):
            pool = [one for one in self.seen if one.mention.sentence == sentence - back and one.subject]
            pool = [one for one in pool if back or one.mention.last <= before]
            fitting = [one for one in pool if not _is_person(one) and len(one.mention.actors) == 1]
            if fitting:
                best = next((one for one in fitting if one.main), fitting[-1])
                return best.mention.actors[0], "subject that is no person"
        return None

    def group(self, sentence: int, before: int) -> tuple[tuple[str, ...], str] | None:
        """Whom "they" or "their" means: a plural subject nearby."""
        for back in (0, 1):
            pool = [one for one in self.seen if one.mention.sentence == sentence - back and one.subject]
            pool = [one for one in pool if back or one.mention.last <= before]
            joined = [one for one in pool if one.coordinated]
            if len(joined) > 1:
                return tuple(
                    dict.fromkeys(actor for one in joined for actor in one.mention.actors)
                ), "coordinated subject"
            plural = [
                one for one in pool if len(one.mention.actors) > 1 or one.kind in {"group", "people", "armed group"}
            ]
            if plural:
                return plural[-1].mention.actors, "plural subject"
        return None

    def pair(self, sentence: int, before: int, fits: Callable[[Seen], str | None]) -> tuple[str, str] | None:
        """The last two different actors (by ``fits``) mentioned before a word, in the order of their mention.

        A coordination ("China and North Korea") in this or the sentence before wins over loose mentions.
        """
        pool = [
            one for one in self._recent(sentence, 3) if one.mention.sentence < sentence or one.mention.last <= before
        ]
        joined = [one for one in pool if one.coordinated and one.mention.sentence >= sentence - 1]
        for candidates in (joined, pool):
            keys = _last_two(candidates, fits)
            if keys is not None:
                return keys
        return None

    def home(self, sentence: int) -> str | None:
        """The state that the last three sentences are about: named most often, and more often than any other."""
        counts = Counter(one.state for one in self._recent(sentence, 3) if one.state)
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def last(self, sentence: int, before: int, fits: Callable[[Seen], str | None], back: int = 2) -> str | None:
        """The last actor (by ``fits``) mentioned before a word."""
        pool = [
            one for one in self._recent(sentence, back) if one.mention.sentence < sentence or one.mention.last <= before
        ]
        return next((key for one in reversed(pool) if (key := fits(one))), None)


def _is_person(one: Seen) -> bool:
    return one.kind == "person" and len(one.mention.actors) == 1


def _last_two(pool: Iterable[Seen], fits: Callable[[Seen], str | None]) -> tuple[str, str] | None:
    found: list[str] = []
    for one in reversed(list(pool)):
        keys = [key for key in (fits(one),) if key and key not in found]
        found.extend(keys)
        if len(found) == 2:
            return found[1], found[0]
    return None
