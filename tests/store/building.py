"""Readings built by hand: the store is tested without the model."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.codebook import load_codebook
from dragoman.record import (
    Actor,
    Change,
    Counts,
    Dateline,
    Event,
    Mention,
    Outlet,
    Party,
    Place,
    Reading,
    Report,
    Statement,
    Tie,
    Time,
    claim_id,
    report_id,
    span_of,
)

BOOK = load_codebook()
STATES = {"CHN": "China", "PRK": "North Korea", "USA": "United States", "KOR": "South Korea", "RUS": "Russia"}
OUTLETS = {"outlet:kcna": ("KCNA", "PRK"), "outlet:reuters": ("Reuters", "GBR"), "outlet:xinhua": ("Xinhua", "CHN")}
PEOPLE = {"xi-jinping": ("Xi Jinping", "CHN", "president"), "kim-jong-un": ("Kim Jong Un", "PRK", "leader")}


@dataclass
class E:
    """An event to be built: who, type, whom, and the words that tell it."""

    actor: str
    type: str
    recipient: str
    trigger: str
    status: str = "actual"
    day: str | None = None
    mode: str | None = None
    place: tuple[str, str] | None = None
    killed: int | None = None
    by: int | None = None  # the statement it stands in, by number
    mutual: bool = False
    confidence: float = 0.8


@dataclass
class S:
    """A statement to be built: who, what."""

    source: str
    content: str
    stance: str = "asserts"
    relay: tuple[str, ...] = ()
    medium: str | None = None


@dataclass
class T:
    """A tie to be built."""

    kind: str
    parties: tuple[str, ...]
    change: str
    evidence: str
    effective: str | None = None
    since: str | None = None
    until: str | None = None
    roles: tuple[str, ...] = ()
    name: str | None = None


@dataclass
class R:
    """A report to be built."""

    text: str
    published: str | None = "2021-07-12"
    outlet: str | None = "The Example"
    url: str | None = None
    agency: str | None = None
    title: str | None = None
    events: list[E] = field(default_factory=list)
    statements: list[S] = field(default_factory=list)
    ties: list[T] = field(default_factory=list)


def actor(key: str, text: str) -> Actor:
    """An actor with a mention where its name stands in the text, if it does."""
    if key in OUTLETS:
        name, state = OUTLETS[key]
        kind, sectors, role = "outlet", ("JRN",), None
    elif key in PEOPLE:
        name, state, role = PEOPLE[key]
        kind, sectors = "person", ("GOV",)
    else:
        name, state, kind, sectors, role = STATES.get(key, key), key if len(key) == 3 else None, "state", (), None
    at = text.find(name)
    mentions = (Mention(at, at + len(name), name, "name"),) if at >= 0 else ()
    return Actor(key, name, kind, state, sectors, role, None, mentions)


def build(wanted: R) -> Reading:
    """The reading of a described report."""
    text, rid = wanted.text, report_id(wanted.text)
    report = Report(
        id=rid, text=text, title=wanted.title, outlet=Outlet(wanted.outlet) if wanted.outlet else None, url=wanted.url,
        published=wanted.published, dateline=Dateline(agency=wanted.agency) if wanted.agency else None,
    )  # fmt: skip
    statements = tuple(_statement(text, rid, one) for one in wanted.statements)
    events = tuple(_event(text, rid, one, statements) for one in wanted.events)
    ties = tuple(_tie(text, rid, one) for one in wanted.ties)
    keys = [key for one in wanted.events for key in (one.actor, one.recipient) if key]
    keys += [key for one in wanted.statements for key in (one.source, *one.relay)]
    keys += [key for one in wanted.ties for key in one.parties]
    return Reading(report, tuple(actor(key, text) for key in dict.fromkeys(keys)), statements, events, ties)


def _span(text: str, piece: str):
    at = text.index(piece)
    return span_of(text, at, at + len(piece))


def _statement(text: str, rid: str, one: S) -> Statement:
    span = _span(text, one.content)
    return Statement(
        claim_id("s", rid, (span.start, span.end), "statement", []), one.source, None, None, (span,), (), "indirect",
        one.medium, (), one.stance, None, one.relay, 0.9,
    )  # fmt: skip


def _event(text: str, rid: str, one: E, statements: tuple[Statement, ...]) -> Event:
    span = _span(text, one.trigger)
    cameo = BOOK.to_cameo(one.type, one.mode)
    sides = tuple(filter(None, (one.actor, one.recipient)))
    return Event(
        claim_id("e", rid, (span.start, span.end), f"event:{one.type}:{one.actor}:{one.recipient}", []),
        one.type, one.mode, (), cameo, BOOK.quad(one.type), BOOK.goldstein(cameo),
        sides if one.mutual else (one.actor,) if one.actor else (),
        sides if one.mutual else (one.recipient,) if one.recipient else (),
        span, _sentence(text, span.start), one.status, statements[one.by].id if one.by is not None else None,
        Time(one.day, one.day, "day", None) if one.day else None,
        Place(one.place[0], None, None, None, one.place[1], None) if one.place else None,
        Counts(killed=one.killed), (), one.confidence, "by hand",
    )  # fmt: skip


def _sentence(text: str, at: int):
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(".", at)
    return span_of(text, start, end + 1 if end >= 0 else len(text))


def _tie(text: str, rid: str, one: T) -> Tie:
    span = _span(text, one.evidence)
    roles = one.roles or ("party",) * len(one.parties)
    return Tie(
        claim_id("t", rid, (span.start, span.end), f"tie:{one.kind}:{one.change}", []), one.kind, one.name,
        tuple(Party(who, role) for who, role in zip(one.parties, roles, strict=True)), (),
        Change(one.change, one.effective, None, None), one.since, one.until, (), None, span, 0.7,
    )  # fmt: skip
