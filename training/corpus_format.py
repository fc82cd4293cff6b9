"""Read the block format of ``training/corpus`` (see its GUIDE.md) into records with exact character spans.

``read_blocks(path)`` yields a ``Block`` per sentence or short report. Every snippet of a label line is looked up in the
text; one that cannot be found, a code that the guide does not list, or a line of the wrong shape becomes a ``Problem``
with file and line, and the label is left out: a broken label never becomes a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GUIDE = Path(__file__).parent / "corpus" / "GUIDE.md"

STATUSES = (
    "actual",
    "ongoing",
    "promised",
    "threatened",
    "requested",
    "expected",
    "alleged",
    "denied",
    "hypothetical",
    "negated",
)
STANCES = ("asserts", "denies", "promises", "threatens", "alleges", "predicts", "wishes", "asks", "declines")
SECTORS = frozenset(
    [
        "AGR",
        "BUS",
        "COP",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "GOV",
        "IGO",
        "JRN",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "MNC",
        "NGO",
        "OPP",
        "PRE",
        "PRM",
        "PTY",
        "REB",
        "REF",
        "REL",
        "SOC",
        "SPY",
        "UAF",
        "UNK",
    ]
)
CHANGES = frozenset(
    [
        "broken",
        "denounced",
        "eased",
        "ended",
        "exists",
        "extended",
        "imposed",
        "in_force",
        "joined",
        "left",
        "lifted",
        "proposed",
        "ratified",
        "renewed",
        "signed",
        "suspended",
    ]
)
TIES = frozenset(
    [
        "aid",
        "alliance",
        "arms",
        "ceasefire",
        "dependence",
        "diplomatic_relations",
        "dispute",
        "emergency",
        "membership",
        "office",
        "presence",
        "recognition",
        "sanctions",
        "trade",
        "treaty",
    ]
)

Range = tuple[int, int]


@dataclass(frozen=True)
class Actor:
    """An actor mention: character range, ISO alpha-3 or None, PLOVER sectors, canonical name or None."""

    span: Range
    state: str | None
    sectors: tuple[str, ...]
    name: str | None


@dataclass(frozen=True)
class Event:
    """An event with character ranges; a mutual event lists all parties in both roles."""

    trigger: Range
    type: str
    mode: str | None
    status: str
    actors: tuple[Range, ...]
    recipients: tuple[Range, ...]
    contexts: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True)
class Statement:
    """A statement with character ranges; ``relay`` and ``addressee`` as written."""

    source: Range | None
    cue: Range
    content: Range
    stance: str
    medium: str | None = None
    addressee: str | None = None
    relay: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tie:
    """A durable relation; parties are character ranges, ``mutual`` tells ``A = B`` from ``A > B``."""

    kind: str
    trigger: Range
    first: tuple[Range, ...]
    second: tuple[Range, ...]
    mutual: bool
    change: str
    since: str | None = None
    until: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line of a corpus file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.message}"


@dataclass
class Block:
    """One labelled text. ``paragraphs`` holds the character range of each ``>`` line within ``text``."""

    path: Path
    line: int
    text: str
    paragraphs: list[Range]
    remarks: list[str] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


class LabelError(ValueError):
    """A label line breaks the guide; the message says how."""


def codebook() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Event types with their modes, and the contexts, read from the guide so that there is one list only."""
    guide = GUIDE.read_text(encoding="utf-8")
    types = {
        match[1]: frozenset(filter(None, re.split(r",\s*", match[2] or "")))
        for match in re.finditer(r"^\| ([A-Z]{3,9})(?: \(([^)]*)\))? \|", guide, re.M)
    }
    listed = re.search(r"joined by ` \+ `\): (.*?)\.\n\*\*Imposing", guide, re.S)
    if listed is None:
        raise LabelError("the guide lists no contexts")
    return types, frozenset(listed[1].split())


