"""Judgements on identity: that two actors are the same, are not, or that nobody is sure; who judged, when and why.

A judgement is a row of ``identities.tsv`` in a user's folder. Rows are only ever added: the last row on a pair counts,
the earlier ones stay as its history, so that every merger can be undone. Ids in the record never change by it; who
reads a store asks ``Identities.canonical`` which ids to show as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from dragoman.knowledge.tables import KnowledgeError

FILE = "identities.tsv"
COLUMNS = ("left", "right", "judgement", "who", "when", "why")
JUDGEMENTS = frozenset({"same", "different", "unsure"})
_OWN = 17  # length of the ids of actors that only one report knows: "a" and 16 digits


class Judgement(msgspec.Struct, frozen=True):
    """One judgement on two actor ids; ``when`` is an ISO date."""

    left: str
    right: str
    judgement: str
    who: str
    when: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, whichever was named first."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


class Identities:
    """The judgements of a folder, and what follows from those that count."""

    def __init__(self, history: Iterable[Judgement] = ()) -> None:
        self.history = tuple(history)
        self.standing = {one.pair: one for one in self.history}
        self._groups = self._merged()

    @classmethod
    def load(cls, folder: Path | None) -> Identities:
        """The judgements of a folder; none if it has no such file. Raises KnowledgeError for a broken row."""
        path = folder / FILE if folder else None
        return cls(_read(path) if path is not None and path.is_file() else ())

    def canonical(self, key: str) -> str:
        """The id that stands for an actor: of all judged the same, one of the tables, else the first in order."""
        return min(self.same(key), key=lambda one: (len(one) == _OWN and one.startswith("a"), one))

    def same(self, key: str) -> frozenset[str]:
        """All ids that mean this actor, itself included."""
        return self._groups.get(key, frozenset({key}))

    def judgement(self, left: str, right: str) -> Judgement | None:
        """The judgement that counts for a pair, or None."""
        return self.standing.get((left, right) if left <= right else (right, left))

    def conflicts(self) -> list[str]:
        """Pairs judged different or unsure that other judgements make the same, one line each."""
        return [
            f"{left} and {right} are judged {one.judgement} by {one.who} on {one.when}, but other judgements join them"
            for (left, right), one in self.standing.items()
            if one.judgement != "same" and right in self.same(left)
        ]

    def _merged(self) -> dict[str, frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for (left, right), one in self.standing.items():
            if one.judgement == "same":
                joined = groups.get(left, {left}) | groups.get(right, {right})
                groups.update(dict.fromkeys(joined, joined))
        return {key: frozenset(group) for key, group in groups.items()}


def add_judgement(folder: Path, judgement: Judgement) -> None:
    """Add a judgement to a folder's file, which is made if it is missing. Raises KnowledgeError for a bad one."""
    path = folder / FILE
    fault = _fault(judgement)
    if fault:
        raise KnowledgeError(str(path), fault, "mend the judgement")
    fresh = not path.exists()
    with path.open("a", encoding="utf-8") as file:
        if fresh:
            file.write("\t".join(COLUMNS) + "\n")
        file.write("\t".join(getattr(judgement, column) for column in COLUMNS) + "\n")


def _read(path: Path) -> Iterator[Judgement]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{path}:1", "the header is not that of this table", f"write {' '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise KnowledgeError(f"{path}:{number}", f"{len(cells)} cells in place of {len(COLUMNS)}", "mend the row")
        made = Judgement(*cells)
        fault = _fault(made)
        if fault:
            raise KnowledgeError(f"{path}:{number}", fault, "mend the row")
        yield made


def _fault(one: Judgement) -> str | None:
    """What is wrong with a judgement, or None."""
    if one.judgement not in JUDGEMENTS:
        return f"judgement is {one.judgement!r}, not one of {', '.join(sorted(JUDGEMENTS))}"
    cells = [getattr(one, column) for column in COLUMNS]
    if not all(cells) or any("\t" in cell or "\n" in cell for cell in cells):
        return "a cell is empty or holds a tab or a line end"
    if one.left == one.right:
        return f"{one.left} is judged against itself"
    try:
        date.fromisoformat(one.when)
    except ValueError:
        return f"{one.when!r} is no date"
    return None
