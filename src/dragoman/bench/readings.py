"""Score whole readings on gold in the format of the annotation guide: statements, chains, events, status, ties.

The gold is JSON Lines, ``{"id", "statements", "events", "ties"}``; actors are written ``Name | ISO3 SECTOR``. Reports
lie in a folder as ``ID.txt``, or as JSON Lines (``reports.jsonl``) with ``id``, ``text``, ``published``, ``outlet``.

Statements are paired by the overlap of their contents (F1 of characters of at least one half), events by their
triggers, ties by kind and parties; what is scored then is said at each metric.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from dragoman.errors import InputError
from dragoman.ingest import Source, make_report
from dragoman.reading import Reader, Reading
from dragoman.record import Actor, Event, Report, Statement, Tie

G = TypeVar("G")
P = TypeVar("P")

PAIRED = 0.5
_TYPES_ALIKE = {("SANCTION", "COERCE"), ("COERCE", "SANCTION")}


class Gold(NamedTuple):
    """An actor of the gold: name, ISO code or None, sectors."""

    name: str
    state: str | None
    sectors: frozenset[str]


def gold_actor(written: str) -> Gold:
    """A written actor ("Xi Jinping | CHN GOV") as a record; a code that is no PLOVER sector is the state."""
    name, _, codes = written.partition("|")
    parts = codes.split()
    state = parts[0] if parts and len(parts[0]) == 3 and parts[0] not in _SECTORS else None
    sectors = frozenset("JRN" if code == "MED" else code for code in parts if code != state)
    return Gold(name.strip(), state, sectors)


_SECTORS = frozenset(
    {
        "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
        "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO", "MNC",
    }
)  # fmt: skip


def same_actor(gold: Gold, actor: Actor | None) -> bool:
    """Whether an actor of the reading is the gold's.

    The states must agree; where both have sectors, one must be shared (a state and its government are one). Without a
    state, the names must share a word of four letters or more, or the sectors be the same.
    """
    if actor is None:
        return False
    sectors = {"JRN" if code == "MED" else code for code in actor.sectors}
    if gold.state is not None or actor.state is not None:
        if gold.state != actor.state:
            return False
        plain = {"GOV"}
        return (
            not gold.sectors or not sectors or bool((gold.sectors | plain if not sectors else gold.sectors) & sectors)
        )
    words = {word for word in gold.name.casefold().split() if len(word) > 3}
    shared = words & set(actor.name.casefold().split())
    return bool(shared) or (bool(gold.sectors) and gold.sectors == sectors)


class Tally:
    """Counts for one figure: right, of how many predicted, of how many gold."""

    def __init__(self) -> None:
        self.right = self.predicted = self.gold = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Add the counts of one report."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def scores(self) -> dict[str, float]:
        """Precision, recall and F1, with the number of gold items."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"p": precision, "r": recall, "f1": f1, "n": self.gold}


class Scores:
    """All figures of a run."""

    def __init__(self) -> None:
        names = (
            "statement", "source_actor", "relay", "medium", "stance", "event", "event_pairless", "event_type", "status",
            "claimed_by", "tie", "tie_change",
        )  # fmt: skip
        self.tallies = {name: Tally() for name in names}

    def __getitem__(self, name: str) -> Tally:
        return self.tallies[name]

    def metrics(self) -> dict[str, dict[str, float]]:
        """F1 for what is found, accuracy (as ``f1``, with n) for what is judged on pairs."""
        return {name: tally.scores() for name, tally in self.tallies.items()}


