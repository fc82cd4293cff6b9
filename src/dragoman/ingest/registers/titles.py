"""What a title of a Security Council resolution does to which mandate, and until when.

"[on renewal of measures on arms embargo against X imposed by resolution N until D1 and extension of the mandate of the
Group of Experts until D2]" is two acts. An act is a noun of ``data/ties/acts.tsv`` in the place of a conjunct; what
follows, up to the next act, is its object. The mandate is known by its acronym, else by what it is and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dragoman.ingest.registers.sources import Names, State, table
from dragoman.record import Role

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(\d{1,2}) ([A-Z][a-z]+)\.? (\d{4})"
_UNTIL = re.compile(r"\b(?:until|through|up to|ending on) (?:the end of )?" + _DAY)
_FROM = re.compile(r"\b(?:with effect from|beginning(?: on)?|from) " + _DAY)
_TERM = re.compile(r"\bfor (?:a (?:final |further |period of )*)?(\d{1,2}|six|twelve|three|one)[ -](month|year)s?")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_BARE = re.compile(r"\b([A-Z]{5,})\b")
_CITED = re.compile(r"[Rr]esolutions? (\d{3,4})")
_NUMBERS = {"one": 1, "three": 3, "six": 6, "twelve": 12}


class Act(msgspec.Struct, frozen=True):
    """One act of a title: the mandate's name, the kind of tie, the roles of the two sides, states, change and days."""

    mandate: str
    kind: str
    roles: tuple[Role, Role]
    states: tuple[State, ...]
    change: str
    start: str | None
    until: str | None
    months: int | None
    text: str


