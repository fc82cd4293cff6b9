"""What a noun phrase denotes before references are resolved."""

from __future__ import annotations

import msgspec

from dragoman.actors.phrases import Phrase
from dragoman.knowledge import Role
from dragoman.record import Form


class Denoted(msgspec.Struct, frozen=True):
    """A phrase with its reading.

    ``entry`` is the id in the tables of what is named; ``role`` the noun's role where the phrase describes ("Chinese
    officials"), with ``states`` named inside it; ``body`` the organisation that it belongs to ("a Hamas official");
    ``former`` of who has left the office; ``pronoun``/``generic`` what a reference means; ``kinds`` of actors that a
    "group" may be; ``fits`` the states that an adjective allows ("the Andean nation"); ``count`` of "the three
    countries"; ``person`` the text of a person's name that no table knows; ``organisation`` likewise.
    """

    phrase: Phrase
    form: Form
    entry: str | None = None
    role: Role | None = None
    office: str | None = None
    states: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    body: str | None = None
    former: bool = False
    person: str | None = None
    organisation: str | None = None
    pronoun: str | None = None
    generic: str | None = None
    kinds: frozenset[str] = frozenset()
    fits: frozenset[str] | None = None
    count: int | None = None
    plural: bool = False
    pair: str | None = None
    unnamed: bool = False
    members: tuple[str, ...] = ()

    @property
    def role_is_state(self) -> bool:
        """Whether the noun means a state itself ("country")."""
        return self.generic == "state"

    @property
    def single_state(self) -> bool:
        """Whether "the country" stands alone, not "the other country"."""
        return self.phrase.last - self.phrase.first == 1 or self.fits is not None
