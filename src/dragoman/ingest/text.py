"""Decode bytes and make the report record from a text and what is known about it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from dragoman.errors import InputError, UsageError
from dragoman.record import Outlet, Report, report_id

# A long report has 200,000 characters (a book-length inquiry). Ten times that is no report but a file of another kind,
# and reading it as one text would cost gigabytes.
MAX_CHARACTERS = 2_000_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


class Source(msgspec.Struct, frozen=True):
    """What the user says about an input; each field fills in what the input itself does not tell."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    encoding: str | None = None


def parse_published(value: str) -> str:
    """An ISO date or date-time from an ISO or RFC 2822 date. Raises UsageError if it is neither."""
    text = value.strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        raise UsageError(f"{value!r} is no date; write it as 2021-07-12 or 2021-07-12T08:30:00+09:00") from None


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """Text from bytes. Raises InputError for empty, binary or wrongly encoded input."""
    if not data.strip():
        raise InputError(where, "the file is empty", "give a file that holds a text")
    if encoding is None and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    if encoding is None and b"\x00" in data[:4096]:
        raise InputError(where, "this is a binary file", "give plain text, HTML or JSON Lines")
    try:
        return data.decode(encoding or "utf-8-sig")
    except LookupError:
        raise InputError(where, f"unknown encoding {encoding!r}", "name one that Python knows, e.g. cp1252") from None
    except UnicodeDecodeError as error:
        wrong = f"not {encoding or 'UTF-8'} at byte {error.start}"
        raise InputError(where, wrong, "save it as UTF-8 or name its encoding with --encoding") from None


def make_report(text: str, where: str, source: Source, *, language: str | None = None) -> Report:
    """The report record of a text. Raises InputError if the text is empty or longer than ``MAX_CHARACTERS``.

    Line ends become newlines and control characters spaces, so that spans of the report can be shown as they are.
    """
    body = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not any(character.isalnum() for character in body):
        raise InputError(where, "there is no text in it", "give a file that holds a text")
    if len(body) > MAX_CHARACTERS:
        size = f"{len(body):,} characters in one report (the limit is {MAX_CHARACTERS:,})"
        raise InputError(where, size, "split it into reports, one a file or one a line of JSON Lines")
    return Report(
        id=report_id(body),
        text=body,
        title=(source.title or "").strip() or None,
        outlet=Outlet(source.outlet.strip()) if source.outlet and source.outlet.strip() else None,
        url=source.url,
        published=source.published,
        language=language,
    )
