"""From text to the tokens of the time grammar, each with one word class.

The class of a few words hangs on their neighbours: "may" and "march" are months only where a month can stand, four
digits are a year only after a word that leads to one, and never before something that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dates.lexicon import TOKEN, Lexicon
from dragoman.dates.value import Value

_DATING = frozenset({"month", "monthabbr", "era", "fiscal", "season", "moon", "quarterno", "halfno", "holiday"})
_DATING_AFTER = frozenset({"quarterno", "halfno", "month"})
_DATED = frozenset({"month", "monthabbr", "day", "ordn", "ord", "season"})
_MARKS = {
    "/": "dash",
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "(": "open",
    ")": "close",
    ".": "dot",
    "…": "dot",
}
_TWO_FACED = {"may", "march", "april", "june", "august"}
_UNMISTAKABLE = {"april", "june"}
_GLUE = re.compile(r"[A-Z][A-Za-z]*|[A-Za-z]?[A-Z]+")
#: Years that news means by four digits alone; beyond them a number is a count until a month says otherwise.
_FIRST_YEAR, _LAST_YEAR = 1400, 2199


@dataclass(slots=True)
class Node:
    """A token, or an expression built from several. ``kind`` is its word class, ``letter`` the same as one character.

    ``start``/``end`` are code points, half-open. ``text`` is as written.
    """

    kind: str
    start: int
    end: int
    text: str
    data: str = ""
    value: Value | None = None


def read_tokens(text: str, lexicon: Lexicon, names: frozenset[str] = frozenset()) -> list[Node]:
    """The tokens of ``text`` with their classes; ``names`` are lower-case words that the report uses as surnames."""
    raw = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    lower = [token.lower() for token, _, _ in raw]
    nodes: list[Node] = []
    at = 0
    while at < len(raw):
        length, kind, data = _phrase(lower, at, lexicon) or (1, "", "")
        start, end = raw[at][1], raw[at + length - 1][2]
        word = text[start:end]
        nodes.append(Node(kind or _kind_of(word), start, end, word, data))
        at += length
    for place, node in enumerate(nodes):
        _settle(nodes, place, node, lexicon, names)
    return nodes


def _phrase(lower: list[str], at: int, lexicon: Lexicon) -> tuple[int, str, str] | None:
    for parts, kind, data in lexicon.phrases.get(lower[at], ()):
        if len(parts) == 1 or tuple(lower[at : at + len(parts)]) == parts:
            return len(parts), kind, data
    return None


def _kind_of(word: str) -> str:
    if word in _MARKS:
        return _MARKS[word]
    if word[0].isdecimal():
        return _kind_of_digits(word)
    if re.fullmatch(r"['’]\d0s", word):
        return "decade"
    if word.isalpha():
        return "cap" if word[0].isupper() else "low"
    return "other"


def _kind_of_digits(word: str) -> str:
    if word.isdecimal():
        if len(word) == 4:
            return "year"
        return "day" if len(word) <= 2 and 1 <= int(word) <= 31 else "num"
    if re.fullmatch(r"\d{4}[-/.]\d\d?[-/.]\d\d?(?:T.*)?|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}", word):
        return "iso"
    if "/" in word:
        return "slash"
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", word, re.IGNORECASE):
        return "ordn"
    if re.fullmatch(r"\d{3}0['’]?s|\d0['’]?s", word):
        return "decade"
    return "num" if re.fullmatch(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+", word) else "other"


def _settle(nodes: list[Node], place: int, node: Node, lexicon: Lexicon, names: frozenset[str]) -> None:
    """Take back a class that the neighbours forbid."""
    kind = node.kind
    if kind == "year" and node.text.isdecimal():
        node.kind = "year" if _is_year(nodes, place, lexicon) else "num"
    elif kind == "decade" and (len(node.text) == 3 or node.text[-2] in "'’"):
        node.kind = "decade" if _word(nodes, place - 1) in {"the", "early", "late", "mid", "in"} else "other"
    elif (kind in {"month", "weekday", "season", "holiday", "deictic"} and _in_name(nodes, place, lexicon, names)) or (
        kind in {"day", "num"} and _is_glued(nodes, place)
    ):
        node.kind = "other"
    elif kind in {"unit", "units"} and place and node.text[0].isupper() and not node.text.isupper():
        node.kind = "cap"  # "the Six-Day War", "the Thirty Years' War"
    elif kind == "last" and _word(nodes, place - 1) in lexicon.roles["modal"] | {"not"}:
        node.kind = "low"  # "will last two weeks" is no "last two weeks"
    elif kind in {"wdabbr", "monthabbr"}:
        beside = {one.kind for one in (*nodes[max(0, place - 2) : place], *nodes[place + 1 : place + 3])}
        led = _word(nodes, place - 1) in {"last", "next", "this"}
        shown = led or node.text[0].isupper() or node.text[-1] == "." or beside & {"day", "ordn", "year"}
        node.kind = kind if shown else "low"


def _word(nodes: list[Node], place: int) -> str:
    return nodes[place].text.lower() if 0 <= place < len(nodes) else ""


def _kind(nodes: list[Node], place: int) -> str:
    return nodes[place].kind if 0 <= place < len(nodes) else ""


def _touches(nodes: list[Node], place: int) -> bool:
    """Whether no white space stands between this token and the one before."""
    return 0 < place < len(nodes) and nodes[place - 1].end == nodes[place].start


def _is_glued(nodes: list[Node], place: int) -> bool:
    """Whether a number is part of a code or a score: "F-16", "3-2", "$12", "No. 7"."""
    before = nodes[place - 1] if place else None
    if before is None:
        return False
    if before.kind == "dash" and _touches(nodes, place) and _touches(nodes, place - 1):
        return nodes[place - 2].kind in {"cap", "low", "other"}
    return before.text in {"$", "£", "€", "¥", "#", "№"}


def _is_chain(nodes: list[Node], place: int) -> bool:
    """Whether digits run on behind two dashes or a plus sign: a telephone or serial number."""
    kinds = [node.kind for node in nodes[place + 1 : place + 4]]
    number = {"day", "num", "year"}
    ahead = len(kinds) == 3 and kinds[0] == kinds[2] == "dash" and kinds[1] in number
    return ahead or any(node.text == "+" for node in nodes[max(0, place - 3) : place])


def _is_year(nodes: list[Node], place: int, lexicon: Lexicon) -> bool:
    """Whether four digits are a year: after a month always, else by the words beside them."""
    number = int(nodes[place].text)
    if not 1000 <= number <= _LAST_YEAR or _is_glued(nodes, place) or _is_chain(nodes, place):
        return False
    after_ordinal = _kind(nodes, place - 1) == "ord" and _kind(nodes, place - 2) in _DATED
    if _kind(nodes, place - 1) in _DATING or after_ordinal or _kind(nodes, place + 1) in _DATING_AFTER:
        return True
    return number >= _FIRST_YEAR and not _is_counted(nodes, place, lexicon) and _is_led(nodes, place, lexicon)


def _is_counted(nodes: list[Node], place: int, lexicon: Lexicon) -> bool:
    """Whether the number counts something or numbers it: "some 2000", "2000 people", "No. 1997", "resolution 1701"."""
    before, after, roles = _word(nodes, place - 1), _word(nodes, place + 1), lexicon.roles
    numbered = before == "." and _word(nodes, place - 2) in {"no", "nos", "res"}
    return numbered or before in roles["noyear"] or (after in roles["counted"] and after != "of")


def _is_led(nodes: list[Node], place: int, lexicon: Lexicon) -> bool:
    """Whether a word before or after it lets the number be a year."""
    before, after = _word(nodes, place - 1), _word(nodes, place + 1)
    kind, second = _kind(nodes, place - 1), _kind(nodes, place - 2)
    if kind == "dash" and second in {"num", "day"}:
        return False
    if kind in {"day", "ordn", "unit", "open", "comma", "slash", "dash"}:
        return kind != "comma" or after != "" or second in _DATED
    ranged = (after in {"-", "–"} and _kind(nodes, place + 2) in {"day", "num", "year"}) or (
        after == "to" and _kind(nodes, place + 2) == "year"
    )
    begins = place == 0 and after in lexicon.roles["finite"]
    return ranged or begins or before in lexicon.roles["yearlead"] or before in {";", ":"}


def _in_name(nodes: list[Node], place: int, lexicon: Lexicon, names: frozenset[str]) -> bool:
    """Whether a month, weekday or season is no time: a verb, a person, a newspaper, an event with a fixed name."""
    node, roles = nodes[place], lexicon.roles
    word = node.text.lower()
    before, after = _word(nodes, place - 1), _word(nodes, place + 1)
    if node.kind == "holiday":
        return after in roles["nametail"] or not node.text[0].isupper()
    if node.kind == "deictic":
        return place > 0 and node.text[0].isupper() and nodes[place - 1].text[0].isupper()
    if before == "on" and _word(nodes, place - 2) == "mail":
        return True  # the Mail on Sunday
    if after in roles["daypart"] and nodes[place + 1].text[0].isupper() and not node.text.isupper():
        return True  # Saturday Night Live
    if node.text[0].isupper() and (
        before in roles["namelead"] or after in roles["nametail"] or f"{word} {after}" in roles["namefirst"]
    ):
        return True
    if node.kind == "month" and node.text in _UNMISTAKABLE:
        return False  # a first name is written with a capital
    if node.kind == "month" and word in _TWO_FACED:
        return not _is_month(nodes, place, lexicon, names)
    if node.kind == "season":
        return node.text[0].isupper() and before not in roles["yearlead"] and place > 0 and after in {"'s", "’s"}
    return False


def _is_month(nodes: list[Node], place: int, lexicon: Lexicon, names: frozenset[str]) -> bool:
    """Months that are also words or first names: a number beside them, or a preposition of time before them."""
    node = nodes[place]
    before = nodes[place - 1] if place else None
    after = nodes[place + 1] if place + 1 < len(nodes) else None
    if after is not None and after.kind in _DAY_LIKE and not _is_count(nodes, place + 1, lexicon):
        return True
    if (before is not None and before.kind in {"day", "ordn", "year"}) or _of_ordinal(nodes, place):
        return True
    joined = before is not None and before.kind in {"and", "to", "dash", "through", "until", "or"}
    if joined and place >= 2 and nodes[place - 2].kind in {"month", "monthabbr", "year", "day"}:
        return True
    if (
        after is not None
        and after.kind in {"comma", "of"}
        and place + 2 < len(nodes)
        and nodes[place + 2].kind == "year"
    ):
        return True
    if after is not None and after.kind in {"to", "dash", "through"} and _kind(nodes, place + 2) == "month":
        return True
    word = node.text.lower()
    if (not node.text[0].isupper() and word in {"may", "march"}) or word in names:
        return False
    return (
        before is not None
        and before.kind in _MONTH_LEAD
        and not (after and after.kind == "cap" and before.kind == "by")
    )


_DAY_LIKE = frozenset({"day", "ordn", "year", "ord"})
_MONTH_LEAD = frozenset(
    [
        "in",
        "since",
        "until",
        "by",
        "early",
        "mid",
        "late",
        "last",
        "next",
        "this",
        "during",
        "through",
        "start",
        "end",
        "before",
        "from",
        "past",
        "coming",
        "open",
        "every",
        "between",
    ]
)


def _is_count(nodes: list[Node], place: int, lexicon: Lexicon) -> bool:
    return nodes[place].kind == "day" and _word(nodes, place + 1) in lexicon.roles["counted"] - {"of"}


def _of_ordinal(nodes: list[Node], place: int) -> bool:
    return place >= 2 and nodes[place - 1].kind == "of" and nodes[place - 2].kind in _PART_OR_DAY


_PART_OR_DAY = frozenset({"weekday", "day", "ordn", "ord", "end", "unit", "start", "middle", "early", "late", "mid"})


def surnames(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Months that the text uses as surnames or first names ("Theresa May"), lower-case."""
    found = {phrase for phrase in lexicon.roles["namefirst"] if phrase in text.lower()}
    return frozenset(word for phrase in found for word in phrase.split() if word in _TWO_FACED)


def letters(nodes: Iterable[Node], table: dict[str, str]) -> str:
    """The classes of the nodes as one string, a character a node."""
    return "".join(table[node.kind] for node in nodes)
