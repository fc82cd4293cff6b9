"""Texts of the Security Council in Akoma Ntoso XML: what each operative paragraph says, the mandates it prolongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

import msgspec

from dragoman.errors import InputError
from dragoman.ingest.registers.entry import COUNCIL, Facts, Line, Side, reading_on
from dragoman.ingest.registers.sources import Register, State, table
from dragoman.ingest.registers.titles import Titles, later
from dragoman.record import (
    Actor,
    Mention,
    Outlet,
    Reading,
    Report,
    Span,
    Stance,
    Statement,
    Term,
    claim_id,
    report_id,
    span_of,
)

_NAMESPACE = re.compile(r"\{[^}]*\}")
_LEAD = re.compile(r"(?:\d+\. ?)?[“\"]?(?:The (?:Security )?Council )?")
_VERB = re.compile(r"(?:[A-Za-z]+ly |Also |Further )*([A-Za-z]+s)(?: upon)?\b")
_SENTENCE = 4  # fewer words are a heading
_REQUESTED = re.compile(r"^(?:that )?the (Secretary-General|Government of [A-Z]\w+(?: [A-Z]\w+)*)\b")


class Texts:
    """Reads texts of the Council."""

    def __init__(self, register: Register, titles: Titles) -> None:
        self.register = register
        self.titles = titles
        self.stances: dict[str, Stance] = {
            row["verb"]: msgspec.convert(row["stance"], Stance)  # type: ignore[arg-type,unused-ignore]
            for row in table("operative.tsv")
        }

    def read(self, path: Path) -> Reading | InputError:
        """The reading of a file."""
        written = path.read_bytes()
        if b"<!DOCTYPE" in written[:2000] or b"<!ENTITY" in written:
            return InputError(str(path), "an XML document type", "give Akoma Ntoso files without one")
        try:
            root = fromstring(written)  # noqa: S314 - no document type, hence no entities to expand
        except ParseError as error:
            return InputError(
                str(path), f"no XML ({error})", "give Akoma Ntoso files as the United Nations publish them"
            )
        found = self.reading(root)
        return found or InputError(str(path), "no operative paragraphs", "give Akoma Ntoso with a mainBody")

    def reading(self, root: Element) -> Reading | None:
        """The reading of a document; None if it has no paragraphs."""
        body = next((one for one in root.iter() if _tag(one) == "mainBody"), None)
        blocks = [one for one in body.iter() if _tag(one) in {"paragraph", "alinea"}] if body is not None else []
        paragraphs = [text for text in map(_plain, blocks) if text]
        if not paragraphs:
            return None
        head = _head(root)
        text = "\n".join(paragraphs)
        report = Report(
            id=report_id(text),
            text=text,
            title=head["title"],
            outlet=Outlet(self.register.name, COUNCIL.id),
            url=f"https://undocs.org/{head['symbol'].replace(' ', '')}" if head["symbol"] else None,
            published=head["day"] or None,
            language="en",
        )
        made = reading_on(report, [self._line(paragraph, head) for paragraph in paragraphs])
        return self._with_statements(made, paragraphs)

    def _line(self, paragraph: str, head: Mapping[str, str]) -> Line:
        """A paragraph, with the facts of the act in it if it sets the end of a mandate."""
        if not head["day"]:
            return Line(paragraph)
        act = self.titles.operative(paragraph, head["title"], head["agenda"], head["day"])
        if act is None:
            return Line(paragraph)
        start = act.start or head["day"]
        until = act.until or (later(start, act.months) if act.months else None)
        sides: tuple[Side, ...] = ((COUNCIL, act.roles[0]), *((state, act.roles[1]) for state in act.states))
        return Line(
            paragraph, Facts(act.kind, act.mandate, act.change, sides, start, until, terms=(Term("rule", "by_act"),))
        )

    def _with_statements(self, made: Reading, paragraphs: Sequence[str]) -> Reading:
        actors = {actor.id: actor for actor in made.actors}
        council = actors.get(COUNCIL.id) or Actor(COUNCIL.id, COUNCIL.name, "igo", None, ("IGO",), None, None, ())
        actors[COUNCIL.id] = council
        found: list[Statement] = []
        at = 0
        for paragraph in paragraphs:
            start = made.report.text.index(paragraph, at)
            at = start + len(paragraph)
            said = self._statement(made.report, start, paragraph, actors)
            found += [said] if said else []
        ties = tuple(
            msgspec.structs.replace(tie, statement=next((one.id for one in found if _covers(tie.evidence, one)), None))
            for tie in made.ties
        )
        return msgspec.structs.replace(made, actors=tuple(actors.values()), statements=tuple(found), ties=ties)

    def _statement(self, report: Report, start: int, text: str, actors: dict[str, Actor]) -> Statement | None:
        """What the Council says in one operative paragraph: its verb and the rest."""
        lead = _LEAD.match(text)
        verb = _VERB.match(text, lead.end() if lead else 0)
        if verb is None or len(text.split()) < _SENTENCE:
            return None
        stance = self.stances.get(verb[1].lower(), "asserts")
        cue = span_of(report.text, start + verb.start(), start + verb.end())
        content = span_of(report.text, start + verb.end() + 1, start + len(text))
        return Statement(
            id=claim_id("s", report.id, (cue.start, cue.end), f"statement:{stance}", []),
            source=COUNCIL.id,
            source_span=None,
            cue=cue,
            content=(content,),
            quoted=(),
            form="direct",
            medium=None,
            addressee=tuple(self._addressee(content, actors)) if stance == "asks" else (),
            stance=stance,
            within=None,
            relay=(),
            confidence=1.0,
        )

    def _addressee(self, content: Span, actors: dict[str, Actor]) -> Iterator[str]:
        """Whom the Council asks: the Secretary-General or a government, right after the verb."""
        named = _REQUESTED.match(content.text)
        if named is None:
            return
        who = self.titles.names.actor(named[1].removeprefix("Government of "))
        if named[1] == "Secretary-General":
            who = State("org:un-sg", "Secretary-General of the United Nations", None, "organisation")
        start = content.start + named.start(1)
        mention = Mention(start, start + len(named[1]), named[1], "name")
        known = actors.get(who.id) or Actor(who.id, who.name, who.kind, who.code, (), None, None, ())
        actors[who.id] = msgspec.structs.replace(known, mentions=(*known.mentions, mention))
        yield who.id


def _head(root: Element) -> dict[str, str]:
    """Symbol, day, title and agenda item of a document."""
    day = next((one.get("date") or "" for one in root.iter() if _tag(one) in {"FRBRdate", "docDate"}), "")
    symbol = next((_plain(one) for one in root.iter() if _tag(one) == "docNumber"), "")
    words = [one for one in root.iter() if _tag(one) == "keyword"]
    title = next((one.get("showAs") or "" for one in words if one.get("refersTo") == "title"), symbol)
    agenda = next((one.get("showAs") or "" for one in words if one.get("refersTo") == "agenda"), "")
    return {"day": day[:10], "symbol": symbol, "title": title, "agenda": agenda}


def _covers(evidence: Span, statement: Statement) -> bool:
    return statement.cue is not None and evidence.start <= statement.cue.start < evidence.end


def _tag(one: Element) -> str:
    return _NAMESPACE.sub("", one.tag) if isinstance(one.tag, str) else ""


def _plain(one: Element) -> str:
    return " ".join("".join(one.itertext()).split())
