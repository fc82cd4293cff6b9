"""Executive orders of the President of the United States: national emergencies declared, continued, ended.

A file holds one order (text or Markdown): its number, its day, and its text. The tie is named after the order that
declared the emergency, so that each later order is a change of the same tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.ingest.registers.entry import Facts, Line, Sheet, Side, reading_of
from dragoman.ingest.registers.sources import Names, Register, State, table
from dragoman.ingest.registers.titles import iso_day, later
from dragoman.record import Reading, Term

USA = State("USA", "United States", "USA")
_NUMBER = re.compile(r"Executive Order(?: Number)?:?\s*(?:No\.? ?)?(\d{4,5})")
_TITLE = re.compile(r"^# *Executive Order (\d{4,5})[:—–-]* *(.*)$", re.MULTILINE)
_DATED = re.compile(r"\*\*(?:Date|Signed):\*\* *([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_OF_DAY = re.compile(r"Executive Order \d{4,5} of ([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_ORDER = r"(Executiver? Order|Proclamation) (?:No\. ?)?(\d{4,5})(?: of ([A-Z][a-z]+) (\d{1,2}), +(\d{4}))?"
_EMERGENCY = r"national (?:economic )?emergenc(?:y|ies)"
_DECLARES = re.compile(
    rf"(?:hereby|I|and|therefore,?) (?:hereby |therefore |do )*(?:declare|proclaim)(?: that)? an? {_EMERGENCY}",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rf"{_EMERGENCY}[^.;]{{0,160}}?declared[^.;]{{0,80}}?(?:in|by|pursuant to|under) {_ORDER}", re.IGNORECASE
)
_ENDED = re.compile(
    rf"terminat(?:e|ion of) the {_EMERGENCY} (?:described and )?declared(?: and expanded in scope)? "
    rf"in (that|those|{_ORDER})",
    re.IGNORECASE,
)
_AND_ORDER = re.compile(rf",? and {_ORDER}")
_EACH = re.compile(_ORDER)
_CONTINUES = re.compile(rf"(?:continuing|continue|extend)[^.;]{{0,60}}?{_EMERGENCY}", re.IGNORECASE)
_EXPANDS = re.compile(rf"(?:expand|modif)\w*[^.;]{{0,40}}?scope of the {_EMERGENCY}", re.IGNORECASE)


class Order(msgspec.Struct, frozen=True):
    """One order: number, title, day and text."""

    number: str
    title: str
    day: str
    text: str


class Orders:
    """Reads orders."""

    def __init__(self, register: Register, names: Names) -> None:
        self.register = register
        self.names = names
        self.subjects = [(row["words"].casefold(), row["state"]) for row in table("subjects.tsv")]

    def read(self, path: Path) -> Iterator[Reading | InputError]:
        """The readings of a file or folder. Orders that touch no emergency give a reading without ties."""
        files = sorted(one for one in path.rglob("*") if one.suffix in {".md", ".txt"}) if path.is_dir() else [path]
        for one in files:
            order = parse(one.read_text(encoding="utf-8", errors="replace"), one.stem)
            if order is None:
                yield InputError(str(one), "no executive order", "give text with its number and day")
            else:
                yield self.reading(order)

    def reading(self, order: Order) -> Reading:
        """The reading of one order."""
        head = f"Executive Order {order.number} of {order.day}: {order.title}."
        lines = [Line(head), *self.lines(order)]
        sheet = Sheet(self.register, f"Executive Order {order.number}: {order.title}", order.day)
        return reading_of(sheet, lines)

    def lines(self, order: Order) -> Iterator[Line]:
        """The changes of emergencies that an order makes: its own declaration, then those of earlier orders."""
        own = f"Executive Order {order.number}"
        if _DECLARES.search(order.text):
            yield self._line(order, "declared", own, None)
        over = ended(order.text)
        told = dict(over)
        changes = dict.fromkeys(over, "ended")
        for match in _DECLARED.finditer(order.text):
            name, since = _named_order(match.groups())
            told[name] = told.get(name) or since
            changes.setdefault(name, _change(order.text, match))
        for name, change in changes.items():
            if name != own:
                yield self._line(order, change, name, told[name])

    def _line(self, order: Order, change: str, name: str, since: str | None) -> Line:
        states = self.subject(order)
        sides: tuple[Side, ...] = ((USA, "declarer"), *((state, "subject") for state in states))
        where = f" with respect to {', '.join(state.name for state in states)}" if states else ""
        until = later(order.day, 12) if change == "extended" else None
        told = f"Order {order.number}, the {USA.name}' national emergency of {name}{where}: {change} {order.day}"
        text = told + (f" until {until}" if until else "") + (f" (declared {since})." if since else ".")
        terms = (Term("rule", "annual"), Term("months", "12"), Term("renewal", "12"))
        return Line(text, Facts("emergency", name, change, sides, order.day, until, since, terms))

    def subject(self, order: Order) -> tuple[State, ...]:
        """The states an order is about: those in its title; else those in the finding that leads to the declaration."""
        day = date.fromisoformat(order.day)
        finding = _DECLARES.search(order.text)
        before = order.text[: finding.start()] if finding else ""
        sentence = before[before.rfind(". ") + 1 :]
        for where in (order.title, sentence):
            found, bodies = self._named(where, day)
            if found or bodies:
                return found
        return ()

    def _named(self, where: str, day: date) -> tuple[tuple[State, ...], bool]:
        """The states that a text names, and whether it names an international body."""
        folded = where.casefold()
        found: dict[str, State] = {}
        bodies = False
        for words, code in self.subjects:
            if words in folded:
                entry = self.names.knowledge.entry(code, day)
                found[code] = State(code, entry.name if entry else code, code)
        for match in self.names.knowledge.find_all(re.findall(r"\w+(?:[’'.-]\w+)*|[^\w\s]", where), day):
            best = match.best.entry
            bodies = bodies or best.kind in {"igo", "court"}
            if best.state and best.state != "USA" and best.kind in {"state", "territory", "government", "people"}:
                entry = self.names.knowledge.entry(best.state, day)
                found.setdefault(best.state, State(best.state, entry.name if entry else best.state, best.state))
        return tuple(found.values()), bodies


def ended(text: str) -> dict[str, str | None]:
    """The orders whose emergencies a text terminates, with the day of each if it is given."""
    found: dict[str, str | None] = {}
    for match in _ENDED.finditer(text):
        if match[1].lower() in {"that", "those"}:
            before = list(_EACH.finditer(text, 0, match.start()))
            named = [before[-1].groups()] if before else []
        else:
            named = [match.groups()[1:]]
            more = _AND_ORDER.match(text, match.end())
            named += [more.groups()] if more else []
        for one in named:
            name, since = _named_order(one)
            found[name] = found.get(name) or since
    return found


def _named_order(groups: tuple[str | None, ...]) -> tuple[str, str | None]:
    """The name of an order or proclamation and its day, from the groups of a match."""
    word, number, month, day, year = groups
    since = iso_day(day, month, year) if day and month and year else None
    return f"{'Proclamation' if (word or '').startswith('P') else 'Executive Order'} {number}", since


def _change(text: str, match: re.Match[str]) -> str:
    """What an order does to an earlier emergency, from the sentence in which it is named."""
    start = max(text.rfind(". ", 0, match.start()), 0)
    near = text[start : match.end()]
    for pattern, change in ((_EXPANDS, "expanded"), (_CONTINUES, "extended")):
        if pattern.search(near):
            return change
    return "exists"


def parse(text: str, stem: str = "") -> Order | None:
    """An order's number, title, day and text; None if it has no number or no day."""
    titled = _TITLE.search(text)
    number = titled[1] if titled else ((_NUMBER.search(text) or re.search(r"order-(\d{4,5})", stem) or [None, None])[1])
    dated = _DATED.search(text) or _OF_DAY.search(text)
    day = iso_day(dated[2], dated[1], dated[3]) if dated else None
    from_name = re.match(r"\d{4}-\d{2}-\d{2}", stem)
    day = day or (from_name.group() if from_name else None)
    if not number or not day:
        return None
    body = " ".join(text.split("\n---\n", 1)[-1].split())
    title = " ".join(titled[2].split()) if titled else ""
    whole = re.search(rf"Executive Order {number} of [A-Z][a-z]+ \d+, \d{{4}}[* ]+(.{{10,300}}?)[* ]+###", body)
    if whole and len(whole[1]) > len(title):  # a long title is cut off in the heading
        title = whole[1].strip("* ")
    return Order(number, title, day, body)
