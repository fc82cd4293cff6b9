"""Registers that users have: alliances, sanctions, resolutions, orders, read into the same records as the news.

    for made in import_register("atop", Path("atop-member-level.csv"), knowledge): ...    # Reading | InputError

Nothing of these files is part of the package; see ``docs/ties.md`` for where each comes from and how to cite it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from dragoman.errors import InputError, UsageError
from dragoman.ingest.registers.sources import Names, Numbers, Register, registers
from dragoman.knowledge import Knowledge
from dragoman.record import Reading

__all__ = ["KINDS", "Register", "import_register", "registers"]

KINDS = ("atop", "cow-alliances", "gsdb", "opensanctions-programs", "unsc", "us-executive-orders")
_NEEDED = {
    "atop": ("atopid", "proren", "defense"),
    "cow-alliances": ("version4id", "ccode1", "ccode2"),
    "gsdb": ("case_id", "sanctioned_state", "sanctioning_state", "begin"),
}


def import_register(
    kind: str, path: Path, knowledge: Knowledge, edition: str | None = None
) -> Iterator[Reading | InputError]:
    """The readings of a register's file or folder, in its order. ``edition`` replaces the register's own day."""
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no register; there are {', '.join(KINDS)}")
    register = registers()[kind]
    if edition:
        register = msgspec.structs.replace(register, edition=edition, covers=edition)
    return _readings(kind, path, register, knowledge)


def _readings(kind: str, path: Path, register: Register, knowledge: Knowledge) -> Iterator[Reading | InputError]:
    from dragoman.codebook import load_codebook
    from dragoman.ingest.registers import alliances, council, orders, sanctions

    names = Names(knowledge)
    if kind == "atop":
        yield from alliances.atop(_rows(path, kind), register, Numbers(knowledge))
    elif kind == "cow-alliances":
        yield from alliances.cow_alliances(_rows(path, kind), register, Numbers(knowledge))
    elif kind == "gsdb":
        yield from sanctions.gsdb(_rows(path, kind), register, names)
    elif kind == "opensanctions-programs":
        yield from sanctions.programmes(path, register, names)
    elif kind == "unsc":
        yield from council.Council(register, names, load_codebook()).read(path)
    else:
        yield from orders.Orders(register, names).read(path)


def _rows(path: Path, kind: str) -> Iterator[Mapping[str, str]]:
    """The rows of a CSV file; an error if it lacks the columns that the importer needs."""
    if path.is_dir():
        raise InputError(str(path), "a folder", "give the CSV file")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in _NEEDED[kind] if name not in (reader.fieldnames or ())]
        if missing:
            raise InputError(str(path), f"no column {', '.join(missing)}", f"give the file as {kind} publishes it")
        yield from reader
