"""Alliances: ATOP (member level or alliance level) and the Correlates of War dyads.

ATOP gives each member's days of entry and exit, in phases if the obligations changed. Each phase, and in an asymmetric
pact each group of members with the same obligations, is a tie of its own: ``ATOP 3445``, ``ATOP 1020/2``. Those who owe
the obligations in an asymmetric pact have the role ``guarantor``; in all other pacts everybody does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.ingest.registers.entry import Facts, Line, Sheet, Side, reading_of
from dragoman.ingest.registers.sources import Numbers, Register, State
from dragoman.record import Reading, Role, Term

Row = Mapping[str, str]
_OBLIGATIONS = {
    "defense": "defense",
    "offense": "offense",
    "neutral": "neutrality",
    "nonagg": "nonaggression",
    "consul": "consultation",
}
_COW_TYPES = {
    "defense": "defense",
    "neutrality": "neutrality",
    "nonaggression": "nonaggression",
    "entente": "consultation",
}
# How an alliance ended: as provided, by a breach, replaced by a new agreement (read off the rows, see docs/ties.md).
_ENDINGS = {"1": "ended", "2": "broken", "3": "superseded"}
_RULES = {"0": "fixed", "1": "by_act", "2": "automatic"}


class Member(msgspec.Struct, frozen=True):
    """One member in one phase: days are ISO prefixes, ``exit`` is None while the alliance is in effect."""

    state: State
    enter: str
    exit: str | None
    owes: tuple[str, ...]


def atop(rows: Iterable[Row], register: Register, numbers: Numbers) -> Iterator[Reading]:
    """A reading for each alliance."""
    alliances: defaultdict[str, defaultdict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for one in [row] if "member" in row else _members_of(row):
            alliances[one["atopid"]][int(one.get("phase") or 0)].append(one)
    for key, phases in alliances.items():
        yield _alliance(key, phases, register, numbers)


def _members_of(row: Row) -> Iterator[Row]:
    """The alliance level as members who enter and leave with the alliance."""
    dates = {
        f"{short}{word}": row[f"{side}{long}"]
        for side, word in (("beg", "ent"), ("end", "exit"))
        for short, long in (("yr", "yr"), ("mo", "mo"), ("day", "day"))
    }
    for name, value in row.items():
        if name.startswith("mem") and name[3:].isdigit() and value:
            yield {**row, **dates, "member": value, "phase": "0"}


def _alliance(key: str, phases: Mapping[int, list[Row]], register: Register, numbers: Numbers) -> Reading:
    lines: list[Line] = []
    last = max(phases)
    for phase, rows in sorted(phases.items()):
        members = [_member(row, numbers) for row in rows]
        name = f"ATOP {key}" + (f"/{phase}" if len(phases) > 1 else "")
        ending = _ENDINGS.get(rows[0]["term"], "ended") if phase == last else "superseded"
        groups = _groups(members)
        for index, (owes, owing) in enumerate(groups.items()):
            label = name + ("abcdefgh"[index] if len(groups) > 1 else "")
            terms = (*(Term("atop", code) for code in owes), *_rule(rows[0]))
            lines += _phase_lines(label, members, owing if len(groups) > 1 else None, terms, ending, register)
    start = min(_date(row, "ent") for rows in phases.values() for row in rows)
    title = f"Alliance ATOP {key}, begun {start}"
    return reading_of(Sheet(register, title), [Line(f"{title}."), *lines])


def _member(row: Row, numbers: Numbers) -> Member:
    enter = _date(row, "ent")
    left = None if row["yrexit"] in {"", "0"} else _date(row, "exit")
    owes = tuple(code for column, code in _OBLIGATIONS.items() if row[column] == "1")
    return Member(numbers.state(row["member"], enter), enter, left, owes)


def _groups(members: Sequence[Member]) -> dict[tuple[str, ...], list[Member]]:
    """The members by what they owe, those who owe nothing left out; one group if all owe the same."""
    groups: dict[tuple[str, ...], list[Member]] = {}
    for member in members:
        groups.setdefault(member.owes, []).append(member)
    if len(groups) > 1:
        groups.pop((), None)
        if len(groups) == 1:  # some owe, others do not: still asymmetric, so a second, empty group keeps the letter
            groups[()] = []
    return groups


def _date(row: Row, which: str) -> str:
    """The ISO prefix of an entry or exit date whose month or day may be missing."""
    year, month, day = (row[f"{part}{which}"] for part in ("yr", "mo", "day"))
    pieces = [f"{int(year):04d}"]
    for piece in (month, day):
        if not piece or int(float(piece)) <= 0:
            break
        pieces.append(f"{int(float(piece)):02d}")
    return "-".join(pieces)


def _rule(row: Row) -> tuple[Term, ...]:
    """The renewal rule: kind, months of the first term, months of each renewal."""
    months, renewal = int(float(row["length"] or 0)), int(float(row["renewlgt"] or 0))
    if months <= 0:
        return (Term("rule", "indefinite"),)
    found = [Term("rule", _RULES.get(row["proren"], "fixed")), Term("months", str(months))]
    return (*found, Term("renewal", str(renewal))) if renewal > 0 else tuple(found)


def _phase_lines(
    name: str,
    members: Sequence[Member],
    owing: Sequence[Member] | None,
    terms: tuple[Term, ...],
    ending: str,
    register: Register,
) -> Iterator[Line]:
    """The changes of one tie: who began it, who joined, who left, how it ended or that it stands."""
    if owing is not None and not owing:
        return
    by_entry: defaultdict[str, list[Member]] = defaultdict(list)
    by_exit: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_entry[member.enter].append(member)
        if member.exit:
            by_exit[member.exit].append(member)
    first = min(by_entry)
    for day, those in sorted(by_entry.items()):
        change = "in_force" if day == first else "joined"
        yield _line(name, change, day, _sides(those, owing), terms)
    standing = [member for member in members if member.exit is None]
    last = max(by_exit) if by_exit and not standing else None
    for day, those in sorted(by_exit.items()):
        yield _line(name, ending if day == last else "left", day, _sides(those, owing))
    if standing and register.covers:
        yield _line(name, "exists", register.covers, _sides(standing, owing))


def _sides(members: Sequence[Member], owing: Sequence[Member] | None) -> tuple[Side, ...]:
    owers = {member.state.id for member in owing or ()}
    found: dict[str, Side] = {}
    for member in members:
        role: Role = "guarantor" if member.state.id in owers else "party"
        found.setdefault(member.state.id, (member.state, role))
    return tuple(found.values())


def _line(name: str, change: str, day: str, sides: tuple[Side, ...], terms: tuple[Term, ...] = ()) -> Line:
    who = ", ".join(state.name for state, _ in sides)
    owed = ", ".join(term.code for term in terms if term.vocabulary in {"atop", "rule"})
    text = f"{name}, {change.replace('_', ' ')} {day}: {who}" + (f" ({owed})." if owed else ".")
    return Line(text, Facts("alliance", name, change, sides, day, terms=terms))


def cow_alliances(rows: Iterable[Row], register: Register, numbers: Numbers) -> Iterator[Reading]:
    """A reading for each alliance of the dyadic file; a missing end means that it stood when the data stop."""
    alliances: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        alliances[row["version4id"]].append(row)
    for key, dyads in alliances.items():
        title = f"Alliance COW {key}"
        lines = [Line(f"{title}.")]
        for row in dyads:
            name = f"COW {key}" + (f" ({row['ccode1']}-{row['ccode2']})" if len(dyads) > 1 else "")
            lines += _dyad_lines(name, row, register, numbers)
        yield reading_of(Sheet(register, title), lines)


def _dyad_lines(name: str, row: Row, register: Register, numbers: Numbers) -> Iterator[Line]:
    start = _dyad_date(row, "st")
    end = _dyad_date(row, "end")
    pair = [numbers.state(row[column], start or "0000") for column in ("ccode1", "ccode2")]
    sides: tuple[Side, ...] = tuple((state, "party") for state in pair)
    terms = tuple(Term("cow", code) for column, code in _COW_TYPES.items() if row.get(column) == "1")
    if start:
        yield _line(name, "in_force", start, sides, terms)
    if end:
        yield _line(name, "ended", end, sides)
    elif register.covers:
        yield _line(name, "exists", register.covers, sides)


def _dyad_date(row: Row, which: str) -> str | None:
    year, month, day = (row.get(f"dyad_{which}_{part}") or "" for part in ("year", "month", "day"))
    if not year or year == "NA":
        return None
    return "-".join(f"{int(float(piece)):02d}" for piece in (year, month, day) if piece and piece != "NA")
