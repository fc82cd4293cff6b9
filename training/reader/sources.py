"""Corpora in, examples out: treebanks, entity files, PolNeAR. The event corpus is in events.py."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dragoman.language.tokens import Tokenizer

from .conllu import UDSentence, paragraphs, read_conllu
from .example import ALL, IGNORE, Example
from .labels import ATTRIBUTION_TAGS, ENTITY_TAGS
from .lemma import script


def bits(*tags: str, of: tuple[str, ...] = ENTITY_TAGS) -> int:
    """Return the mask that allows these tags."""
    return sum(1 << of.index(tag) for tag in tags)


@dataclass
class Vocabulary:
    """Closed label sets learnt from the treebanks; index 0 of lemma is the fallback ``k0+``."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)

    @classmethod
    def learn(cls, sentences: list[UDSentence], least: int = 3) -> Vocabulary:
        """Collect labels; rare feature strings and lemma scripts (< ``least``) are left out."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for s in sentences:
            counts["upos"].update(s.upos)
            counts["xpos"].update(s.xpos)
            counts["feats"].update(s.feats)
            counts["rels"].update(s.deprels)
            counts["lemma"].update(script(w, m) for w, m in zip(s.words, s.lemmas, strict=True))
        lemma = [k for k, n in counts["lemma"].items() if n >= least and (not k.startswith("=") or n >= 2 * least)]
        return cls(
            upos=sorted(counts["upos"]),
            xpos=sorted(counts["xpos"]),
            feats=sorted(k for k, n in counts["feats"].items() if n >= least),
            lemma=["k0+", *sorted(k for k in lemma if k != "k0+")],
            rels=sorted(k for k, n in counts["rels"].items() if n >= least),
        )

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(self.__dict__, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read what :meth:`save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def lemma_table(sentences: list[UDSentence], known: set[str]) -> dict[str, str]:
    """Return ``form\tUPOS -> lemma``: forms that no known script explains, and common words with one lemma.

    Names are left to the scripts, since their casing differs from place to place.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for word, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
            counts[f"{word.lower()}\t{upos}"][lemma] += 1
    out = {}
    for key, lemmas in counts.items():
        form, upos = key.split("\t")
        lemma, n = lemmas.most_common(1)[0]
        sure = upos != "PROPN" and n >= 2 and n >= 0.9 * lemmas.total()
        if sure or script(form, lemma) not in known:
            out[key] = lemma
    return out


def split_names(splits: Path) -> dict[str, str]:
    """Read GUM's splits.md: document name -> train, dev, test or test2."""
    out, part = {}, ""
    for line in splits.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            out[line.strip()[2:]] = part
    return out


def read_gum(folder: Path, part: str) -> list[UDSentence]:
    """Read the documents of one official part of GUM (``folder`` holds ``dep/`` and ``splits.md``)."""
    names = split_names(folder / "splits.md")
    out: list[UDSentence] = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        if names.get(path.stem) == part:
            out.extend(read_conllu(path))
    return out


class Lookup:
    """Label -> id, IGNORE where unknown."""

    def __init__(self, names: list[str]) -> None:
        self.ids = {name: i for i, name in enumerate(names)}

    def __call__(self, values: list[str]) -> np.ndarray:
        return np.array([self.ids.get(v, IGNORE) for v in values])


def ud_example(group: list[UDSentence], vocab: dict[str, Lookup], bank: int) -> Example:
    """Join consecutive sentences into one window."""
    words = [w for s in group for w in s.words]
    heads: list[int] = []
    sentence: list[int] = []
    for number, s in enumerate(group):
        base = len(sentence)
        heads.extend(h + base if h >= 0 else -1 for h in s.heads)
        sentence.extend([number] * len(s.words))
    lemma_rules = [script(w, m) for s in group for w, m in zip(s.words, s.lemmas, strict=True)]
    return Example(
        words=words,
        kind="ud",
        bank=bank,
        sentence=np.array(sentence),
        upos=vocab["upos"]([x for s in group for x in s.upos]),
        xpos=vocab["xpos"]([x for s in group for x in s.xpos]),
        feats=vocab["feats"]([x for s in group for x in s.feats]),
        lemma=vocab["lemma"](lemma_rules),
        heads=np.array(heads),
        rels=vocab["rels"]([x for s in group for x in s.deprels]),
        entity=np.concatenate([gum_entities(s) for s in group]) if bank == 2 else None,
    )


