"""Dateline and credit line: "SEOUL, July 11 (Yonhap) —" and "With files from Reuters".

Both stay in the text, so that spans hold; the dateline is blanked out for the parser, which takes it for a sentence.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.record import Dateline, Outlet, Report
from dragoman.tables import rows

_DATELINE = re.compile(
    r"\A\s*(?:(?P<place>[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z.'’-]+)*(?:, [A-Z][\w.]+)?),?\s*)?"
    r"(?P<day>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?,?\s*"
    r"(?:\((?P<agency>[A-Za-z][\w .'’-]{1,40})\))?\s*\.?\s*[—–-]{1,2}\s+"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CreditLines = tuple[re.Pattern[str], ...]
TAIL = 300  # characters at the end of a report that may hold a credit line


def _match(text: str) -> re.Match[str] | None:
    """The dateline, if it names a place or an agency."""
    found = _DATELINE.match(text)
    return found if found and (found["place"] or found["agency"]) else None


def blank_dateline(text: str) -> str:
    """The text with its dateline replaced by as many spaces, so that offsets stay."""
    found = _match(text)
    return " " * found.end() + text[found.end() :] if found else text


def with_origin(report: Report, knowledge: Knowledge, lines: CreditLines) -> Report:
    """The report with dateline, credits and the outlet's actor filled in from its text, as far as the tables know."""
    return msgspec.structs.replace(
        report,
        dateline=report.dateline or _dateline(report, knowledge),
        credit=report.credit or _credits(report.text, knowledge, lines),
        outlet=_outlet(report, knowledge),
    )


def _outlet(report: Report, knowledge: Knowledge) -> Outlet | None:
    if report.outlet is None or report.outlet.actor is not None:
        return report.outlet
    return Outlet(report.outlet.name, _agency(report.outlet.name, knowledge))


def _agency(name: str, knowledge: Knowledge) -> str | None:
    """The id of the outlet with this name; None if the tables hold none."""
    found = [entry for entry in knowledge.actor(name.strip()) if entry.kind in {"outlet", "agency"}]
    return found[0].id if found else None


def _dateline(report: Report, knowledge: Knowledge) -> Dateline | None:
    found = _match(report.text)
    if found is None:
        return None
    agency = _agency(found["agency"], knowledge) if found["agency"] else None
    place = found["place"].rstrip(".").title() if found["place"] else None
    return Dateline(place, _day(found["day"], report.published), agency)


def _day(written: str | None, published: str | None) -> str | None:
    """The ISO date of "July 11" or "11 July", in the report's year, or the year before if that were later than it."""
    if not written:
        return None
    month = next((at for at, name in enumerate(_MONTHS, 1) if name in written.lower()), None)
    number = re.search(r"\d{1,2}", written)
    year = re.search(r"\d{4}", written)
    if month is None or number is None or (year is None and published is None):
        return None
    try:
        if year is not None:
            return date(int(year.group()), month, int(number.group())).isoformat()
        on = date.fromisoformat((published or "")[:10])
        day = date(on.year, month, int(number.group()))
        return (day if day <= on else day.replace(year=on.year - 1)).isoformat()
    except ValueError:
        return None


def credit_lines() -> CreditLines:
    """The packaged patterns of credit lines; those that begin with a group are matched in any case."""
    patterns = [row["pattern"] for row in rows("ingest", "credits.tsv")]
    return tuple(re.compile(pattern, re.IGNORECASE if pattern.startswith("(?:") else 0) for pattern in patterns)


def _credits(text: str, knowledge: Knowledge, lines: CreditLines) -> tuple[str, ...]:
    """The agencies named in a credit line at the end of the report."""
    tail = text[-TAIL:]
    found: list[str] = []
    for pattern in lines:
        for match in pattern.finditer(tail):
            names = re.split(r", | and | & ", match["agency"])
            found.extend(agency for name in names if (agency := _agency(name, knowledge)))
    return tuple(dict.fromkeys(found))
