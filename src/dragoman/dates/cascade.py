"""The cascade: four levels of rules over word classes, each level reading what the one below it built.

1. points that stand alone: days, months, years, "last week", "the 60th anniversary"; lengths ("two weeks")
2. points counted from points ("two weeks ago"), parts ("late August"), years given afterwards
3. ranges: "from … to", "between … and", "2014-15"
4. open ends ("since 1961", "until 31 July"), lengths that stay lengths, sets ("every year")

At each level the leftmost match wins, of several there the longest, of those the first in ``rules.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from dragoman.dates import composed, days, lengths, periods, ranges, relative
from dragoman.dates.common import NEAREST, SKIP
from dragoman.dates.lexicon import Lexicon, Rule
from dragoman.dates.match import Match
from dragoman.dates.value import Expression, Setting, Value
from dragoman.dates.words import Node, letters, read_tokens, surnames

Handler = Callable[[Match], Value | None]
#: Leans of the clause at a code point: -1 past, 1 future, 0 unknown; None where the words have to tell.
Lean = Callable[[int], int | None]
_HANDLERS = (days, periods, relative, composed, ranges, lengths)
_RENAMED = {"range": "span", "set": "recurring"}
_CLAUSE_BREAK = 5
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


class Cascade:
    """Finds and reads time expressions in bare text. Built once, shared between threads: it keeps no state."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """Load the tables, unless given, and bind every rule to its handler. Raises DataError for a broken table."""
        self.lexicon = lexicon or Lexicon.load()
        self._rules: dict[int, list[tuple[Rule, Handler]]] = {}
        for rule in self.lexicon.rules:
            name = _RENAMED.get(rule.handler, rule.handler)
            handler = next(getattr(room, name) for room in _HANDLERS if hasattr(room, name))
            self._rules.setdefault(rule.level, []).append((rule, handler))
        kinds = self.lexicon.letters
        self._silent = frozenset(kinds[k] for k in _SILENT if k in kinds)
        # The longest word of each phrase: a text with none of them and no digit holds no time.
        self._triggers = frozenset(
            max(_WORD.findall(" ".join(words)), key=len)
            for group in self.lexicon.phrases.values()
            for words, kind, _ in group
            if kind not in _SILENT
        )

    def names_in(self, text: str) -> frozenset[str]:
        """Months that a report uses as people's names, to be handed to ``read``."""
        return surnames(text, self.lexicon)

    def read(
        self,
        text: str,
        reference: date,
        *,
        anchor: Value | None = None,
        lean: Lean | None = None,
        names: frozenset[str] | None = None,
    ) -> list[Expression]:
        """All time expressions of ``text``, in order, not overlapping.

        ``reference`` is the day the text was written; ``anchor`` the last date before this text ("two days later");
        ``lean`` may tell the direction of the clause at a code point better than the words can.
        """
        if _DIGIT.search(text) is None and self._triggers.isdisjoint(_WORD.findall(text.lower())):
            return []
        nodes = read_tokens(text, self.lexicon, self.names_in(text) if names is None else names)
        signs = letters(nodes, self.lexicon.letters)
        if all(sign in self._silent for sign in signs):
            return []
        setting = Setting(reference, anchor, self._fiscal(text))
        words = nodes
        for level in sorted(self._rules):
            nodes = self._level(level, nodes, words, setting, lean)
        return [
            Expression(node.start, node.end, node.value)
            for node in nodes
            if node.value is not None and node.kind in {"E", "U", "V"}
        ]

    def _fiscal(self, text: str) -> int | None:
        if not any(word in text.lower() for word in ("fiscal", "financial", "budget")):
            return None
        return next((month for word, month in self.lexicon.fiscal if word.search(text)), None)

    def _level(
        self, level: int, nodes: list[Node], words: list[Node], setting: Setting, lean: Lean | None
    ) -> list[Node]:
        signs = letters(nodes, self.lexicon.letters)
        present = set(signs)
        found: list[tuple[int, int, int, Rule, Handler, dict[str, tuple[int, int]]]] = []
        for order, (rule, handler) in enumerate(self._rules[level]):
            if all(need & present for need in rule.needs):
                for hit in rule.pattern.finditer(signs):
                    groups = {k: hit.span(k) for k, v in hit.groupdict().items() if v}
                    found.append((hit.start(), -hit.end(), order, rule, handler, groups))
        found.sort(key=lambda item: item[:3])
        out: list[Node] = []
        at = 0
        for start, minus_end, _, _, handler, groups in found:
            if start < at:
                continue
            match = self._match(nodes, (start, -minus_end), groups, words, setting, lean)
            node = _build(match, handler, nodes[start:-minus_end], level)
            if node is not None:
                out.extend(nodes[at:start])
                out.append(node)
                at = -minus_end
                if node.kind == "E" and node.value is not None:
                    setting.anchor = node.value
        return [*out, *nodes[at:]]

    def _match(
        self,
        nodes: list[Node],
        where: tuple[int, int],
        groups: dict[str, tuple[int, int]],
        words: list[Node],
        setting: Setting,
        lean: Lean | None,
    ) -> Match:
        start, end = where
        return Match(
            text=" ".join(node.text for node in nodes[start:end]),
            parts={name: nodes[first] for name, (first, _) in groups.items()},
            nodes=nodes,
            before=nodes[start - 1] if start else None,
            after=nodes[end] if end < len(nodes) else None,
            setting=setting,
            lexicon=self.lexicon,
            lean_of=lambda: self._lean(words, nodes[start].start, nodes[end - 1].end, lean),
        )

    def _lean(self, words: list[Node], start: int, end: int, lean: Lean | None) -> int:
        told = lean(start) if lean else None
        return told if told is not None else lean_of_words(words, start, end, self.lexicon)