def windows(group: list[UDSentence], rng: random.Random, longest: int) -> list[list[UDSentence]]:
    """Cut one paragraph at random into runs of sentences of at most about ``longest`` words."""
    out: list[list[UDSentence]] = []
    budget = 0
    for s in group:
        if not out or budget <= 0 or rng.random() < 0.12:
            out.append([])
            budget = rng.choice((10, 40, longest, longest))
        out[-1].append(s)
        budget -= len(s.words)
    return out


GUM_TYPES = {"person": ("PER",), "organization": ("ORG",), "place": ("GPE", "LOC"), "event": ("EVENT",)}
_OPEN = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")


def gum_mentions(s: UDSentence) -> list[tuple[int, int, str]]:
    """Read the entity column: (start, end, type), word indices."""
    out: list[tuple[int, int, str]] = []
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, misc in enumerate(s.misc):
        value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for match in _OPEN.finditer(value):
            number, kind, closed, closing = match.groups()
            if closing:
                if open_[closing]:
                    start, name = open_[closing].pop()
                    out.append((start, i + 1, name))
            elif closed:
                out.append((i, i + 1, kind))
            else:
                open_[number].append((i, kind))
    return out


def gum_entities(s: UDSentence) -> np.ndarray:
    """Derive allowed entity tags from GUM's mentions: the proper-name core of a mention whose head is a name.

    GUM marks whole noun phrases, names inside others too; the core is the head with its flat and compound names. A
    mention with a name after "of", "for" or "and" may be cut in more ways than one: it stays open. Other words are
    no persons, organisations or places.
    """
    n = len(s.words)
    outside = bits("O", *(f"{p}-{t}" for t in ("EVENT", "WEAPON", "MISC") for p in "BI"))
    allowed = np.full(n, outside)
    taken = np.zeros(n, dtype=bool)
    for start, end, kind in sorted(gum_mentions(s), key=lambda m: m[1] - m[0]):
        head = next((i for i in range(start, end) if not start <= s.heads[i] < end), start)
        if s.upos[head] != "PROPN" or kind not in GUM_TYPES:
            continue
        first, last = _core(s, head, start, end)
        if taken[first : last + 1].any():
            continue
        if _of_name(s, last, end):
            allowed[start:end] = np.where(taken[start:end], allowed[start:end], ALL)
            continue
        taken[first : last + 1] = True
        allowed[first] = bits(*(f"B-{t}" for t in GUM_TYPES[kind]))
        allowed[first + 1 : last + 1] = bits(*(f"I-{t}" for t in GUM_TYPES[kind]))
    return allowed


def _core(s: UDSentence, head: int, start: int, end: int) -> tuple[int, int]:
    """First and last word of the name round a head."""
    first = last = head
    while first > start and _joins(s, first - 1):
        first -= 1
    while last + 1 < end and s.deprels[last + 1] in {"flat", "goeswith"} and first <= s.heads[last + 1] <= last:
        last += 1
    return first, last


def _joins(s: UDSentence, i: int) -> bool:
    """Whether word ``i`` is part of the name that the next word belongs to: "North" Korea, "World" Bank."""
    name = s.upos[i] == "PROPN" and s.deprels[i] in {"compound", "flat", "amod"}
    adjective = s.upos[i] == "ADJ" and s.deprels[i] == "amod" and s.words[i][:1].isupper() and i > 0
    return s.heads[i] > i and (name or adjective or (s.upos[i] == "NUM" and s.deprels[i] == "nummod"))


def _of_name(s: UDSentence, last: int, end: int) -> bool:
    joined = last + 2 < end and s.words[last + 1].lower() in {"of", "for", "and"}
    return joined and any(u == "PROPN" for u in s.upos[last + 2 : end])


UNER = {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("GPE", "LOC")}
WIKIGOLD = {**UNER, "MISC": ("MISC", "EVENT", "WEAPON")}
CROSSNER = {
    "politician": ("PER",), "person": ("PER",), "politicalparty": ("ORG",), "organisation": ("ORG",),
    "country": ("GPE",), "location": ("GPE", "LOC"), "event": ("EVENT",), "election": ("EVENT",),
    "misc": ("MISC", "WEAPON"),
}  # fmt: skip


