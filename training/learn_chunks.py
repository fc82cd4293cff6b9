"""Learn the table of chunks that the tokeniser's rules split otherwise than the treebanks do.

    python learn_chunks.py --ewt DIR --gum DIR --out ../src/dragoman/data/language/chunks.tsv

A chunk is a run of characters without white space. Marks that both sides split off at its edges are cut away first; the
rest goes into the table when the treebanks agree on it in nine of ten cases.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.language.tokens import Tokenizer
from reader.conllu import UDSentence, read_conllu
from reader.sources import read_gum


def chunks(sentence: UDSentence) -> Iterator[list[str]]:
    """Yield the words of each chunk."""
    current: list[str] = []
    for word, space in zip(sentence.words, sentence.space_after, strict=True):
        current.append(word)
        if space:
            yield current
            current = []
    if current:
        yield current


def core(gold: list[str], have: list[str]) -> list[str]:
    """Cut equal marks off both ends."""
    start, end = 0, 0
    while start < min(len(gold), len(have)) - 1 and gold[start] == have[start] and not gold[start].isalnum():
        start += 1
    while (
        end < min(len(gold), len(have)) - start - 1
        and gold[-1 - end] == have[-1 - end]
        and not gold[-1 - end].isalnum()
    ):
        end += 1
    return gold[start : len(gold) - end]


def pieces(tokenizer: Tokenizer, chunk: str) -> list[str]:
    """The words that the rules make of a chunk."""
    out, at = [], 0
    for length in tokenizer.split(chunk):
        out.append(chunk[at : at + length])
        at += length
    return out


def main() -> None:
    """Write the table."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--ewt", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    tokenizer = Tokenizer(chunks=False)
    seen: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    wrong: set[str] = set()
    for sentence in read_conllu(args.ewt / "en_ewt-ud-train.conllu") + read_gum(args.gum, "train"):
        for gold in chunks(sentence):
            text = "".join(gold)
            have = pieces(tokenizer, text) if text and " " not in text else gold
            rest = core(gold, have) if have != gold else gold
            seen["".join(rest)][tuple(rest)] += 1
            if have != gold:
                wrong.add("".join(rest))
    rows = []
    for text in sorted(wrong):
        best, n = seen[text].most_common(1)[0]
        if (
            n >= 0.9 * seen[text].total()
            and len(text) <= 30
            and list(best) != pieces(tokenizer, text)
            and "\t" not in text
        ):
            rows.append(f"{text}\t{' '.join(best)}\tUD English EWT and GUM, train parts\n")
    args.out.write_text("form\tparts\tsource\n" + "".join(rows), encoding="utf-8")
    print(len(rows))


if __name__ == "__main__":
    main()