class Titles:
    """Reads titles. Owns the tables of acts and mandates."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.acts = {row["noun"].lower(): (row["change"], int(row["rank"])) for row in table("acts.tsv")}
        self.mandates = table("mandates.tsv")
        self.verbs = {row["verb"]: row["change"] for row in table("acts.tsv") if row["verb"]}
        self.verb = re.compile(rf"\b({'|'.join(sorted(self.verbs, key=len, reverse=True))})\b")
        nouns = "|".join(re.escape(noun) for noun in sorted(self.acts, key=len, reverse=True))
        self.act = re.compile(
            rf"(?:^|\bon |\band |, )(?:(?:the|final|partial|technical|on) )*({nouns})\b", re.IGNORECASE
        )

    def read(self, title: str, agenda: str, adopted: str) -> list[Act]:
        """The acts of a title, in its order."""
        return [self._act(change, text, title, agenda, adopted) for change, text in self._pieces(subject_of(title))]

    def operative(self, paragraph: str, title: str, agenda: str, adopted: str) -> Act | None:
        """The act of an operative paragraph that sets an end: "Decides to extend the mandate of X until D"."""
        verb = self.verb.search(paragraph)
        if verb is None:
            return None
        text = paragraph[verb.start() :].split(";", 1)[0]
        ends = _UNTIL.search(text)
        if ends is None and not (_TERM.search(text) and "mandate" in text):
            return None
        text = text[: ends.end()] if ends else text
        if _ACRONYM.search(text) is None:  # texts use an acronym bare that they have explained before
            text = _BARE.sub(r"(\1)", text)
        return self._act(self.verbs[verb[1]], text, title, agenda, adopted)

    def _pieces(self, subject: str) -> Iterator[tuple[str, str]]:
        """Change and text of each act."""
        found = list(self.act.finditer(subject))
        if not found and _UNTIL.search(subject):
            yield "extended", subject
        pending: tuple[str, int] | None = None
        for at, match in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(subject)
            text = subject[match.end() : end]
            act = self.acts[match[1].lower()]
            if pending is not None and pending[1] >= act[1]:
                act = pending
            if len(text.split()) < 2 and at + 1 < len(found):
                pending = act  # "modification and renewal of": one object, two acts
                continue
            pending = None
            yield from ((act[0], piece) for piece in _split(f"{match[1]}{text}"))

    def _act(self, change: str, text: str, title: str, agenda: str, adopted: str) -> Act:
        until = _UNTIL.search(text)
        start = _FROM.search(text)
        term = _TERM.search(text)
        months = None
        if term and not until:
            number = _NUMBERS.get(term[1]) or int(term[1])
            months = number * (12 if term[2] == "year" else 1)
        states = self._states(text, title, agenda, adopted)
        label, kind, roles = self._mandate(text)
        return Act(
            mandate=self._name(label, text, title, states),
            kind=kind,
            roles=roles,
            states=states,
            change=change,
            start=_iso(start) if start else None,
            until=_iso(until) if until else None,
            months=months,
            text=text.strip(" ,"),
        )

    def _mandate(self, text: str) -> tuple[str, str, tuple[Role, Role]]:
        """What sort of mandate the object is: the row whose words come first in it, a generic one last."""
        folded = text.casefold()
        placed = [(folded.find(row["words"]), row) for row in self.mandates]
        found = [(row["generic"], at, -len(row["words"]), row) for at, row in placed if at >= 0]
        if not found:
            sent = _ACRONYM.search(text) is not None
            return ("", "presence", ("sender", "recipient")) if sent else ("", "office", ("declarer", "subject"))
        row = min(found, key=lambda one: one[:3])[3]
        return row["label"], row["kind"], msgspec.convert((row["first"], row["second"]), tuple[Role, Role])

    def _name(self, label: str, text: str, title: str, states: Sequence[State]) -> str:
        acronym = _ACRONYM.search(text)
        if acronym:
            special = {"judges", "Prosecutor", "Logistical support package"}
            return f"{acronym[1]}, {label}" if label in special else acronym[1]
        bare = not label or len(text.split(" until ", 1)[0].split()) < 5
        whole = _ACRONYM.search(title)
        if bare and whole:
            return whole[1]
        if "," in label:
            return label  # the name is whole: "Residual Mechanism, Prosecutor"
        if states and label:
            return f"{label}, {' and '.join(state.name for state in states)}"
        cited = _CITED.search(text)
        where = f" (resolution {cited[1]})" if cited else ""
        return (label or " ".join(text.split(" until ", 1)[0].split()[:8])) + where

    def _states(self, text: str, title: str, agenda: str, adopted: str) -> tuple[State, ...]:
        """The states that an act concerns: those in its object, else in the whole title, else in the agenda item."""
        day = date.fromisoformat(adopted)
        for where in (text, title, agenda):
            words = re.findall(r"\w+(?:[’'-]\w+)*|[^\w\s]", where.replace("/", " / "))
            found: dict[str, State] = {}
            for match in self.names.knowledge.find_all(words, day):
                best = match.best
                if best.entry.kind in {"state", "territory"} and best.entry.state:
                    found.setdefault(best.entry.id, State(best.entry.id, best.entry.name, best.entry.state))
            if found:
                return tuple(found.values())
        return ()


def later(start: str, months: int) -> str | None:
    """The day some months after another; the last of the month where it has no such day."""
    year, month, day = (int(piece) for piece in start.split("-"))
    index = year * 12 + month - 1 + months
    made = (iso_day(str(min(day, last)), _MONTHS[index % 12], str(index // 12)) for last in (day, 30, 29, 28))
    return next((one for one in made if one), None)


def subject_of(title: str) -> str:
    """What stands in the brackets of a title."""
    start = title.find("[")
    body = title[start + 1 :] if start >= 0 else title
    return body.strip().rstrip("]").replace("] andate", "; mandate")


def _split(text: str) -> Iterator[str]:
    """One piece for each "until"; what follows the last one belongs to it."""
    at = 0
    found = list(_UNTIL.finditer(text))
    for index, match in enumerate(found):
        last = index + 1 == len(found)
        end = len(text) if last else match.end()
        yield text[at:end]
        at = end
    if not found:
        yield text


def iso_day(day: str, month: str, year: str) -> str | None:
    """An ISO day from a written one; None if it is no day."""
    try:
        return date(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day)).isoformat()
    except ValueError:
        return None


def _iso(match: re.Match[str]) -> str | None:
    return iso_day(match[1], match[2], match[3])
