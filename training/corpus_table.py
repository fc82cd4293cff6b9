"""Write the statistics and the agreement of the corpus into its README, between the markers.

python training/corpus_table.py
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from agreement import pairs, table
from corpus_format import STATUSES, Block, Event, codebook, read_blocks

CORPUS = Path(__file__).parent / "corpus"
YEAR = re.compile(r"\b(1[6-9]\d\d|20[0-3]\d)\b")


def rows(lines: Iterable[Iterable[object]], head: str) -> str:
    """A Markdown table."""
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([head, rule, *("| " + " | ".join(map(str, line)) + " |" for line in lines)])


def by_type(events: list[Event]) -> str:
    """Type × mode and type × status."""
    types, _ = codebook()
    lines = []
    for name in types:
        own = [event for event in events if event.type == name]
        modes = Counter(event.mode for event in own if event.mode)
        statuses = Counter(event.status for event in own)
        listed = ", ".join(f"{mode} {count}" for mode, count in modes.most_common()) or "–"
        lines.append([name, len(own), *(statuses[status] for status in STATUSES), listed])
    return rows(lines, f"| type | n | {' | '.join(STATUSES)} | modes |")


def by_actor(blocks: list[Block]) -> str:
    """Sectors and states of the mentions."""
    actors = [actor for block in blocks for actor in block.actors]
    sectors = Counter(sector for actor in actors for sector in actor.sectors)
    states = Counter(actor.state for actor in actors if actor.state)
    return (
        f"Mentions by sector: {_counted(sectors, 40)}.\n\n"
        f"{len(states)} states and territories are named ({sum(states.values())} of {len(actors)} mentions have a"
        f" state); the most frequent: {_counted(states, 25)}."
    )


def _counted(counts: Counter[str], most: int) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(most))


def by_decade(blocks: list[Block]) -> str:
    """Decades of the years that the texts write; most texts write none."""
    years = [[int(year) for year in YEAR.findall(block.text)] for block in blocks]
    decades = Counter("before 1940" if year < 1940 else f"{year // 10 * 10}s" for found in years for year in set(found))
    dated = sum(bool(found) for found in years)
    listed = ", ".join(f"{name} {decades[name]}" for name in sorted(decades, key=lambda one: (one[0] != "b", one)))
    return f"{dated} blocks write a year, which falls in: {listed}."


def statistics() -> str:
    """The part between the markers ``statistics``."""
    blocks = [block for path in sorted(CORPUS.glob("*.txt")) for block in read_blocks(path)]
    events = [event for block in blocks for event in block.events]
    triggers = {block.text[slice(*event.trigger)].lower() for block in blocks for event in block.events}
    tags = Counter(tag.partition("=")[0] for block in blocks for tag in block.tags)
    empty = sum(not block.events for block in blocks)
    overview = [
        ["blocks", len(blocks)],
        ["… of them short reports", sum(len(block.paragraphs) > 1 for block in blocks)],
        ["… without any event", f"{empty} ({empty / len(blocks):.0%})"],
        ["… tagged `headline` / `contrast`", f"{tags['headline']} / {tags['contrast']}"],
        ["actor mentions", sum(len(block.actors) for block in blocks)],
        ["events", len(events)],
        ["distinct triggers (as written, lower case)", len(triggers)],
        ["statements", sum(len(block.statements) for block in blocks)],
        ["ties", sum(len(block.ties) for block in blocks)],
    ]
    parts = [rows(overview, "| what | n |"), by_type(events), by_actor(blocks), by_decade(blocks)]
    return "\n\n".join(parts)


def agreement() -> str:
    """The part between the markers ``agreement``."""
    lines = [[w, n, f"{v:.3f}", "" if e is None else f"{e:.3f}"] for w, n, v, e in table(pairs())]
    return rows(lines, "| what | n | first figure (spans overlap) | second figure (spans exact, or as named) |")


def main() -> int:
    """Fill the README."""
    path = CORPUS / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, part in (("statistics", statistics()), ("agreement", agreement())):
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda m, p=part: f"{m[1]}{p}\n{m[2]}", text, flags=re.S
        )
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
