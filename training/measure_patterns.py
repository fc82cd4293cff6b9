"""How often each codebook pattern is right on the corpus: matches, share with its type, Laplace's estimate for `sure`.

python training/measure_patterns.py [--misses]
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus_format import Block, read_blocks
from dragoman.codebook import load_patterns
from dragoman.events.matching import Match, Patterns
from dragoman.language import LanguageModel
from dragoman.record import Sentence, Tree

CORPUS = Path(__file__).parent / "corpus"


def matches(patterns: Patterns, stems: tuple[str, ...]) -> Iterator[tuple[Block, Sentence, Match]]:
    """Every match in a text that holds the beginning of one of the trigger words."""
    model = LanguageModel.load()
    for path in sorted(CORPUS.glob("*.txt")):
        for block in read_blocks(path):
            if any(stem in block.text.lower() for stem in stems):
                for sentence in model.analyse(block.text):
                    for match in patterns.all(Tree(sentence)):
                        yield block, sentence, match


def main(arguments: list[str]) -> int:
    """Print the table."""
    patterns = load_patterns()
    seen: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    stems = tuple({word[:4] for one in patterns for word in one.word})
    for block, sentence, match in matches(Patterns(patterns), stems):
        start, end = sentence.starts[match.word], sentence.ends[match.word]
        types = {e.type for e in block.events if e.trigger[0] < end and start < e.trigger[1]}
        right = match.pattern.type in types
        seen[match.pattern.id][right] += 1
        if not right and "--misses" in arguments:
            print(match.pattern.id, sorted(types), block.text[max(0, start - 60) : end + 60].replace("\n", " "))
    for one in patterns:
        right, n = seen[one.id][True], seen[one.id].total()
        print(f"{one.id:<24} {n:>4} {right:>4} {(right + 1) / (n + 2):.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