#: Classes that alone never make a time: if a text holds nothing else, no rule is tried.
_SILENT = [
    "cap",
    "low",
    "other",
    "comma",
    "dash",
    "open",
    "close",
    "quote",
    "dot",
    "the",
    "of",
    "in",
    "on",
    "to",
    "and",
    "or",
    "at",
    "for",
    "by",
    "from",
    "before",
    "after",
    "during",
    "over",
    "within",
    "between",
    "through",
    "art",
    "that",
    "this",
    "last",
    "next",
    "same",
    "other",
    "every",
    "all",
    "few",
    "approx",
    "num",
    "start",
    "end",
    "late",
    "early",
    "mid",
    "once",
    "earlier",
    "later",
    "long",
    "old",
    "time",
    "until",
    "since",
    "another",
    "light",
    "and",
    "middle",
    "turn",
    "coming",
    "recent",
    "these",
    "onward",
    "ad",
    "bc",
]


def _build(match: Match, handler: Handler, covered: list[Node], level: int) -> Node | None:
    try:
        value = handler(match)
    except (ValueError, OverflowError):  # a day outside the years 1-9999, or no such day: no date
        return None
    if value is None:
        return None
    text = " ".join(node.text for node in covered)
    return Node(_class_of(value, level), covered[0].start, covered[-1].end, text, value=value)


def _class_of(value: Value, level: int) -> str:
    if value is SKIP:
        return "X"
    if value.kind == "date":
        return "E"
    if value.kind == "duration":
        return "DUR" if level < 4 and value.count is not None and value.start is None else "U"
    if value.kind == "vague" and value.unit is not None:
        return "S"
    return "V"


def lean_of_words(words: list[Node], start: int, end: int, lexicon: Lexicon) -> int:
    """The direction of the nearest verb or cue; a comma between counts as five words, for it often ends the clause.

    Before the expression a cue is half a word nearer than behind it. 0 where there is none, 2 for "was to".
    """
    before = [at for at in range(len(words)) if words[at].end <= start]
    behind = [at for at in range(len(words)) if words[at].start >= end]
    left = _first_cue(words, reversed(before), lexicon)
    right = _first_cue(words, behind, lexicon)
    return min((left[0] - 0.5, left[1]), (right[0], right[1]))[1]


def _first_cue(words: list[Node], places: Iterable[int], lexicon: Lexicon) -> tuple[float, int]:
    distance = 0.0
    for at in places:
        node = words[at]
        breaks = node.kind == "comma" or node.text in _BREAKS
        distance += _CLAUSE_BREAK if breaks else 1
        sign = _sign(words, at, lexicon)
        if sign:
            return distance, sign
    return 99.0, 0


_BREAKS = frozenset('“”";—–')


def _sign(words: list[Node], at: int, lexicon: Lexicon) -> int:
    word = words[at].text.lower()
    following = words[at + 1].text.lower() if at + 1 < len(words) else ""
    roles = lexicon.roles
    if f"{word} {following}" in roles["wasto"]:
        return NEAREST
    if f"{word} {following}" in roles["cuefuture"] or (word == "set" and following == "for"):
        return 1
    before = [words[place].text.lower() for place in range(max(0, at - 2), at)]
    if word in roles["cuepast"] or (words[at].kind == "low" and len(word) > 4 and word.endswith("ed")):
        if before[-1:] == ["be"] or (before and before[-1] in roles["modal"]):
            return NEAREST if " ".join(_back(words, at)) in roles["wasto"] else 1
        return 1 if word in roles["cuefuture"] else -1
    if word in roles["cuefuture"] or word.endswith(("'ll", "’ll")):
        return NEAREST if " ".join(before) in roles["wasto"] else 1
    return NEAREST if " ".join(before) in roles["wasto"] else 0


def _back(words: list[Node], at: int) -> list[str]:
    """The two words before "be", lower-case: "was to" in "was to be signed"."""
    return [words[place].text.lower() for place in range(max(0, at - 3), at - 1)]
