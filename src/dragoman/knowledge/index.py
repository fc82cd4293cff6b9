"""The index of surface forms: a key for each form, and the longest length of the keys that begin with a piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge.surface import Pieces, form_key


class Posting(NamedTuple):
    """A form of an actor: the entry's id and what ``Candidate`` says of the form."""

    target: str
    surface: str
    form: str
    prior: str
    flags: str
    start: str
    end: str
    reading: str = ""


class SurfaceIndex:
    """Forms by key. ``add`` while it is built; afterwards it is only read."""

    def __init__(self) -> None:
        self._postings: dict[str, list[Posting]] = {}
        self._longest: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._postings)

    def add(self, posting: Posting) -> None:
        """Enter one form. An empty form is passed over."""
        key = form_key(posting.surface)
        if not key:
            return
        found = self._postings.get(key)
        if found is not None:
            found.append(posting)
            return
        self._postings[key] = [posting]
        first, _, rest = key.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if length > self._longest.get(first, 0):
            self._longest[first] = length

    def get(self, key: str) -> list[Posting]:
        """All postings of a key."""
        return self._postings.get(key, [])

    def spans_at(self, pieces: Pieces, at: int) -> Iterator[tuple[int, list[Posting]]]:
        """Ends (in pieces) and postings of the forms that begin at a piece, longest first."""
        longest = self._longest.get(pieces.keys[at], 0)
        for end in range(min(at + longest, len(pieces.keys)), at, -1):
            found = self._postings.get(" ".join(pieces.keys[at:end]))
            if found:
                yield end, found


class PhraseIndex:
    """Lower-case noun phrases (roles, offices) by key; case does not matter."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, number: int) -> None:
        """Enter a phrase with a number of the caller's; the first number of a phrase stays."""
        key = form_key(phrase).lower()
        if not key or key in self._numbers:
            return
        self._numbers[key] = number
        first, _, rest = key.partition(" ")
        self._longest[first] = max(self._longest.get(first, 0), rest.count(" ") + 2 if rest else 1)

    def get(self, phrase: str) -> int | None:
        """The number of a phrase."""
        return self._numbers.get(form_key(phrase).lower())

    def longest_at(self, pieces: Pieces, at: int) -> tuple[int, int] | None:
        """End (in pieces) and number of the longest phrase that begins at a piece and ends with a word."""
        longest = self._longest.get(pieces.keys[at], 0)
        for end in range(min(at + longest, len(pieces.keys)), at, -1):
            number = self._numbers.get(" ".join(pieces.keys[at:end]))
            if number is not None and pieces.ends_word(end - 1):
                return end, number
        return None
