"""When a tie began, changed and ends: from the time expressions of its sentence."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.record import Scene, Sentence, TimeMention, Tree
from dragoman.ties.calendar import add_months, first_day
from dragoman.ties.lexicon import Lexicon

PROLONGS = frozenset({"extended", "renewed", "suspended"})
OPENS = frozenset({"signed", "imposed", "joined", "in_force", "ratified"})


class When(NamedTuple):
    """The dates of a tie and of its change, as ISO prefixes."""

    since: str | None = None
    until: str | None = None
    effective: str | None = None
    precision: str | None = None


def when(scene: Scene, sentence: Sentence, change: str, at: int, lexicon: Lexicon) -> When:
    """The dates that a sentence gives for a change stated at a word."""
    tree = Tree(sentence)
    under = tree.subtree(at)
    found = When()
    for one in scene.times_in(sentence.index):
        start = _prefix(one.time.start, one.time.precision)
        end = _prefix(one.time.end, one.time.precision)
        governed = bool(under & set(range(one.first, one.last)))
        months = _term(sentence, one, lexicon) if change in PROLONGS else None
        if months:
            found = found._replace(until=found.until or _after(scene, found.effective, months))
        elif one.kind in {"vague", "duration"} or (start is None and end is None):
            continue
        elif one.closes:
            found = found._replace(until=found.until or end or start)
        elif governed and change in OPENS:
            found = found._replace(since=start, effective=start, precision=one.time.precision)
        elif one.opens:
            found = found._replace(since=found.since or start)
        elif governed and change != "exists":
            found = found._replace(effective=start, precision=one.time.precision)
    return found


def _after(scene: Scene, effective: str | None, months: int) -> str | None:
    """The end of a term "for another year": from the change's day, else from the report's."""
    begun = first_day(effective) or first_day(scene.report.published)
    return add_months(begun, months).isoformat() if begun else None


def _term(sentence: Sentence, time: TimeMention, lexicon: Lexicon) -> int | None:
    """The months of "for another year", "for six months"; None if the expression is no such term."""
    words = [word.lower() for word in sentence.words[max(0, time.first - 2) : time.last]]
    units = (lexicon.words.get(("unit", word.rstrip("s"))) for word in words)
    unit = next((int(months) for months in units if months), None)
    if unit is None or not {"for", "by"} & set(words):
        return None
    counts = [
        lexicon.words.get(("count", word)) or (word if word.isdigit() and len(word) < 3 else None) for word in words
    ]
    return next((unit * int(count) for count in reversed(counts) if count), None)


def _prefix(day: str | None, precision: str) -> str | None:
    """An ISO day cut to its precision: 1961-01-01 of precision year is 1961."""
    if day is None:
        return None
    return day[: {"year": 4, "decade": 4, "month": 7}.get(precision, 10)]
