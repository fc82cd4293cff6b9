"""Codebook patterns: a trigger word and what must and must not hang on it in the dependency tree, as data.

The records and their checks only; ``dragoman.events.matching`` applies them to trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

from dragoman.errors import DataError

ANY = "*"


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern. ``word`` holds lemmas or lower-case forms of the trigger.

    Keys of ``having`` and ``lacking`` are dependency relations, with a preposition where it matters (``obl:with``);
    ``obj`` also stands for the subject of a passive. Their values are lemmas, ``*`` for any. ``recipient`` names the
    relation of the one acted on; ``mutual`` makes all actors recipients too. ``sure`` is the share of right codings on
    the sentences it was written against: it fires where the model is less sure than that.
    """

    id: str
    type: str
    word: tuple[str, ...]
    sure: float
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    pos: Literal["VERB", "NOUN"] = "VERB"
    mode: str | None = None
    having: Mapping[str, tuple[str, ...]] = {}
    lacking: Mapping[str, tuple[str, ...]] = {}
    recipient: str = "obj"
    mutual: bool = False


def load_patterns() -> tuple[Pattern, ...]:
    """The packaged patterns. Raises DataError if the file is broken."""
    text = (files("dragoman") / "data" / "codebook" / "patterns.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return read_patterns(yaml.load(text, Loader=loader), "patterns.yaml")  # noqa: S506 - a safe loader


def read_patterns(raw: Any, where: str) -> tuple[Pattern, ...]:  # noqa: ANN401 - what YAML gave
    """Check a list of patterns as YAML gave it. Raises DataError that names the file and the field."""
    try:
        found = msgspec.convert(raw or [], tuple[Pattern, ...])
    except msgspec.ValidationError as error:
        raise DataError(f"{where}: {error}") from error
    _check(found, where)
    return found


def _check(found: Iterable[Pattern], where: str) -> None:
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            raise DataError(f"{where}: pattern {one.id!r} is there twice")
        if not 0 < one.sure <= 1:
            raise DataError(f"{where}: pattern {one.id!r}: `sure` lies between 0 and 1")
        if not one.positive or not one.negative:
            raise DataError(f"{where}: pattern {one.id!r} needs a positive and a negative example")
        seen.add(one.id)
