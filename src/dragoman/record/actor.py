"""Who: actors, and the places in the text where they are mentioned."""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal["name", "nominal", "pronoun", "metonym", "group"]


class Mention(msgspec.Struct, frozen=True):
    """Where an actor stands in the text, and in what form."""

    start: int
    end: int
    text: str
    form: Form


class Actor(msgspec.Struct, frozen=True):
    """A state, government, leader, army, armed group, organisation, outlet, people … that the report mentions.

    ``kind`` is one word (``state``, ``government``, ``person``, ``organisation``, ``group`` …), ``state`` ISO 3166-1
    alpha-3, ``sectors`` PLOVER sector codes, most important first, ``role`` the office held on the report's day or the
    role the text gives, ``wikidata`` a Q-number.
    """

    id: str
    name: str
    kind: str
    state: str | None
    sectors: tuple[str, ...]
    role: str | None
    wikidata: str | None
    mentions: tuple[Mention, ...]


class ActorMention(msgspec.Struct, frozen=True):
    """One mention with its place in the sentence: what the rooms pass on; no part of the schema.

    ``sentence`` is the sentence's index; ``first``/``last`` word indices (half-open), ``head`` the head word's index;
    ``start``/``end`` character offsets. ``actors`` are the ids of the actors meant: one, several for a group reference
    ("the two Asian nations"), none where a mention denotes an actor that could not be told. ``why`` says on what the
    link rests.
    """

    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    form: Form
    actors: tuple[str, ...]
    why: str


class Cast(msgspec.Struct, frozen=True):
    """All actors of a report and all their mentions, in the order of the text."""

    actors: tuple[Actor, ...]
    mentions: tuple[ActorMention, ...]
