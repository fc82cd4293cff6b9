"""Who did what to whom, when and where, and whether it happened at all."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.record.span import Span

Status = Literal[
    "actual",
    "ongoing",
    "promised",
    "threatened",
    "requested",
    "expected",
    "alleged",
    "denied",
    "hypothetical",
    "negated",
]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "vague", "reported"]


class Time(msgspec.Struct, frozen=True):
    """When: earliest and latest ISO day, both inclusive; null where that end is unknown.

    ``precision`` is the unit that the text gave; ``reported`` means that it gave none and the report's day stands in.
    """

    start: str | None
    end: str | None
    precision: Precision
    span: Span | None


class Place(msgspec.Struct, frozen=True):
    """Where: a named place. ``geonames`` is a GeoNames id, ``country`` ISO alpha-3, coordinates WGS 84 degrees."""

    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    span: Span | None


class Counts(msgspec.Struct, frozen=True):
    """People counted at an event, as the text gives them; null where it gives none."""

    killed: int | None = None
    injured: int | None = None
    detained: int | None = None
    displaced: int | None = None
    amount: float | None = None
    currency: str | None = None


class Event(msgspec.Struct, frozen=True):
    """One coded event. A mutual event has all parties in ``actors`` and in ``recipients``.

    ``type``, ``mode`` and ``contexts`` are PLOVER's, ``cameo`` the nearest CAMEO code, ``goldstein`` its score,
    ``statement`` the innermost statement it stands in (null: the outlet itself asserts it), ``why`` the reason a person
    can read.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: str
    goldstein: float | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: Span
    evidence: Span
    status: Status
    statement: str | None
    time: Time | None
    place: Place | None
    counts: Counts
    issue: tuple[str, ...]
    confidence: float
    why: str


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression in its sentence: what the rooms pass on; no part of the schema.

    ``kind`` is date, duration, set or vague; ``since`` and ``until`` tell open intervals ("since 1961": start known,
    end open). ``first``/``last`` are word indices (half-open) in sentence ``sentence``.
    """

    sentence: int
    first: int
    last: int
    kind: Literal["date", "duration", "set", "vague"]
    time: Time
    opens: bool = False
    closes: bool = False


class PlaceMention(msgspec.Struct, frozen=True):
    """A toponym in its sentence: what the rooms pass on; no part of the schema."""

    sentence: int
    first: int
    last: int
    place: Place
    confidence: float