class _Reader:
    """Turns the label lines of one block into records."""

    def __init__(self, block: Block, types: dict[str, frozenset[str]], contexts: frozenset[str]) -> None:
        self.block = block
        self.types = types
        self.contexts = contexts
        self.mentions: dict[str, Range] = {}

    def find(self, snippet: str) -> Range:
        """Character range of a snippet; ``snippet@n`` is its n-th occurrence, whole words first."""
        written = snippet.strip()
        match = re.fullmatch(r"(.*)@(\d+)", written)
        wanted, nth = (match[1], int(match[2])) if match else (written, 1)
        if not wanted:
            raise LabelError("empty snippet")
        text = self.block.text
        whole = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
        found = whole or [m.span() for m in re.finditer(re.escape(wanted), text)]
        if len(found) < nth:
            raise LabelError(f"{wanted!r} is not in the text" + (f" {nth} times" if nth > 1 else ""))
        return found[nth - 1]

    def many(self, written: str) -> tuple[Range, ...]:
        """Ranges of mentions joined by `` + ``; ``-`` is none."""
        if written.strip() in {"-", ""}:
            return ()
        return tuple(self.mention(part) for part in written.split(" + "))

    def mention(self, written: str) -> Range:
        """The range of a mention: the one its ``a`` line gave, or found in the text."""
        key = written.strip()
        return self.mentions[key] if key in self.mentions else self.find(key)

    def a(self, rest: str) -> None:
        head, sep, tail = rest.rpartition(" : ")
        if not sep:
            raise LabelError("an `a` line is `a MENTION : CODES`")
        codes, _, name = tail.partition(" = ")
        parts = [] if codes.strip() == "-" else codes.split()
        state = parts[0] if parts and parts[0] not in SECTORS else None
        sectors = tuple(parts[1:] if state else parts)
        if state is not None and not re.fullmatch(r"[A-Z]{3}", state):
            raise LabelError(f"{state!r} is no ISO alpha-3 code")
        if unknown := [code for code in sectors if code not in SECTORS]:
            raise LabelError(f"unknown sector {unknown[0]!r}")
        span = self.find(head)
        self.mentions[head.strip()] = span
        self.block.actors.append(Actor(span, state, sectors, name.strip() or None))

    def e(self, rest: str) -> None:
        fields = [part.strip() for part in rest.split(" | ")]
        if len(fields) not in {5, 6}:
            raise LabelError("an `e` line has 5 or 6 fields")
        kind, _, mode = fields[1].partition("/")
        if kind not in self.types:
            raise LabelError(f"unknown type {kind!r}")
        if mode and mode not in self.types[kind]:
            raise LabelError(f"{kind} has no mode {mode!r}")
        if fields[2] not in STATUSES:
            raise LabelError(f"unknown status {fields[2]!r}")
        contexts = tuple(fields[5].split(" + ")) if len(fields) == 6 and fields[5] not in {"", "-"} else ()
        if unknown := [name for name in contexts if name not in self.contexts]:
            raise LabelError(f"unknown context {unknown[0]!r}")
        actors = self.many(fields[3])
        mutual = fields[4] == "="
        recipients = actors if mutual else self.many(fields[4])
        trigger = self.find(fields[0])
        self.block.events.append(Event(trigger, kind, mode or None, fields[2], actors, recipients, contexts, mutual))

    def s(self, rest: str) -> None:
        fields = [part.strip() for part in rest.split(" | ")]
        extra = dict(part.split("=", 1) for part in fields[4:] if "=" in part)
        if len(fields) < 4 or fields[3] not in STANCES:
            raise LabelError("an `s` line is `s SOURCE | CUE | CONTENT | STANCE …` with a known stance")
        source = None if fields[0] == "-" else self.mention(fields[0])
        relay = tuple(part.strip() for part in extra["relay"].split(" + ")) if extra.get("relay") else ()
        self.block.statements.append(
            Statement(
                source,
                self.find(fields[1]),
                self.find(fields[2]),
                fields[3],
                extra.get("medium"),
                extra.get("to"),
                relay,
            )
        )

    def t(self, rest: str) -> None:
        fields = [part.strip() for part in rest.split(" | ")]
        if len(fields) < 4:
            raise LabelError("a `t` line is `t KIND | TRIGGER | PARTIES | CHANGE …`")
        if fields[0] not in TIES:
            raise LabelError(f"unknown tie kind {fields[0]!r}")
        if fields[3] not in CHANGES:
            raise LabelError(f"unknown change {fields[3]!r}")
        mutual = " = " in fields[2]
        left, _, right = fields[2].partition(" = " if mutual else " > ")
        extra = dict(part.split("=", 1) for part in fields[4:] if "=" in part)
        self.block.ties.append(
            Tie(
                fields[0],
                self.find(fields[1]),
                self.many(left),
                self.many(right),
                mutual,
                fields[3],
                extra.get("since"),
                extra.get("until"),
                extra.get("name"),
            )
        )

    def n(self, rest: str) -> None:
        self.block.tags = tuple(rest.split())


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    """The non-empty runs of lines of a file, with 1-based line numbers."""
    run: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            run.append((number, line))
        elif run:
            yield run
            run = []
    if run:
        yield run


def read_blocks(path: Path) -> Iterator[Block]:
    """Yield the labelled texts of one corpus file, in order. Raises OSError or UnicodeDecodeError for a bad file."""
    types, contexts = codebook()
    for run in _blocks(path):
        texts = [line[1:].strip() for _, line in run if line.startswith(">")]
        if not texts:
            continue
        starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
        ranges = [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
        block = Block(path, run[0][0], "\n".join(texts), ranges)
        reader = _Reader(block, types, contexts)
        for number, line in run:
            _label(reader, number, line)
        yield block


def _label(reader: _Reader, number: int, line: str) -> None:
    """Add one line to its block, or note what is wrong with it."""
    block = reader.block
    key, _, rest = line.strip().partition(" ")
    if key == ">" or line.startswith(">"):
        return
    if line.startswith("#"):
        block.remarks.append(line[1:].strip())
        return
    if key not in {"a", "e", "s", "t", "n"}:
        block.problems.append(Problem(block.path, number, f"unknown line {key!r}"))
        return
    try:
        getattr(reader, key)(rest.strip())
    except LabelError as error:
        block.problems.append(Problem(block.path, number, str(error)))
