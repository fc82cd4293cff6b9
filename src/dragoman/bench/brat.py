"""Read brat stand-off files of attributions (source, cue, content), as PolNeAR has them."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

Range = tuple[int, int]
_SPAN = re.compile(r"^(T\d+)\t(\S+) ([\d; ]+)\t")
_EVENT = re.compile(r"^E\d+\t(.*)")
_ROLES = ("source", "cue", "content")


class Attribution(msgspec.Struct):
    """One statement: character ranges of its parts, end exclusive."""

    source: list[Range]
    cue: list[Range]
    content: list[Range]


def articles(folder: Path) -> list[tuple[Path, Path]]:
    """Pair every file of ``text/`` with its first annotator's file of ``attributions/`` (names sort by annotator).

    Raises FileNotFoundError when there are none.
    """
    first: dict[str, Path] = {}
    for ann in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(ann.stem.rpartition("_")[0], ann)
    out = [(p, first[p.stem]) for p in sorted((folder / "text").glob("*.txt")) if p.stem in first]
    if not out:
        raise FileNotFoundError(f"no annotated articles in {folder}: expected text/*.txt and attributions/*.ann")
    return out


def read(path: Path) -> list[Attribution]:
    """Read the attributions of one file; repeated arguments (Content2) are joined."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans: dict[str, list[Range]] = {}
    for line in lines:
        if match := _SPAN.match(line):
            spans[match[1]] = [_range(part) for part in match[3].split(";")]
    out = []
    for line in lines:
        if match := _EVENT.match(line):
            parts: dict[str, list[Range]] = {role: [] for role in _ROLES}
            for role, _, value in (argument.partition(":") for argument in match[1].split()):
                name = role.rstrip("0123456789").lower()
                if name in parts:
                    parts[name].extend(spans.get(value, []))
            if parts["cue"] or parts["content"]:
                out.append(Attribution(**parts))
    return out


def _range(written: str) -> Range:
    start, end = written.split()
    return int(start), int(end)
