"""Read CoNLL-U for scoring: words with character places, so that any tokenisation can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec


class GoldWord(msgspec.Struct):
    """A syntactic word; ``head`` is 0-based within its sentence, -1 for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


class GoldSentence(msgspec.Struct):
    """A sentence of a treebank; ``new_paragraph`` if it begins a paragraph or document."""

    words: list[GoldWord]
    new_paragraph: bool


def files(path: Path, only: Iterable[str] = ()) -> list[Path]:
    """Return the file, or a folder's ``.conllu`` files whose names begin with one of ``only`` (all if empty)."""
    if path.is_file():
        return [path]
    prefixes = tuple(only)
    found = sorted(p for p in path.rglob("*.conllu") if not prefixes or p.stem.startswith(prefixes))
    if not found:
        raise FileNotFoundError(f"no CoNLL-U file in {path}")
    return found


def read(path: Path) -> list[GoldSentence]:
    """Read one file. Raises ValueError naming the line when a column is missing."""
    out: list[GoldSentence] = []
    words: list[GoldWord] = []
    fresh = False
    glued = (0, True)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(("# newpar", "# newdoc")):
            fresh = True
        elif not line.strip():
            if words:
                out.append(GoldSentence(words, fresh))
            words, fresh, glued = [], False, (0, True)
        elif not line.startswith("#"):
            cols = line.split("\t")
            if len(cols) != 10:
                raise ValueError(f"{path}:{number}: a CoNLL-U line has 10 columns, this one {len(cols)}")
            glued = _word(words, cols, glued)
    if words:
        out.append(GoldSentence(words, fresh))
    return out


def _word(words: list[GoldWord], cols: list[str], glued: tuple[int, bool]) -> tuple[int, bool]:
    """Add a word; returns (last word, space after) of the multiword token in progress."""
    space = "SpaceAfter=No" not in cols[9].split("|")
    if "-" in cols[0]:
        return int(cols[0].partition("-")[2]), space
    if "." in cols[0]:
        return glued
    index = int(cols[0])
    if index <= glued[0]:
        space = glued[1] and index == glued[0]
    words.append(GoldWord(cols[1], cols[2], cols[3], cols[5], int(cols[6]) - 1, cols[7], space))
    return glued


def raw_text(sentences: Iterable[GoldSentence]) -> str:
    """Return running text: words with their spacing, sentences parted by a space, paragraphs by a blank line."""
    return "".join(_parts(sentences)).strip()


def _parts(sentences: Iterable[GoldSentence]) -> Iterator[str]:
    for sentence in sentences:
        if sentence.new_paragraph:
            yield "\n\n"
        for word in sentence.words:
            yield word.form
            if word.space_after:
                yield " "