def run(data: Path, reports: Path, reader: Reader | None = None) -> dict[str, Any]:
    """Score the program on a gold file. Returns ``{name, n, metrics, model, seconds}``; n is the number of reports."""
    started = time.monotonic()
    reader = reader or Reader.load()
    golds = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = _reports(reports)
    scores = Scores()
    for gold in golds:
        if gold["id"] not in texts:
            raise InputError(f"{data}", f"no report {gold['id']!r} in {reports}", "give the folder that holds it")
        report = texts[gold["id"]]
        if gold.get("published") and not report.published:
            report = msgspec.structs.replace(report, published=gold["published"])
        score(gold, reader.read(report), scores)
    return {
        "name": f"readings:{data.stem}",
        "n": len(golds),
        "metrics": scores.metrics(),
        "model": reader.tools.model.card["sha256"]["model.onnx"][:12],
        "seconds": time.monotonic() - started,
    }


def _reports(folder: Path) -> dict[str, Report]:
    """The reports by id: ``ID.txt``, ``ID.json`` and the lines of ``*.jsonl`` files."""
    found: dict[str, Report] = {}
    files = [folder] if folder.is_file() else sorted(folder.iterdir())
    for path in files:
        if path.suffix == ".txt":
            found[path.stem] = make_report(path.read_text(encoding="utf-8"), str(path), Source())
        elif path.suffix in {".json", ".jsonl"}:
            text = path.read_text(encoding="utf-8")
            for line in text.splitlines() if path.suffix == ".jsonl" else [text]:
                entry = json.loads(line) if line.strip() else {}
                if isinstance(entry, dict) and isinstance(entry.get("text"), str):
                    found[str(entry.get("id", path.stem))] = _report(entry, str(path))
    return found


def _report(entry: Mapping[str, Any], where: str) -> Report:
    outlet = entry.get("outlet")
    name = outlet.get("name") if isinstance(outlet, Mapping) else outlet
    return make_report(entry["text"], where, Source(published=entry.get("published"), outlet=name))


def score(gold: Mapping[str, Any], reading: Reading, scores: Scores) -> None:
    """Add one report to the scores."""
    _score_statements(gold.get("statements", []), reading, scores)
    _score_events(gold.get("events", []), reading, scores)
    _score_ties(gold.get("ties", []), reading, scores)


