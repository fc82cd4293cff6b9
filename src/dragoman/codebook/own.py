"""A user's own codebook: types with a definition, marked examples and patterns, in one YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from dragoman.codebook.patterns import Pattern, read_patterns
from dragoman.codebook.plover import Codebook, EventType
from dragoman.errors import DataError

_MARK = re.compile(r"\[([^\[\]]+)\]")
_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


class Example(NamedTuple):
    """A sentence and the character range of the word or phrase that names the event."""

    text: str
    start: int
    end: int


class OwnType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type as its file gives it. ``like`` is the PLOVER type whose quad class, score and CAMEO code it shares."""

    like: str
    definition: str
    examples: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()

    def marked(self) -> tuple[Example, ...]:
        """The examples with their triggers."""
        return tuple(_example(line) for line in self.examples)

    def unmarked(self) -> tuple[Example, ...]:
        """The negative examples with the word or phrase that might be taken for a trigger."""
        return tuple(_example(line) for line in self.negative)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    types: dict[str, OwnType]
    patterns: list[dict[str, object]] = []


class OwnCodebook(msgspec.Struct, frozen=True):
    """A checked codebook of a user."""

    version: str
    types: Mapping[str, OwnType]
    patterns: tuple[Pattern, ...]

    def extend(self, book: Codebook) -> Codebook:
        """The packaged codebook with these types added."""
        added = {name: _entry(name, one, book.types[one.like]) for name, one in self.types.items()}
        codes = {(name, "", ""): book.to_cameo(one.like, None) for name, one in self.types.items()}
        return msgspec.structs.replace(
            book,
            version=f"{book.version}+{self.version}",
            types={**book.types, **added},
            preferred={**book.preferred, **codes},
        )


def read_own(path: Path, book: Codebook) -> OwnCodebook:
    """Read and check a user's file. Raises DataError that names the file and what is wrong in it."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        file = msgspec.convert(raw, _File)
        own = OwnCodebook(file.version, file.types, read_patterns(file.patterns, path.name))
        _check(own, book)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataError(f"{path}: {' '.join(str(error).split())}") from error
    except DataError as error:
        raise DataError(f"{path}: {error}") from error
    return own


def _check(own: OwnCodebook, book: Codebook) -> None:
    for name, one in own.types.items():
        if not _NAME.fullmatch(name):
            raise DataError(f"type {name!r}: a name is upper-case letters, digits and _, and begins with a letter")
        if name in book.types:
            raise DataError(f"type {name!r} is one of PLOVER's: choose another name")
        if one.like not in book.types:
            raise DataError(f"type {name!r}: `like` names no PLOVER type: {one.like!r}")
        one.marked()
        one.unmarked()
    for pattern in own.patterns:
        if pattern.type not in own.types and pattern.type not in book.types:
            raise DataError(f"pattern {pattern.id!r} gives the unknown type {pattern.type!r}")


def _example(line: str) -> Example:
    """Split ``They [expelled] him.`` Raises DataError unless exactly one stretch is marked."""
    found = list(_MARK.finditer(line))
    if len(found) != 1:
        raise DataError(f"mark one trigger with [brackets] in {line!r}")
    start = found[0].start()
    return Example(_MARK.sub(r"\1", line), start, start + len(found[0][1]))


def _entry(name: str, one: OwnType, like: EventType) -> EventType:
    return EventType(
        name=name,
        quad=like.quad,
        score=like.score,
        recipient_required=False,
        definition=one.definition,
        distinctions=(),
        positive=tuple(example.text for example in one.marked()),
        negative=tuple(example.text for example in one.unmarked()),
        modes={},
    )
