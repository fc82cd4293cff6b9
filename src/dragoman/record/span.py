"""A stretch of a report's text. Offsets are Unicode code points, end exclusive."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """``report.text[start:end] == text``, always."""

    start: int
    end: int
    text: str

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies within this span (or is the same)."""
        return self.start <= other.start and other.end <= self.end


def span_of(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of ``text``. Raises IndexError if it does not lie within the text or is empty."""
    if not 0 <= start < end <= len(text):
        raise IndexError(f"span {start}–{end} lies outside a text of {len(text)} characters")
    return Span(start, end, text[start:end])