def read_iob(path: Path, *, word: int, tag: int, separator: str | None) -> list[tuple[list[str], list[str]]]:
    """Read an IOB file; a lone ``I-`` begins a span."""
    out: list[tuple[list[str], list[str]]] = [([], [])]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        if not line.strip():
            if out[-1][0]:
                out.append(([], []))
            continue
        cols = line.split(separator)
        before = out[-1][1][-1] if out[-1][1] else "O"
        value = cols[tag]
        if value.startswith("I-") and before[2:] != value[2:]:
            value = "B-" + value[2:]
        out[-1][0].append(cols[word])
        out[-1][1].append(value)
    return [x for x in out if x[0]]


def ner_example(words: list[str], tags: list[str], kinds: dict[str, tuple[str, ...]]) -> Example:
    """Map a data set's tags to allowed sets; types that the set does not annotate stay possible under its ``O``."""
    seen = {t for targets in kinds.values() for t in targets}
    outside = bits("O", *(f"{p}-{t}" for t in {"EVENT", "WEAPON", "MISC"} - seen for p in "BI"))
    allowed = [outside if t == "O" else bits(*(f"{t[0]}-{x}" for x in kinds[t[2:]])) for t in tags]
    return Example(words=words, kind="ner", entity=np.array(allowed))


@dataclass
class Attribution:
    """One PolNeAR attribution: character spans."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


_T = re.compile(r"^(T\d+)\t(\S+) ([\d; ]+)\t")
_E = re.compile(r"^(E\d+)\t(.*)")


def read_brat(path: Path) -> list[Attribution]:
    """Read one stand-off file; several values of an argument are joined."""
    spans: dict[str, list[tuple[int, int]]] = {}
    out: list[Attribution] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if match := _T.match(line):
            spans[match[1]] = [(int(a), int(b)) for a, b in (p.split() for p in match[3].split(";"))]
    for line in lines:
        if match := _E.match(line):
            item = Attribution([], [], [])
            for role, value in (a.split(":", 1) for a in match[2].split()):
                name = re.sub(r"\d+$", "", role).lower()
                if name in {"source", "cue", "content"}:
                    getattr(item, name).extend(spans.get(value, []))
            if item.cue or item.content:
                out.append(item)
    return out


def polnear_files(folder: Path) -> list[tuple[Path, Path]]:
    """Pair each text with its first annotator's file."""
    by_name: dict[str, Path] = {}
    for ann in sorted((folder / "attributions").glob("*.ann")):
        by_name.setdefault(ann.stem.rsplit("_", 1)[0], ann)
    return [(p, by_name[p.stem]) for p in sorted((folder / "text").glob("*.txt")) if p.stem in by_name]


def polnear_examples(folder: Path, tokenizer: Tokenizer, longest: int = 150) -> list[Example]:
    """One example a paragraph (long ones are cut)."""
    out: list[Example] = []
    for text_path, ann in polnear_files(folder):
        text = text_path.read_bytes().decode("utf-8")
        found = read_brat(ann)
        for match in re.finditer(r"[^\n]+", text):
            spans = tokenizer.spans(match.group(), match.start())
            for at in range(0, len(spans), longest):
                part = spans[at : at + longest]
                if part:
                    out.append(attribution_example(text, part, found))
    return out


def attribution_example(text: str, spans: list[tuple[int, int]], found: list[Attribution]) -> Example:
    """Project character spans on words: tags of the outer layer and the link of each word to its cue."""
    tags = np.full(len(spans), bits("O", of=ATTRIBUTION_TAGS))
    link = np.full(len(spans), IGNORE)
    for item in found:
        cue = covered(spans, item.cue)
        for name in ("source", "cue", "content"):
            for piece in getattr(item, name):
                words = covered(spans, [piece])
                if not words:
                    continue
                tags[words[0]] = bits(f"B-{name}", of=ATTRIBUTION_TAGS)
                tags[words[1:]] = bits(f"I-{name}", of=ATTRIBUTION_TAGS)
                if name != "cue" and cue:
                    link[words] = cue[0]
    free = np.full(len(spans), ALL)
    return Example(
        words=[text[a:b] for a, b in spans], kind="attr", attr=[tags, free], link=[link, np.full(len(spans), IGNORE)]
    )


def covered(spans: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> list[int]:
    """Return the words that overlap the pieces."""
    return [i for i, (a, b) in enumerate(spans) if any(a < e and s < b for s, e in pieces)]


__all__ = ["IGNORE", "Lookup", "Vocabulary", "paragraphs", "read_gum", "windows"]
