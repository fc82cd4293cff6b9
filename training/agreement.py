"""Compare the two labellings of the blocks in ``corpus/double`` and print a table.

    python training/agreement.py [--markdown] [--confusions]

A span of one labelling is *shared* if one of the other overlaps it; each is matched once, the largest overlap first.
"Exact" asks for the same characters. Kappa is Cohen's, over the shared triggers.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from corpus_format import Block, Event, Range, read_blocks

CORPUS = Path(__file__).parent / "corpus"
Pair = tuple[Block, Block]


class Row(NamedTuple):
    """One line of the table."""

    what: str
    n: int
    value: float
    exact: float | None = None


def pairs() -> list[Pair]:
    """(first, second) labelling of every doubly labelled text that the corpus still holds."""
    first = {block.text: block for path in sorted(CORPUS.glob("*.txt")) for block in read_blocks(path)}
    second = [block for path in sorted((CORPUS / "double").glob("*.txt")) for block in read_blocks(path)]
    return [(first[block.text], block) for block in second if block.text in first]


def matched(one: Sequence[Range], other: Sequence[Range]) -> list[tuple[int, int]]:
    """Index pairs of overlapping spans, each used once, largest overlap first."""
    found = sorted(
        (max(a[0], b[0]) - min(a[1], b[1]), i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if a[0] < b[1] and b[0] < a[1]
    )
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for _, i, j in found:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def f1(hits: int, one: int, other: int) -> float:
    """F1 of two sets from the number of shared members and their sizes."""
    return 2 * hits / (one + other) if one + other else 1.0


def kappa(labels: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa of paired labels."""
    n = len(labels)
    same = sum(a == b for a, b in labels) / n
    left, right = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(left[label] * right[label] for label in left) / n**2
    return (same - chance) / (1 - chance)


def spans_row(what: str, both: Iterable[Pair], of: Callable[[Block], list[Range]]) -> Row:
    """Span F1, overlapping and exact."""
    total, near, exact = 0, 0, 0
    for first, second in both:
        one, other = of(first), of(second)
        total += len(one) + len(other)
        near += len(matched(one, other))
        exact += sum((Counter(one) & Counter(other)).values())
    return Row(what, total, 2 * near / total, 2 * exact / total)


def shared_events(both: Iterable[Pair]) -> list[tuple[Event, Event]]:
    """Events whose triggers overlap."""
    return [
        (first.events[i], second.events[j])
        for first, second in both
        for i, j in matched([e.trigger for e in first.events], [e.trigger for e in second.events])
    ]


def _roles(event: Event) -> list[tuple[Range | None, str, Range | None]]:
    """(actor, type, recipient) triples; a mutual event gives each ordered pair of different parties."""
    sides = [(a, b) for a in event.actors or (None,) for b in event.recipients or (None,)]
    kept = [side for side in sides if not event.mutual or side[0] != side[1] or len(event.actors) == 1]
    return [(actor, event.type, recipient) for actor, recipient in kept]


def _near(a: Range | None, b: Range | None) -> bool:
    if a is None or b is None:
        return a is b
    return a[0] < b[1] and b[0] < a[1]


def triples_row(both: Iterable[Pair]) -> Row:
    """F1 of (actor, type, recipient), spans overlapping; and the same with exact spans."""
    total, near, exact = 0, 0, 0
    for first, second in both:
        one = [triple for event in first.events for triple in _roles(event)]
        other = [triple for event in second.events for triple in _roles(event)]
        total += len(one) + len(other)
        exact += sum((Counter(one) & Counter(other)).values())
        free = list(other)
        for actor, kind, recipient in one:
            hit = next((t for t in free if t[1] == kind and _near(actor, t[0]) and _near(recipient, t[2])), None)
            if hit is not None:
                free.remove(hit)
                near += 1
    return Row("(actor, type, recipient) F1", total, 2 * near / total, 2 * exact / total)


def codes_row(both: Iterable[Pair]) -> Row:
    """Accuracy of the codes of shared mentions: state; and state with all sectors."""
    codes = [
        (first.actors[i], second.actors[j])
        for first, second in both
        for i, j in matched([a.span for a in first.actors], [a.span for a in second.actors])
    ]
    state = sum(a.state == b.state for a, b in codes) / len(codes)
    whole = sum((a.state, set(a.sectors)) == (b.state, set(b.sectors)) for a, b in codes) / len(codes)
    return Row("actor codes: state; state and sectors", len(codes), state, whole)


def table(both: list[Pair]) -> list[Row]:
    """All rows."""
    shared = shared_events(both)
    types = [(a.type, b.type) for a, b in shared]
    statuses = [(a.status, b.status) for a, b in shared]
    modes = [(a.mode, b.mode) for a, b in shared if a.type == b.type]
    has_event = [(bool(a.events), bool(b.events)) for a, b in both]
    return [
        Row("text holds an event: accuracy; kappa", len(both), _same(has_event), kappa(has_event)),
        spans_row("actor mentions F1", both, lambda block: [a.span for a in block.actors]),
        codes_row(both),
        spans_row("triggers F1", both, lambda block: [e.trigger for e in block.events]),
        Row("type on shared triggers: accuracy; kappa", len(types), _same(types), kappa(types)),
        Row("mode on shared triggers of one type: accuracy", len(modes), _same(modes)),
        Row("status on shared triggers: accuracy; kappa", len(statuses), _same(statuses), kappa(statuses)),
        triples_row(both),
        spans_row("statement sources F1", both, lambda block: [s.source for s in block.statements if s.source]),
        spans_row("statement cues F1", both, lambda block: [s.cue for s in block.statements]),
        spans_row("statement contents F1", both, lambda block: [s.content for s in block.statements]),
    ]


def _same(labels: Sequence[tuple[Hashable, Hashable]]) -> float:
    return sum(a == b for a, b in labels) / len(labels)


def show(rows: Iterable[Row], *, markdown: bool) -> None:
    """Print the table; the second figure is the exact or the stricter one, as the line says."""
    if markdown:
        print("| what | n | overlapping | exact |\n|---|---|---|---|")
    for what, n, value, exact in rows:
        second = "" if exact is None else f"{exact:.3f}"
        print(f"| {what} | {n} | {value:.3f} | {second} |" if markdown else f"{what:48} {n:6} {value:.3f} {second}")


def main(arguments: list[str]) -> int:
    """Print the table, and with ``--confusions`` what differs."""
    both = pairs()
    show(table(both), markdown="--markdown" in arguments)
    if "--confusions" in arguments:
        shared = shared_events(both)
        for field in ("type", "status"):
            differ = Counter((getattr(a, field), getattr(b, field)) for a, b in shared)
            for (a, b), count in differ.most_common():
                if a != b and count > 1:
                    print(f"{field}: {a} / {b}: {count}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
