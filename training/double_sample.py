"""Draw the blocks that are labelled twice, and print their texts only: no label, no file name, in shuffled order.

    python training/double_sample.py [COUNT] [SEED] > texts.txt

Every file of the corpus gives a share in proportion to its blocks, at least one. Each text is printed after a line
``= NUMBER``; the second labels are written from that print and the guide alone.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus_format import Block, read_blocks

CORPUS = Path(__file__).parent / "corpus"


def draw(count: int, seed: int) -> list[Block]:
    """``count`` blocks, spread over all files in proportion to their length, shuffled."""
    files = {path: list(read_blocks(path)) for path in sorted(CORPUS.glob("*.txt"))}
    total = sum(len(blocks) for blocks in files.values())
    dice = random.Random(seed)
    exact = {path: count * len(blocks) / total for path, blocks in files.items()}
    shares = {path: max(1, int(share)) for path, share in exact.items()}
    for path in sorted(exact, key=lambda one: int(exact[one]) - exact[one]):
        if sum(shares.values()) >= count:
            break
        shares[path] += 1
    drawn = [block for path, blocks in files.items() for block in dice.sample(blocks, min(shares[path], len(blocks)))]
    dice.shuffle(drawn)
    return drawn[:count]


def main(arguments: list[str]) -> int:
    """Print the texts."""
    count, seed = (int(one) for one in [*arguments, *("500", "1961")[len(arguments) :]])
    for number, block in enumerate(draw(count, seed), 1):
        print(f"= {number}")
        print("\n".join(block.text[start:end] for start, end in block.paragraphs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
