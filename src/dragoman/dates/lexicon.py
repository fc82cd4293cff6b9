"""The words, calendars and rules of time, read from ``data/dates`` and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from dragoman.errors import DataError

#: Classes that tokens of digits get, and classes of the expressions that rules build.
BUILT_IN = (
    "day", "num", "year", "ordn", "decade", "iso", "slash", "comma", "dash", "open", "close", "quote", "dot",
    "cap", "low", "other", "E", "U", "V", "S", "X", "DUR",
)  # fmt: skip
_ELEMENT = re.compile(r"(?:(?P<name>\w+)=)?(?P<classes>[\w|]+)(?P<many>[?+*]?)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``rules.tsv``: a pattern over word classes, and the handler that gives it a value."""

    level: int
    name: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    handler: str
    example: str
    reading: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables: ``phrases`` maps a first word to (words, class, value), longest first; ``roles`` are sets."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    roles: dict[str, frozenset[str]]
    letters: dict[str, str]
    rules: tuple[Rule, ...]
    holidays: dict[str, tuple[int, int]]
    eras: dict[str, int]
    moons: dict[str, tuple[str, int]]
    fiscal: tuple[tuple[re.Pattern[str], int], ...]

    @classmethod
    def load(cls) -> Lexicon:
        """Read the tables of the package. Raises DataError, naming file and line, where one is broken."""
        words = list(read_rows("words.tsv", 4))
        phrases = _phrases([*words, *_named_days()])
        classes = sorted({entry[1] for group in phrases.values() for entry in group} | set(BUILT_IN))
        letters = {name: chr(0xE000 + at) for at, name in enumerate(classes)}
        roles: dict[str, set[str]] = {}
        for kind, form, _, _ in words:
            roles.setdefault(kind, set()).add(form.lower())
        return cls(
            phrases=phrases,
            roles={kind: frozenset(forms) for kind, forms in roles.items()},
            letters=letters,
            rules=tuple(_rules(letters)),
            holidays={name.lower(): (int(month), int(day)) for name, month, day, _ in read_rows("holidays.tsv", 4)},
            eras={name.lower(): int(offset) for name, offset, _ in read_rows("eras.tsv", 3)},
            moons={name.lower(): (kind, int(month)) for kind, name, month, _ in read_rows("moons.tsv", 4)},
            fiscal=tuple((re.compile(rf"\b{re.escape(w)}(?!\w)"), int(m)) for w, m, _ in read_rows("fiscal.tsv", 3)),
        )


#: Classes that stand for roles in a context, not for words of the grammar; they make no tokens.
ROLES = frozenset(
    [
        "cuefuture",
        "cuepast",
        "yearlead",
        "counted",
        "noyear",
        "namelead",
        "nametail",
        "namefirst",
        "finite",
        "setname",
        "wasto",
        "modal",
        "lasting",
        "aftermath",
        "telling",
    ]
)


def read_rows(name: str, width: int) -> Iterator[tuple[str, ...]]:
    """The rows of a table of ``data/dates``. Raises DataError where a row has other columns or no source."""
    text = resources.files("dragoman.data").joinpath("dates").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()[1:], start=2):
        row = tuple(line.split("\t"))
        if len(row) != width or not row[-1]:
            raise DataError(f"data/dates/{name}:{number}: {len(row)} columns or no source; {width} are needed")
        yield row


def _named_days() -> Iterator[tuple[str, ...]]:
    for name, *_ in read_rows("holidays.tsv", 4):
        yield "holiday", name, name.lower(), "holidays.tsv"
    for name, *_ in read_rows("eras.tsv", 3):
        yield "era", name, name.lower(), "eras.tsv"
    for _, name, _, _ in read_rows("moons.tsv", 4):
        yield "moon", name, name.lower(), "moons.tsv"


def _phrases(words: list[tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, form, value, _ in words:
        if kind not in ROLES:
            parts = (form.lower(),) if form.endswith(".") and " " not in form else tuple(TOKEN.findall(form.lower()))
            found.setdefault(parts[0], []).append((parts, kind, value))
    # sort() is stable: of two classes for one phrase the one nearer the top of the table wins.
    return {first: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for first, group in found.items()}


#: A token of the time grammar: finer than a word of the model ("mid-July" is three), but "F-16" or "U.N." is one.
TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:T[\d:.]+Z?)?(?!\d|-\d)|\d{4}/\d\d?/\d\d?(?![\d/])|\d{4}\.\d\d?\.\d\d?(?![\d.])|\d{1,3}0['’]s\b|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])|\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])|\d{1,4}/\d{1,4}"
    r"|\d+(?:st|nd|rd|th)(?![a-z])|['’]?\d+s\b|[$£€¥]\s?\d[\d,.]*|\d+(?:[.,:]\d+)+%?|\d+%|\d+[A-Za-z]\w*|\d+"
    r"|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:(?<=[a-z])['’][a-rt-z]\w*)?(?:\.(?=\s+\d|,))?\d*|['’]s?\b|\S",
    re.IGNORECASE,
)


def _rules(letters: dict[str, str]) -> Iterator[Rule]:
    macros = {name: classes for name, classes, _ in read_rows("macros.tsv", 3)}
    for number, (level, name, pattern, handler, example, reading, _) in enumerate(read_rows("rules.tsv", 7), start=2):
        try:
            compiled, needs = _compile(pattern, letters, macros)
        except (KeyError, re.error) as error:
            raise DataError(f"data/dates/rules.tsv:{number}: {error!s} in “{pattern}”") from error
        yield Rule(int(level), name, compiled, needs, handler, example, reading)


def _compile(
    pattern: str, letters: dict[str, str], macros: dict[str, str]
) -> tuple[re.Pattern[str], tuple[frozenset[str], ...]]:
    """Turn "d=day of? m=@m" into a regular expression over class letters, and what it cannot lack: of each set one.

    ``@m`` stands for the classes of macro ``m``.
    """
    out: list[str] = []
    needs: list[frozenset[str]] = []
    for raw in pattern.split():
        part = re.sub(r"@(\w+)", lambda macro: macros[macro[1]], raw)
        found = _ELEMENT.fullmatch(part)
        if found is None:
            raise re.error(f"no element of a pattern: {part}")
        chars = "".join(letters[name] for name in found["classes"].split("|"))
        body = f"[{chars}]{found['many']}"
        out.append(f"(?P<{found['name']}>{body})" if found["name"] else body)
        if found["many"] not in {"?", "*"}:
            needs.append(frozenset(chars))
    return re.compile("".join(out)), tuple(needs)
