"""Whole coding on PETRARCH-style gold: find the pair, the CAMEO root and the actor codes.

The files are no well-formed XML (``<Sentence …/>`` is closed twice), so they are read by pattern. A triple is
(actor code, recipient code, CAMEO root). CAMEO's roots are compared as PLOVER types (18, 19 and 20 are all ASSAULT),
because the program codes PLOVER. ``code`` compares state and first role, ``state`` the state only.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.bench.readings import Tally
from dragoman.codebook import Codebook
from dragoman.ingest import Source, make_report
from dragoman.reading import Reader, Reading
from dragoman.record import Actor

_SENTENCE = re.compile(r"<Sentence\b([^>]*)>(.*?)</Sentence>", re.S)
_CODING = re.compile(r"<EventCoding\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.S)
# CAMEO's roles differ from PLOVER's in two places; the rest are spelled the same.
_ROLES = {"JRN": "MED", "MED": "HLH"}

Triple = tuple[str, str, str]


class Item(NamedTuple):
    """A sentence of the gold with its triples of full codes."""

    text: str
    day: str | None
    triples: list[Triple]


def read_items(path: Path, codebook: Codebook) -> list[Item]:
    """The evaluated sentences of a file; CAMEO codes without a PLOVER type (01, 02) are left out."""
    items = []
    for attributes, body in _SENTENCE.findall(path.read_text(encoding="utf-8")):
        facts = dict(_ATTRIBUTE.findall(attributes))
        text = _TEXT.search(body)
        if facts.get("evaluate") == "false" or text is None or not text[1].strip():
            continue
        triples = []
        for coding in _CODING.findall(body):
            fields = dict(_ATTRIBUTE.findall(coding))
            code = codebook.from_cameo(fields.get("eventcode", ""))
            if code is not None:
                triples.append((fields.get("sourcecode", "---"), fields.get("targetcode", "---"), code.type))
        day = facts.get("date", "")
        iso = f"{day[:4]}-{day[4:6]}-{day[6:8]}" if re.fullmatch(r"\d{8}", day) else None
        items.append(Item(" ".join(text[1].split()), iso, triples))
    return items


def actor_code(actor: Actor | None) -> str:
    """An actor as PETRARCH writes it: state (or IGO, or ---) and roles."""
    if actor is None:
        return "---"
    roles = [_ROLES.get(sector, sector) for sector in actor.sectors if sector != "IGO"]
    head = actor.state or ("IGO" if "IGO" in actor.sectors or actor.kind == "igo" else "---")
    return head + "".join(roles[:1])


def triples_of(reading: Reading) -> list[Triple]:
    """All triples of a reading, negated and denied events left out; a mutual event gives each ordered pair."""
    found: list[Triple] = []
    for event in reading.events:
        if event.status in {"negated", "denied"}:
            continue
        recipients: tuple[str | None, ...] = event.recipients or (None,)
        for actor in event.actors:
            for recipient in recipients:
                if actor != recipient:
                    codes = (actor_code(reading.actor(actor)), actor_code(reading.actor(recipient)))
                    found.append((*codes, event.type))
    return list(dict.fromkeys(found))


def _cut(triple: Triple, length: int) -> Triple:
    return triple[0][:length], triple[1][:length], triple[2]


def _count(golds: list[Triple], own: list[Triple], length: int, tally: Tally) -> None:
    left, right = (Counter(_cut(triple, length) for triple in triples) for triples in (golds, own))
    tally.add(sum((left & right).values()), sum(right.values()), sum(left.values()))


def run(path: Path, reader: Reader | None = None) -> dict[str, Any]:
    """Score a file. Returns ``{name, n, metrics, model, seconds}``; n is the number of sentences."""
    started = time.monotonic()
    reader = reader or Reader.load()
    codebook = reader.tools.codebook
    items = read_items(path, codebook)
    full, state = Tally(), Tally()
    false_events = quiet = 0
    for number, item in enumerate(items):
        report = make_report(item.text, f"{path}:{number}", Source(published=item.day))
        own = triples_of(reader.read(report))
        _count(item.triples, own, 6, full)
        _count(item.triples, own, 3, state)
        if not item.triples:
            quiet += 1
            false_events += len(own)
    return {
        "name": f"petrarch:{path.stem}",
        "n": len(items),
        "metrics": {
            "code": full.scores(),
            "state": state.scores(),
            "false_events_in_quiet_sentences": false_events,
            "quiet_sentences": quiet,
        },
        "model": reader.tools.model.card["sha256"]["model.onnx"][:12],
        "seconds": time.monotonic() - started,
    }
