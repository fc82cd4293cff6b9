"""Records of Security Council resolutions: the ties of the title, and an event for each side of the vote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.codebook import Codebook
from dragoman.errors import InputError
from dragoman.ingest.registers.entry import COUNCIL, Facts, Line, Sheet, Side, reading_of
from dragoman.ingest.registers.resolutions import Texts
from dragoman.ingest.registers.sources import Names, Register, State
from dragoman.ingest.registers.titles import Act, Titles, iso_day, later, subject_of
from dragoman.record import Actor, Counts, Event, Mention, Reading, Report, Term, Time, claim_id, span_of

_WRITTEN = re.compile(r"(\d{1,2}) ?([A-Z][a-z]+) (\d{4})")
_VOTES = (("MS_in_favour", "in favour", "SUPPORT"), ("MS_against", "against", "REJECT"))


class Council:
    """Reads the Council's records and texts."""

    def __init__(self, register: Register, names: Names, codebook: Codebook) -> None:
        self.register = register
        self.names = names
        self.codebook = codebook
        self.titles = Titles(names)
        self.texts = Texts(register, self.titles)

    def read(self, path: Path) -> Iterator[Reading | InputError]:
        """The readings of a file or folder: ``.json`` records, ``.xml`` texts."""
        files = sorted(one for one in path.rglob("*") if one.suffix in {".json", ".xml"}) if path.is_dir() else [path]
        for one in files:
            if one.suffix == ".xml":
                yield self.texts.read(one)
            else:
                yield from self._records(one)

    def _records(self, path: Path) -> Iterator[Reading | InputError]:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield self.record(json.loads(line))
                except (ValueError, KeyError, AttributeError) as error:
                    yield InputError(
                        f"{path}:{number}", f"no record of a resolution ({error})", "give one object a line"
                    )

    def record(self, row: Mapping[str, Any]) -> Reading:
        """The reading of one record."""
        adopted = adoption_day(row)
        symbol = str(row["symbol"])
        title = f"{row['resolution_number']}: {subject_of(str(row['resolution_title']))}"
        acts = self.titles.read(str(row["resolution_title"]), str(row.get("agenda_item_name") or ""), adopted)
        lines = [Line(f"{title}."), Line(f"Adopted {adopted} by the {COUNCIL.name}.")]
        lines += [self._line(act, symbol, adopted) for act in acts]
        votes = [(self._states(row.get(key) or (), adopted), said, kind) for key, said, kind in _VOTES]
        sponsors = self._states([*(row.get("sponsors") or ()), *(row.get("additional_sponsors") or ())], adopted)
        votes.append((sponsors, "sponsors", "SUPPORT"))
        said = [
            (Line(f"{word.capitalize()}: {', '.join(one.name for one in who)}."), who, word, kind)
            for who, word, kind in votes
            if who
        ]
        sheet = Sheet(self.register, title, adopted, f"https://undocs.org/{symbol.replace(' ', '')}", COUNCIL.id)
        made = reading_of(sheet, [*lines, *(line for line, *_ in said)])
        return self._with_votes(made, said, adopted)

    def _line(self, act: Act, symbol: str, adopted: str) -> Line:
        start = act.start or adopted
        sides: tuple[Side, ...] = ((COUNCIL, act.roles[0]), *((state, act.roles[1]) for state in act.states))
        terms = [Term("rule", "by_act")]
        if act.months:
            terms.append(Term("months", str(act.months)))
        until = act.until or (later(start, act.months) if act.months else None)
        where = f" ({', '.join(state.name for state in act.states)})" if act.states else ""
        told = f"{COUNCIL.name}, {symbol}: {act.mandate}{where} {act.change.replace('_', ' ')}"
        text = f"{told} {start}" + (f" until {until}." if until else ".")
        facts = Facts(act.kind, act.mandate, act.change, sides, start, until, terms=tuple(terms))
        return Line(text, facts)

    def _states(self, names: Sequence[str], day: str) -> list[State]:
        return [self.names.actor(one, day) for one in names if one.strip()]

    def _with_votes(self, made: Reading, said: Sequence[tuple[Line, list[State], str, str]], day: str) -> Reading:
        """The reading with an event for each side of the vote, and those who voted among its actors."""
        actors = {actor.id: actor for actor in made.actors}
        actors.setdefault(COUNCIL.id, _actor(COUNCIL, ()))
        events: list[Event] = []
        for line, who, word, kind in said:
            start = made.report.text.rindex(line.text)
            for state in who:
                at = start + line.text.index(state.name)
                mention = Mention(at, at + len(state.name), state.name, "name")
                known = actors.get(state.id) or _actor(state, ())
                actors[state.id] = msgspec.structs.replace(known, mentions=(*known.mentions, mention))
            events.append(self._vote(made.report, (start, line.text), [state.id for state in who], (word, kind), day))
        return msgspec.structs.replace(made, actors=tuple(actors.values()), events=tuple(events))

    def _vote(self, report: Report, line: tuple[int, str], who: list[str], vote: tuple[str, str], day: str) -> Event:
        start, text = line
        word, kind = vote
        cameo = self.codebook.to_cameo(kind, None)
        trigger = span_of(report.text, start, start + len(word))
        return Event(
            id=claim_id("e", report.id, (trigger.start, trigger.end), f"event:{kind}", []),
            type=kind,
            mode=None,
            contexts=("diplomatic",),
            cameo=cameo,
            quad=self.codebook.quad(kind),
            goldstein=self.codebook.goldstein(cameo),
            actors=tuple(dict.fromkeys(who)),
            recipients=(COUNCIL.id,),
            trigger=trigger,
            evidence=span_of(report.text, start, start + len(text)),
            status="actual",
            statement=None,
            time=Time(day, day, "day", None),
            place=None,
            counts=Counts(),
            issue=(),
            confidence=1.0,
            why=f"record of the vote: {word}",
        )


def adoption_day(row: Mapping[str, Any]) -> str:
    """The day of adoption. Where its year contradicts the symbol's, the symbol's counts: it is never mistyped."""
    year = re.search(r"\((\d{4})\)", str(row["symbol"]))
    for field in ("adoption_date", "document_title"):
        written = _WRITTEN.search(str(row.get(field) or ""))
        found = iso_day(written[1], written[2], year[1] if year else written[3]) if written else None
        if found:
            return found
    draft = str(row.get("draft_resolution_date") or "")
    if not draft:
        raise ValueError("no day of adoption")
    return draft[:10]


def _actor(state: State, mentions: Sequence[Mention]) -> Actor:
    sectors = ("IGO",) if state is COUNCIL else ()
    return Actor(state.id, state.name, state.kind, state.code, sectors, None, None, tuple(mentions))