def _pairs(golds: Sequence[G], predictions: Sequence[P], likeness: Callable[[G, P], float]) -> list[tuple[G, P]]:
    """The best one-to-one pairing, greedily from the most alike."""
    ranked = sorted(
        ((likeness(gold, one), at, other) for at, gold in enumerate(golds) for other, one in enumerate(predictions)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_gold: set[int] = set()
    used: set[int] = set()
    found = []
    for like, at, other in ranked:
        if like >= PAIRED and at not in used_gold and other not in used:
            used_gold.add(at)
            used.add(other)
            found.append((golds[at], predictions[other]))
    return found


def _overlap(text: str, start: int, spans: Iterable[tuple[int, int]]) -> float:
    """F1 of the characters of a gold snippet and of the predicted spans."""
    end = start + len(text)
    pieces = list(spans)
    shared = sum(max(0, min(end, last) - max(start, first)) for first, last in pieces)
    size = sum(last - first for first, last in pieces)
    return 2 * shared / (len(text) + size) if shared else 0.0


def _score_statements(golds: list[Mapping[str, Any]], reading: Reading, scores: Scores) -> None:
    text = reading.report.text

    def like(gold: Mapping[str, Any], one: Statement) -> float:
        start = text.find(gold["content"])
        overlap = (
            _overlap(gold["content"], start, ((piece.start, piece.end) for piece in one.content)) if start >= 0 else 0
        )
        # Nested statements share content: the source decides between them.
        same_source = bool(one.source_span and gold.get("source") and one.source_span.text in gold["source"])
        return overlap + (0.01 if same_source else 0.0)

    pairs = _pairs(golds, reading.statements, like)
    scores["statement"].add(len(pairs), len(reading.statements), len(golds))
    for gold, one in pairs:
        _judge_statement(gold, one, reading, scores)
    gold_relays = sum(bool(gold.get("relay")) for gold in golds)
    own_relays = sum(bool(one.relay) for one in reading.statements)
    exact = sum(bool(gold.get("relay")) and _same_relay(gold["relay"], one, reading) for gold, one in pairs)
    scores["relay"].add(exact, own_relays, gold_relays)


def _judge_statement(gold: Mapping[str, Any], one: Statement, reading: Reading, scores: Scores) -> None:
    if gold.get("source_actor"):
        scores["source_actor"].add(int(same_actor(gold_actor(gold["source_actor"]), reading.actor(one.source))), 1, 1)
    if gold.get("medium") or one.medium:
        scores["medium"].add(int(gold.get("medium") == one.medium), 1, 1)
    scores["stance"].add(int(gold.get("stance") == one.stance), 1, 1)


def _same_relay(gold: Sequence[str], one: Statement, reading: Reading) -> bool:
    return len(gold) == len(one.relay) and all(
        same_actor(gold_actor(written), reading.actor(relay)) for written, relay in zip(gold, one.relay, strict=True)
    )


def _same_group(golds: Sequence[str], ids: Sequence[str], reading: Reading) -> bool:
    """Whether two lists name the same actors, in any order."""
    left = [reading.actor(one) for one in ids]
    for written in golds:
        twin = next((one for one in left if same_actor(gold_actor(written), one)), None)
        if twin is None:
            return False
        left.remove(twin)
    return not left


def _score_events(golds: list[Mapping[str, Any]], reading: Reading, scores: Scores) -> None:
    text = reading.report.text

    def like(gold: Mapping[str, Any], one: Event) -> float:
        overlap = max(
            (
                _overlap(gold["trigger"], start, [(one.trigger.start, one.trigger.end)])
                for start in _places(text, gold["trigger"])
            ),
            default=0.0,
        )
        same = _same_type(gold, one) and _same_group(gold.get("actor", []), one.actors, reading)
        return (1.0 if overlap > 0 else 0.0) + 0.1 * overlap + (0.2 if same else 0.0)

    pairs = _pairs(golds, reading.events, like)
    whole = sum(
        _same_type(gold, one)
        and _same_group(gold.get("actor", []), one.actors, reading)
        and _same_group(gold.get("recipient", []), one.recipients, reading)
        for gold, one in pairs
    )
    scores["event"].add(whole, len(reading.events), len(golds))
    scores["event_pairless"].add(len(pairs), len(reading.events), len(golds))
    for gold, one in pairs:
        scores["event_type"].add(int(_same_type(gold, one)), 1, 1)
        scores["status"].add(int(gold.get("status") == one.status), 1, 1)
        scores["claimed_by"].add(int(_same_claim(gold, one, reading)), 1, 1)


def _places(text: str, snippet: str) -> list[int]:
    found, at = [], text.find(snippet)
    while at >= 0:
        found.append(at)
        at = text.find(snippet, at + 1)
    return found


def _same_type(gold: Mapping[str, Any], one: Event) -> bool:
    wanted = {gold["type"], *(gold.get("alt") or [])}
    return one.type in wanted or any((kind, one.type) in _TYPES_ALIKE for kind in wanted)


def _same_claim(gold: Mapping[str, Any], one: Event, reading: Reading) -> bool:
    claimed = gold.get("claimed_by")
    statement = reading.statement(one.statement)
    if not claimed:
        return statement is None
    return statement is not None and same_actor(gold_actor(claimed), reading.actor(statement.source))


def _score_ties(golds: list[Mapping[str, Any]], reading: Reading, scores: Scores) -> None:
    def like(gold: Mapping[str, Any], one: Tie) -> float:
        same = gold["kind"] == one.kind and _same_group(
            gold.get("parties", []), [party.actor for party in one.parties], reading
        )
        return 1.0 + (0.1 if gold.get("change") == one.change.kind else 0.0) if same else 0.0

    pairs = _pairs(golds, reading.ties, like)
    scores["tie"].add(len(pairs), len(reading.ties), len(golds))
    for gold, one in pairs:
        scores["tie_change"].add(int(gold.get("change") == one.change.kind), 1, 1)
