"""The event corpus as training examples: one window a paragraph, all its labels projected on words.

The corpus and PolNeAR draw the edges of statements differently: PolNeAR takes a leading "that", the quotation marks and
the source's article in, the corpus leaves them out. Training follows PolNeAR, the larger; the run time can trim.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from corpus_format import Block, Statement, codebook, read_blocks
from dragoman.language.features import mark_pair, quote_states
from dragoman.language.tokens import Tokenizer

from .example import ALL, IGNORE, Event, Example
from .labels import ATTRIBUTION_TAGS, MENTION_TAGS, STATUSES, TRIGGER_TAGS, TYPES
from .sources import Lookup, Vocabulary, bits

NONE = len(TYPES)
DEV_PART = 12
_LEFT = frozenset({"that", '"', "“", "‘", "'", "``"})
_RIGHT = frozenset({'"', "”", "’", "''"})
_ORGANISED = frozenset({"IGO", "NGO", "MNC", "JRN", "PTY"})
_ARTICLES = frozenset({"the", "a", "an"})

Range = tuple[int, int]


def label_sets() -> tuple[list[str], list[str]]:
    """Modes ("-" first, then TYPE/mode) and contexts, as the corpus guide lists them."""
    types, contexts = codebook()
    modes = [f"{t}/{m}" for t in TYPES for m in sorted(types[t])]
    return ["-", *modes], sorted(contexts)


def corpus_examples(folder: Path, vocab: Vocabulary, part: str) -> list[Example]:
    """Read all files; ``part`` is train or dev (one block in DEV_PART, chosen by a hash of its text)."""
    tokenizer = Tokenizer()
    if not vocab.modes:
        vocab.modes, vocab.contexts = label_sets()
    modes, contexts = Lookup(vocab.modes), Lookup(vocab.contexts)
    out: list[Example] = []
    for path in sorted(folder.glob("*.txt")):
        for block in read_blocks(path):
            held = zlib.crc32(block.text.encode()) % DEV_PART == 0
            if held != (part == "dev"):
                continue
            for start, end in block.paragraphs:
                spans = tokenizer.spans(block.text[start:end], start)
                if spans:
                    out.append(_Window(block, spans).example(modes, contexts))
    return out


class _Window:
    """Projects the labels of one paragraph of a block on its words."""

    def __init__(self, block: Block, spans: list[Range]) -> None:
        self.block = block
        self.spans = spans
        self.words = [block.text[a:b] for a, b in spans]

    def at(self, span: Range | None) -> Range | None:
        """Word range of a character range, None where it lies outside the paragraph."""
        if span is None:
            return None
        hit = [i for i, (a, b) in enumerate(self.spans) if a < span[1] and span[0] < b]
        return (hit[0], hit[-1] + 1) if hit else None

    def tags(self, ranges: list[Range], names: tuple[str, ...]) -> np.ndarray:
        """Bit masks of one BIO tag set with a single type; the longer of two overlapping spans wins."""
        out = np.full(len(self.words), 1)
        for start, end in sorted(ranges, key=lambda r: r[0] - r[1]):
            if (out[start:end] == 1).all():
                out[start] = 1 << 1
                out[start + 1 : end] = 1 << 2
        return out

    def example(self, modes: Lookup, contexts: Lookup) -> Example:
        """Build the example."""
        mentions = [r for a in self.block.actors if (r := self.at(a.span))]
        events = self.events(modes, contexts)
        mentions += [(s, e) for v in events for s, e, _, _ in v.roles]
        mentions = sorted(set(mentions))
        attr, link = self.attribution()
        return Example(
            words=self.words,
            kind="corpus",
            mention=self.tags(mentions, MENTION_TAGS),
            trigger=self.tags([(v.start, v.end) for v in events], TRIGGER_TAGS),
            events=events,
            spans=mentions,
            pairs=pairs(events, mentions),
            attr=attr,
            link=link,
            entity=self.entities(),
        )

    def entities(self) -> np.ndarray:
        """What the actor mentions tell of entities: lone names of states and organisations; capitals stay open."""
        small = bits("O", *(f"{p}-{t}" for t in ("EVENT", "WEAPON", "MISC") for p in "BI"))
        capital = [w[:1].isupper() for w in self.words]
        plain = [
            w.isalpha() and w.islower() and not (any(capital[:i][-1:]) and any(capital[i + 1 : i + 2]))
            for i, w in enumerate(self.words)
        ]
        out = np.array([small if p else ALL for p in plain])
        for actor in self.block.actors:
            r = self.at(actor.span)
            if r is None:
                continue
            named = all(w[:1].isupper() or w in {"of", "for", "the", "and"} for w in self.words[r[0] : r[1]])
            kind = "ORG" if _ORGANISED & set(actor.sectors) else "GPE" if actor.state and not actor.sectors else ""
            if named and kind and self.words[r[0]][:1].isupper():
                out[r[0]] = bits(f"B-{kind}")
                out[r[0] + 1 : r[1]] = bits(f"I-{kind}")
        return out

    def events(self, modes: Lookup, contexts: Lookup) -> list[Event]:
        """Events whose trigger lies in the paragraph."""
        out = []
        for e in self.block.events:
            where = self.at(e.trigger)
            if where is None:
                continue
            roles: dict[Range, list[int]] = {}
            for k, group in enumerate((e.actors, e.recipients)):
                for span in group:
                    if (r := self.at(span)) is not None:
                        roles.setdefault(r, [0, 0])[k] = 1
            mode = int(modes([f"{e.type}/{e.mode}" if e.mode else "-"])[0])
            ids = [int(i) for i in contexts(list(e.contexts)) if i != IGNORE]
            kind, status = TYPES.index(e.type), STATUSES.index(e.status)
            out.append(Event(*where, kind, status, mode, ids, [(*r, *v) for r, v in roles.items()]))
        return out

    def attribution(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Tags and links of both layers."""
        n = len(self.words)
        tags = [np.full(n, 1), np.full(n, 1)]
        link = [np.full(n, IGNORE), np.full(n, IGNORE)]
        quotes = np.array(quote_states(self.words))
        tags[0][quotes > 0] = bits("O", "B-content", "I-content", of=ATTRIBUTION_TAGS)
        painted = [np.zeros(n, bool), np.zeros(n, bool)]
        for statement in sorted(self.block.statements, key=lambda s: s.content[0] - s.content[1]):
            layer = int(inner(statement, self.block.statements))
            self._paint(statement, tags[layer], link[layer], painted[layer])
        return tags, link

    def _paint(self, s: Statement, tags: np.ndarray, link: np.ndarray, painted: np.ndarray) -> None:
        cue, source, content = self.at(s.cue), self.at(s.source), self.at(s.content)
        if cue is None and content is None:
            return
        for name, r in (("cue", cue), ("source", self._article(source)), ("content", self._edges(content))):
            if r is None:
                continue
            free = [i for i in range(*r) if not painted[i]]
            for k, i in enumerate(free):
                begins = k == 0 or free[k - 1] != i - 1
                tags[i] = bits(f"{'B' if begins else 'I'}-{name}", of=ATTRIBUTION_TAGS)
                painted[i] = True
                if name != "cue" and cue is not None:
                    link[i] = cue[0]

    def _article(self, r: Range | None) -> Range | None:
        if r and r[0] > 0 and self.words[r[0] - 1].lower() in _ARTICLES:
            return r[0] - 1, r[1]
        return r

    def _edges(self, r: Range | None) -> Range | None:
        if r is None:
            return None
        start, end = r
        while start > 0 and self.words[start - 1].lower() in _LEFT:
            start -= 1
        if (
            end < len(self.words)
            and self.words[end] in {",", "."}
            and end + 1 < len(self.words)
            and self.words[end + 1] in _RIGHT
        ):
            end += 1
        while end < len(self.words) and self.words[end] in _RIGHT:
            end += 1
        return start, end


