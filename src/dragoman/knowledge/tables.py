"""Tables: TSV files with a header, read whole, checked for their columns, and overlaid by a user's folder.

A table of the user's folder has the name and the columns of ours. Its rows win: they come first, and they replace the
rows of ours that have the same key (``KEYS``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import DataError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sectors": ("code", "name", "description", "source"),
    "states": (
        "code", "iso", "cow", "wikidata", "name", "official", "kind", "parent", "successors", "claimants",
        "from", "to", "source",
    ),
    "state_names": ("code", "form", "kind", "prior", "flags", "from", "to", "source"),
    "capitals": ("state", "form", "prior", "flags", "from", "to", "source"),
    "seats": ("id", "form", "state", "stands_for", "sectors", "reading", "from", "to", "source"),
    "leaders": ("person", "name", "state", "body", "office", "rank", "sectors", "from", "to", "source"),
    "ministers": ("person", "name", "state", "body", "office", "rank", "sectors", "from", "to", "source"),
    "figures": ("person", "name", "state", "body", "office", "rank", "sectors", "from", "to", "source"),
    "people": ("person", "name", "surname", "variants", "wikidata", "source"),
    "offices": ("noun", "plural", "office", "level", "kind", "sectors", "source"),
    "modifiers": ("form", "effect", "sectors", "source"),
    "role_nouns": ("noun", "plural", "kind", "sectors", "source"),
    "organisations": ("id", "name", "kind", "state", "sectors", "aliases", "wikidata", "from", "to", "source"),
    "standing": ("id", "sectors", "from", "to", "source"),
    "igo_members": ("organisation", "state", "status", "from", "to", "source"),
    "peoples": ("id", "name", "plural", "adjective", "kind", "states", "sectors", "aliases", "source"),
    "outlets": (
        "id", "name", "kind", "state", "owner", "control", "control_year", "domains", "aliases", "wikidata", "source",
    ),
    "regions": ("id", "name", "kind", "state", "adjective", "people", "aliases", "flags", "from", "to", "source"),
}  # fmt: skip

KEYS: Mapping[str, tuple[str, ...]] = {
    "sectors": ("code",),
    "states": ("code",),
    "state_names": ("code", "form", "kind", "from"),
    "capitals": ("state", "form", "from"),
    "seats": ("form", "stands_for", "from"),
    "leaders": ("person", "office", "from"),
    "ministers": ("person", "office", "from"),
    "figures": ("person", "office", "from"),
    "people": ("person",),
    "offices": ("noun",),
    "modifiers": ("form",),
    "role_nouns": ("noun",),
    "organisations": ("id",),
    "standing": ("id", "from"),
    "igo_members": ("organisation", "state", "from"),
    "peoples": ("id",),
    "outlets": ("id",),
    "regions": ("id",),
}


class KnowledgeError(DataError):
    """A table of the knowledge is broken. The message names file, line and remedy."""

    def __init__(self, where: str, wrong: str, remedy: str) -> None:
        super().__init__(f"{where}: {wrong}; {remedy}")


class Table:
    """One table: ``rows`` as lists of strings in the order of ``columns``; ``where`` says where a row stands."""

    def __init__(self, name: str, path: str, text: str) -> None:
        self.name = name
        self.path = path
        self.columns = COLUMNS[name]
        lines = text.split("\n")
        if tuple(lines[0].rstrip("\r").split("\t")) != self.columns:
            raise KnowledgeError(f"{path}:1", "the header is not that of this table", f"write {' '.join(self.columns)}")
        self.rows: list[list[str]] = [line.rstrip("\r").split("\t") for line in lines[1:] if line.strip()]
        self._places: list[str] = []
        width = len(self.columns)
        for number, row in enumerate(self.rows):
            if len(row) != width:
                wrong = f"{len(row)} cells in place of {width}"
                raise KnowledgeError(self.where(number), wrong, "give each column one cell, parted by tabs")

    def where(self, number: int) -> str:
        """File and line of a row."""
        return self._places[number] if self._places else f"{self.path}:{number + 2}"

    def overlay(self, other: Table) -> None:
        """Put the rows of another table first, in place of the rows of this one that have the same key."""
        positions = [self.at(column) for column in KEYS[self.name]]
        taken = {tuple(row[at] for at in positions) for row in other.rows}
        kept = [
            (row, self.where(number))
            for number, row in enumerate(self.rows)
            if tuple(row[at] for at in positions) not in taken
        ]
        self._places = [other.where(number) for number in range(len(other.rows))] + [place for _, place in kept]
        self.rows = other.rows + [row for row, _ in kept]

    def at(self, column: str) -> int:
        """The position of a column."""
        return self.columns.index(column)

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """The first row of each value of the first column."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            found.setdefault(row[0], row)
        return found


def read_table(name: str, extra: Path | None) -> Table:
    """Our table, overlaid by the user's of the same name if there is one."""
    ours = _packaged() / f"{name}.tsv"
    table = Table(
        name, f"data/knowledge/{name}.tsv", ours.read_text(encoding="utf-8") if ours.is_file() else _empty(name)
    )
    theirs = extra / f"{name}.tsv" if extra else None
    if theirs is None or not theirs.is_file():
        return table
    table.overlay(Table(name, str(theirs), theirs.read_text(encoding="utf-8")))
    return table


def _packaged() -> Traversable:
    return files("dragoman") / "data" / "knowledge"


def _empty(name: str) -> str:
    return "\t".join(COLUMNS[name])
