"""To whom a described actor belongs: the state, office or body named inside or behind the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.phrases import Phrase
from dragoman.actors.surnames import Surnames
from dragoman.knowledge import Entry, Knowledge, Match, Modifier, Role
from dragoman.record import Sentence

STATES = frozenset({"state", "territory"})
SEATS = frozenset({"capital", "seat"})
PRIOR_FLOOR = 0.3  # below it a form is more often a common word than the name ("Chad", "Turkey" apart)
_BODIES = frozenset({"armed group", "igo", "party", "government", "coalition", "company", "ngo", "outlet"})
_OWN_SECTORS = frozenset({"armed group", "igo"})
_FORCES = frozenset({"MIL", "UAF", "REB", "PRM"})
_OF_STATES = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY", "OPP"})


class Belonging:
    """Reads states, bodies and modifiers of the phrases of one report."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, on: date | None, surnames: Surnames) -> None:
        self.knowledge = knowledge
        self.surnames = surnames
        self.lexicon = lexicon
        self.on = on

    def states(self, sentence: Sentence, span: tuple[int, int]) -> tuple[str, ...]:
        """The states named in a stretch by name, adjective, demonym, people, region or seat, in order."""
        found: list[str] = []
        for match in self.knowledge.find_all(sentence.words[span[0] : span[1]], self.on):
            if self._is_attitude(sentence, span[0] + match.start, span[0] + match.end):
                continue
            state = self._state(match)
            if state is not None:
                found.append(state)
        return tuple(dict.fromkeys(found)) or self._of_person(sentence, span)

    def _of_person(self, sentence: Sentence, span: tuple[int, int]) -> tuple[str, ...]:
        """The state of a person whose surname stands in a stretch: "Bush administration officials"."""
        for one in sentence.entities:
            if one.label == "PER" and span[0] <= one.start and one.end <= span[1] and one.end - one.start == 1:
                name = sentence.words[one.start]
                key = self.surnames.among_named(name) or self.surnames.public(name)
                entry = self.knowledge.entry(key, self.on) if key else None
                return (entry.state,) if entry and entry.state else ()
        return ()

    def _state(self, match: Match) -> str | None:
        best = match.best
        if best.entry.kind in STATES:
            return best.entry.id if best.prior >= PRIOR_FLOOR else None
        if best.entry.kind == "person" and best.prior < PRIOR_FLOOR:
            return None
        return best.entry.state

    def _is_attitude(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a state's name only says what others think of it or do: "pro-Russian", "US-backed"."""
        words = sentence.words
        pieces = words[first].lower().split("-")
        if len(pieces) > 1 and (
            pieces[0] in self.lexicon.prefixes or not self.lexicon.participles.get(pieces[-1], True)
        ):
            return True
        if first > 1 and words[first - 1] == "-" and words[first - 2].lower() in self.lexicon.prefixes:
            return True
        if last + 1 < len(words) and words[last] == "-":
            return not self.lexicon.participles.get(words[last + 1].lower(), True)
        return False

    def body(self, sentence: Sentence, phrase: Phrase, matches: Sequence[Match]) -> Entry | None:
        """The organisation before the role noun: "a Hamas official", "UN peacekeepers"."""
        for match in matches:
            entry = match.best.entry
            inside = phrase.first <= match.start and match.end <= phrase.head
            if inside and entry.kind in _BODIES and not self._is_attitude(sentence, match.start, match.end):
                return entry
        return None

    def behind(self, sentence: Sentence, phrase: Phrase, role: Role, matches: Sequence[Match]) -> tuple[str, ...]:
        """The state of the possessor or of a complement: "Scotland's first minister", "soldiers from Nepal"."""
        if phrase.holder is not None:
            return self._around(sentence, phrase.holder, matches)
        if phrase.origin is None:
            return ()
        mark = next((sentence.words[i].lower() for i, head in enumerate(sentence.heads)
                     if head == phrase.origin and sentence.deprels[i] == "case"), "")  # fmt: skip
        scope = self.lexicon.origins.get(mark)
        if scope == "all" or (scope == "state" and role.sectors and role.sectors[0] in _OF_STATES):
            return self._around(sentence, phrase.origin, matches)
        return ()

    def _around(self, sentence: Sentence, word: int, matches: Sequence[Match]) -> tuple[str, ...]:
        for match in matches:
            if match.start <= word < match.end and not match.partial:
                state = self._state(match)
                return (state,) if state else ()
        return ()

    def modified(self, role: Role | None, words: Sequence[str], body: Entry | None) -> tuple[tuple[str, ...], bool]:
        """The role's sectors as changed by the words before it and by its body, and whether it is a former one."""
        sectors = role.sectors if role else ()
        if body is not None and body.kind in _OWN_SECTORS and body.sectors:
            armed = bool(sectors) and sectors[0] in _FORCES and "REB" in body.sectors
            sectors = ("REB",) if armed else body.sectors
        pieces = [piece for word in words for piece in ((word.split("-")[0], word) if "-" in word else (word,))]
        found = [one for one in map(self.knowledge.modifier, pieces) if one is not None]
        former = next((one for one in found if one.effect == "former"), None)
        change = former or _last_change(found)
        return (change.sectors if change else sectors), former is not None


def _last_change(found: Sequence[Modifier]) -> Modifier | None:
    return next((one for one in reversed(found) if one.sectors), None)
