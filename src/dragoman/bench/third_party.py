"""Texts of third-party sets that gold files point into: by source and document id, never copied into a gold file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

_PIECE = re.compile(r"\([^()]*\)?|[^()]*\)")


class Word(msgspec.Struct):
    """A word of a GUM document: place in the text, universal tag, and the entity marks that stand with it."""

    start: int
    end: int
    form: str
    upos: str
    entity: str


class Entity(msgspec.Struct, frozen=True):
    """One entity mention of GUM: its group, type and words."""

    group: str
    etype: str
    first: int
    last: int


def document(texts: Path | None, source: str, name: str) -> str | None:
    """The text of a document, None if the set is not there."""
    if texts is None:
        return None
    if source == "gum":
        path = texts / "gum_open" / "dep" / f"{name}.conllu"
        return gum(path)[0] if path.exists() else None
    for path in sorted((texts / "re3d_open").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["_id"] == name:
                return str(entry["text"])
    return None


def gum(path: Path) -> tuple[str, list[Word]]:
    """A GUM document: its sentences joined by line ends, and its words with their places in that text."""
    words: list[Word] = []
    texts: list[str] = []
    offset = at = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            offset += len(texts[-1]) + 1 if texts else 0
            texts.append(line[9:])
            at = 0
        elif line and line[0] != "#":
            cols = line.split("\t")
            if not cols[0].isdigit():
                continue
            begin = texts[-1].find(cols[1], at)
            begin = at if begin < 0 else begin
            at = begin + len(cols[1])
            marks = next((m[7:] for m in cols[9].split("|") if m.startswith("Entity=")), "")
            words.append(Word(offset + begin, offset + at, cols[1], cols[3], marks))
    return "\n".join(texts), words


def entities(words: list[Word]) -> Iterator[Entity]:
    """The entity mentions of a GUM document, in the order of their ends."""
    opened: list[tuple[str, str, int]] = []
    for number, word in enumerate(words):
        for piece in _PIECE.findall(word.entity):
            if piece.startswith("("):
                group, etype, *_ = piece[1:].rstrip(")").split("-")
                opened.append((group, etype, number))
            if piece.endswith(")"):
                group = piece.strip("()").split("-")[0]
                at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == group), None)
                if at is not None:
                    _, etype, first = opened.pop(at)
                    yield Entity(group, etype, first, number)
