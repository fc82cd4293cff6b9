"""CoNLL-U in: sentences with their words, paragraphs and the surface chunks they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class UDSentence:
    """One sentence of a treebank; ``heads`` are 0-based with -1 for the root."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    new_paragraph: bool = False
    text: str = ""
    sent_id: str = ""


def read_conllu(path: Path) -> list[UDSentence]:
    """Read a treebank file. Empty nodes are skipped; a multiword token gives its words, glued together."""
    sentences: list[UDSentence] = []
    current = UDSentence()
    glue_until = 0
    glue_space = True
    with path.open(encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if line.startswith("#"):
                _comment(current, line)
            elif not line:
                if current.words:
                    sentences.append(current)
                current, glue_until = UDSentence(), 0
            else:
                cols = line.split("\t")
                if "-" in cols[0]:
                    glue_until = int(cols[0].split("-")[1])
                    glue_space = "SpaceAfter=No" not in cols[9]
                elif "." not in cols[0]:
                    index = int(cols[0])
                    space = "SpaceAfter=No" not in cols[9]
                    if index < glue_until:
                        space = False
                    elif index == glue_until:
                        space = glue_space
                    _word(current, cols, space)
    if current.words:
        sentences.append(current)
    return sentences


def _comment(sentence: UDSentence, line: str) -> None:
    if line.startswith(("# newpar", "# newdoc")):
        sentence.new_paragraph = True
    elif line.startswith("# text ="):
        sentence.text = line[8:].strip()
    elif line.startswith("# sent_id ="):
        sentence.sent_id = line[11:].strip()


def _word(sentence: UDSentence, cols: list[str], space: bool) -> None:
    sentence.words.append(cols[1])
    sentence.lemmas.append(cols[2])
    sentence.upos.append(cols[3])
    sentence.xpos.append(cols[4])
    sentence.feats.append(cols[5])
    sentence.heads.append(int(cols[6]) - 1)
    sentence.deprels.append(cols[7])
    sentence.misc.append(cols[9])
    sentence.space_after.append(space)


def paragraphs(sentences: list[UDSentence]) -> list[list[UDSentence]]:
    """Group consecutive sentences by their ``# newpar`` marks."""
    out: list[list[UDSentence]] = []
    for sentence in sentences:
        if sentence.new_paragraph or not out:
            out.append([])
        out[-1].append(sentence)
    return out
