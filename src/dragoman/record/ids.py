"""Identifiers: hashes of what a thing *is*, so that reading again changes none of them.

A report's id is the hash of its normalised body. A claim's id (statement, event, tie) hashes the report, the span, the
predicate and the places of the mentions, never a confidence, a time of day, a model version or a canonical actor id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

DIGITS = 16  # 64 bits: at 10^9 claims the chance of any clash is about 3 %, and clashes meet only within one report

_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def normalise(text: str) -> str:
    """The body as it is hashed: compatibility forms, plain marks, lower case, single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    return re.sub(r"\s+", " ", plain).strip()


def _hash(prefix: str, parts: Iterable[str]) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"{prefix}{hashlib.sha256(joined).hexdigest()[:DIGITS]}"


def report_id(text: str) -> str:
    """``r`` and 16 hexadecimal digits from the normalised body."""
    return _hash("r", [normalise(text)])


def publication_id(report: str, url: str) -> str:
    """``p`` and 16 digits: one for each address that carries the report."""
    return _hash("p", [report, url])


def actor_id(report: str, start: int, end: int) -> str:
    """``a`` and 16 digits: for an actor that no table knows, by its first mention."""
    return _hash("a", [report, str(start), str(end)])


def claim_id(
    prefix: str, report: str, span: tuple[int, int], predicate: str, mentions: Iterable[tuple[int, int]]
) -> str:
    """An id for a statement (``s``), event (``e``) or tie (``t``).

    ``predicate`` is what is claimed (``event:ASSAULT``), ``mentions`` the character ranges of the parties.
    """
    places = sorted(f"{start}-{end}" for start, end in mentions)
    return _hash(prefix, [report, f"{span[0]}-{span[1]}", predicate, *places])
