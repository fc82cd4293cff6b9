"""Quotation marks: which characters of a paragraph stand in quotes. Never fails on broken marks.

Marks are paired within a paragraph. A paragraph that opens a quote and never closes it is quoted to its end if the next
paragraph opens one again (the convention for speech that goes on); otherwise the odd mark is left out, so one odd mark
never costs more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CharRange = tuple[int, int]

_OPEN = "“«„"
_CLOSE = "”»"
_EITHER = '"'


def quoted_ranges(text: str) -> tuple[CharRange, ...]:
    """The character ranges between quotation marks, marks left out, in order."""
    ranges: list[CharRange] = []
    paragraphs = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    for at, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[at + 1][0] :][:1] if at + 1 < len(paragraphs) else ""
        ranges.extend(_paired(text, start, end, goes_on=following in _OPEN + _EITHER and following != ""))
    return tuple(ranges)


def _paired(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[CharRange]:
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if opened is None:
            if mark in _OPEN or (mark == _EITHER and _can_open(text, at, start)):
                opened = at + 1
        elif mark in _CLOSE or mark == _EITHER:
            if at > opened:
                yield opened, at
            opened = None
    if opened is not None and goes_on and end > opened:
        yield opened, end


def _can_open(text: str, at: int, start: int) -> bool:
    """A straight mark opens where a word follows and no letter or digit stands before it."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace()


def within_quotes(ranges: tuple[CharRange, ...], start: int, end: int) -> tuple[CharRange, ...]:
    """The parts of ``[start, end)`` that stand in quotes."""
    parts = [(max(start, first), min(end, last)) for first, last in ranges if first < end and start < last]
    return tuple(part for part in parts if part[1] > part[0])