def inner(s: Statement, others: list[Statement]) -> bool:
    """Whether a statement lies within another's content, or is the original of what another relays."""
    for o in others:
        if o is s:
            continue
        within = o.content[0] <= s.cue[0] and s.cue[1] <= o.content[1]
        if within or (o.content == s.content and s.relay and not o.relay):
            return True
    return False


def marked(examples: list[Example], words: str = "the a an") -> list[Example]:
    """One example for each pair of spans, with markers round them; every other span takes its article in."""
    articles = set(words.split())
    out = []
    for e in examples:
        for a, a_end, b, b_end, mask in e.pairs:
            salt = zlib.crc32(f"{a} {b} {' '.join(e.words)}".encode())
            first = a - int(bool(salt & 1) and a > 0 and e.words[a - 1].lower() in articles)
            second = b - int(bool(salt & 2) and b > 0 and e.words[b - 1].lower() in articles)
            text, x, y = mark_pair(e.words, (first, a_end), (second, b_end))
            out.append(Example(words=text, kind="pair", pairs=[(*x, *y, mask)]))
    return out


def pairs(events: list[Event], mentions: list[Range]) -> list[tuple[int, int, int, int, int]]:
    """Ordered pairs of mentions with the mask of the types between them; some pairs without an event."""
    found: dict[tuple[Range, Range], int] = {}
    for v in events:
        actors = [(s, e) for s, e, a, _ in v.roles if a]
        recipients = [(s, e) for s, e, _, r in v.roles if r]
        for a in actors:
            for r in recipients:
                if a != r:
                    found[a, r] = found.get((a, r), 0) | 1 << v.type
    out = [(*a, *r, mask) for (a, r), mask in found.items()]
    rest = [
        (a, r) for a in mentions for r in mentions if a != r and (a, r) not in found and (a[1] <= r[0] or r[1] <= a[0])
    ]
    rest.sort(key=lambda p: (p[::-1] not in found, zlib.crc32(repr(p).encode())))
    out += [(*a, *r, 1 << NONE) for a, r in rest[: max(2, len(out) + 1)]]
    return out


__all__ = ["ALL", "corpus_examples", "label_sets"]
