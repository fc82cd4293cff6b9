"""Files, folders and standard input: each becomes a stream of reports and errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.errors import InputError, UsageError
from dragoman.ingest.html import report_from_html
from dragoman.ingest.text import MAX_CHARACTERS, Source, decode, make_report, parse_published
from dragoman.record import Report

SUFFIXES = {".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
MAX_BYTES = 4 * MAX_CHARACTERS  # a code point has at most four bytes in UTF-8


def read_path(path: Path, source: Source) -> Iterator[Report | InputError]:
    """Every report in a file, or in the files of a folder (by name, those with a known suffix)."""
    try:
        if path.is_dir():
            yield from _folder(path, source)
            return
        with path.open("rb") as stream:
            yield from read_stream(stream, str(path), source, kind=SUFFIXES.get(path.suffix.lower()))
    except FileNotFoundError:
        yield InputError(str(path), "there is no such file", "check the path")
    except PermissionError:
        yield InputError(str(path), "it cannot be read (no permission)", "change its permissions or leave it out")
    except OSError as error:
        yield InputError(str(path), error.strerror or "it cannot be read", "check the file")


def _folder(path: Path, source: Source) -> Iterator[Report | InputError]:
    inside = sorted(child for child in path.rglob("*") if child.suffix.lower() in SUFFIXES and child.is_file())
    if not inside:
        known = ", ".join(sorted(SUFFIXES))
        yield InputError(str(path), "no readable file in the folder", f"it should hold files ending in {known}")
    for child in inside:
        yield from read_path(child, source)


def read_stream(
    stream: BinaryIO, where: str, source: Source, *, kind: str | None = None
) -> Iterator[Report | InputError]:
    """Every report in an open binary stream. ``kind`` is text, html or jsonl; None: told from the first bytes."""
    if kind == "jsonl":
        yield from _json_lines(stream, where, source)
        return
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield InputError(where, f"more than {MAX_BYTES:,} bytes in one report", "split it into reports")
        return
    if (kind or _sniff(data)) == "jsonl":
        from io import BytesIO

        yield from _json_lines(BytesIO(data), where, source)
        return
    try:
        text = decode(data, where, source.encoding)
        is_page = (kind or _sniff(data)) == "html"
        yield report_from_html(text, where, source) if is_page else make_report(text, where, source)
    except InputError as error:
        yield error


def _sniff(data: bytes) -> str:
    """What kind of input this is, from its first bytes."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "jsonl" if head.startswith(b"{") else "text"


def _json_lines(stream: BinaryIO, where: str, source: Source) -> Iterator[Report | InputError]:
    number = 0
    while True:
        line = stream.readline(MAX_BYTES + 1)
        if not line:
            break
        number += 1
        place = f"{where}:{number}"
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            yield InputError(place, f"the line is longer than {MAX_BYTES:,} bytes", "one report a line, please")
            _skip_line(stream)
            continue
        if line.strip():
            try:
                yield _from_json(line, place, source)
            except InputError as error:
                yield error
    if number == 0:
        yield InputError(where, "the file is empty", "give one JSON object a line, with a field 'text'")


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(MAX_BYTES)) and not piece.endswith(b"\n"):
        pass


def _from_json(line: bytes, where: str, source: Source) -> Report:
    """The report of one JSON line: ``text``, optional ``title``, ``url``, ``published``, ``outlet``."""
    try:
        entry: Any = json.loads(decode(line, where, source.encoding))
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(where, f"broken JSON ({reason})", "one JSON object a line, with a field 'text'") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise InputError(where, "no field 'text'", "one JSON object a line, with the report in 'text'")
    fields = {key: _string(entry, key, where) for key in ("title", "url", "published", "outlet")}
    if fields["published"] is not None:
        try:
            fields["published"] = parse_published(fields["published"])
        except UsageError as error:
            raise InputError(where, f"published: {error}", "mend the date or leave it out") from None
    merged = Source(**{key: value or getattr(source, key) for key, value in fields.items()})
    return make_report(entry["text"], where, msgspec.structs.replace(merged, encoding=source.encoding))


def _string(entry: dict[str, Any], key: str, where: str) -> str | None:
    """A text field of a JSON line; the outlet may be an object with a ``name``, as Dragoman writes it."""
    value = entry.get(key)
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, str):
        return value
    raise InputError(where, f"{key!r} is not a string", "quote it")
