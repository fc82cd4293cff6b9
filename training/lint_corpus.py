"""Check the corpus: spans, codes, duplicates and near-duplicates; print its statistics.

    python training/lint_corpus.py training/corpus [FILE…]

Prints one line per problem and ends with exit code 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus_format import Block, Problem, read_blocks

SHINGLE = 4  # words; two texts that share this many runs of words are read side by side
NEAR = 0.6  # Jaccard likeness from which two texts count as near-duplicates, contrast sets apart


def near_duplicates(blocks: list[Block]) -> list[Problem]:
    """Pairs of blocks whose word shingles overlap by ``NEAR`` or more and that are not tagged as a contrast set."""
    shingles: list[set[tuple[str, ...]]] = []
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        words = re.findall(r"\w+", block.text.lower())
        grams = {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
        shingles.append(grams)
        for gram in grams:
            places[gram].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for members in places.values():
        if len(members) <= 40:  # a run found in more texts than that is a stock phrase
            shared.update(combinations(members, 2))
    found = []
    for (first, second), count in shared.items():
        union = len(shingles[first] | shingles[second])
        contrast = any(tag.startswith("contrast") for tag in blocks[second].tags)
        if count / union >= NEAR and not contrast:
            where = f"{blocks[first].path.name}:{blocks[first].line}"
            found.append(Problem(blocks[second].path, blocks[second].line, f"near-duplicate of {where}"))
    return found


def statistics(blocks: list[Block]) -> str:
    """A short table: blocks, reports, labels, and how often each type and status occurs."""
    events = [event for block in blocks for event in block.events]
    triggers = {block.text[event.trigger[0] : event.trigger[1]].lower() for block in blocks for event in block.events}
    types = Counter(event.type for event in events)
    modes = Counter(f"{event.type}/{event.mode}" for event in events if event.mode)
    statuses = Counter(event.status for event in events)
    sentences = sum(max(1, len(re.findall(r"[.!?][\"”’)]*(?=\s|$)", block.text))) for block in blocks)
    reports = sum(len(block.paragraphs) > 1 for block in blocks)
    empty = sum(not block.events for block in blocks)
    relays = sum(
        other.content[0] <= one.cue[0] < other.content[1]
        for block in blocks
        for one in block.statements
        for other in block.statements
        if other is not one
    )
    lines = [
        f"blocks {len(blocks)} (reports {reports}, without event {empty}); sentences {sentences}",
        f"actors {sum(len(b.actors) for b in blocks)}, events {len(events)} ({len(triggers)} distinct triggers), "
        f"statements {sum(len(b.statements) for b in blocks)} ({relays} nested), "
        f"ties {sum(len(b.ties) for b in blocks)}",
        "types " + ", ".join(f"{name} {count}" for name, count in types.most_common()),
        "modes " + ", ".join(f"{name} {count}" for name, count in sorted(modes.items())),
        "statuses " + ", ".join(f"{name} {count}" for name, count in statuses.most_common()),
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Lint the given files or folders. Returns the exit code."""
    paths = [Path(argument) for argument in arguments]
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    blocks = [block for file in files for block in read_blocks(file)]
    problems = [problem for block in blocks for problem in block.problems] + near_duplicates(blocks)
    for problem in problems:
        print(problem)
    print(statistics(blocks))
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
