"""Bytes in, reports out: plain text, saved pages, JSON Lines, folders, addresses.

``read_path`` yields reports and ``InputError`` objects in the order of the input, so that one broken record costs only
itself.
"""

from dragoman.ingest.fetch import fetch
from dragoman.ingest.files import read_path, read_stream
from dragoman.ingest.html import report_from_html
from dragoman.ingest.text import MAX_CHARACTERS, Source, make_report, parse_published

__all__ = [
    "MAX_CHARACTERS",
    "Source",
    "fetch",
    "make_report",
    "parse_published",
    "read_path",
    "read_stream",
    "report_from_html",
]
