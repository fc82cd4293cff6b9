"""Split English text into words the way Universal Dependencies does, with exact character offsets.

A *chunk* (a run of characters without white space) is split on its own, without a look at its neighbours: that makes
the result cacheable and independent of where a text was cut. Three tables decide what rules cannot: chunks seen in the
training treebanks, abbreviations that keep their full stop, and contractions written without an apostrophe.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import resources

_URL = re.compile(
    r"(?:https?://|ftp://|www\.)\S*[^\s.,;:!?)\]}>'\"”’]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|co\.uk|ru|cn)\b(?:/(?:\S*[^\s.,;:!?)\]}>'\"”’])?)?",
    re.IGNORECASE,
)
_CLITIC = re.compile(r"(?<=.)(?:['’`´](?:s|re|ve|ll|d|m)|n['’`´]t)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=[sxzSXZ])['’]$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+|(?:[^\W\d_]\.)+[^\W\d_]\.?|\.\d+")
_NUMBER = re.compile(r"[+\-–]?(?:\d+(?:[.,:/]\d+)+|\d+)(?:st|nd|rd|th|s|['’]s)?", re.IGNORECASE)
_CODE = re.compile(
    r"(?:\d-)?\d{3}[-/]\d{3}-\d{4}|\d{3}-\d{4}|\d{5}-\d{4}|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)|\d{1,2}/\d{1,2}"
)
_UNIT = re.compile(
    r"(?P<n>\d+(?:[.,:]\d+)*)(?P<u>am|pm|a\.m\.|p\.m\.|km|kg|mm|cm|mb|gb|kb|mph|%|°c|°f|°|bn|m|mg|ft|hz|ghz|mhz|h|hrs|yrs|lbs?)",
    re.IGNORECASE,
)
_OPENING = "\"'`([{<“‘«„‹¡¿*_~|=+#@$£€¥₹%&/\\•·…-–—.,;:!?)]}>”’»›^"
_CLOSING = "\"'`)]}>”’»›,;:!?.…*_~|=+&/\\•·-–—%([{<“‘«„‹$£€#@^"
_INNER = re.compile(r"[-–—/]+|\.{2,}|…|[\"“”()\[\]{}<>«»,;:!?=+*&|~]+|(?<=[^\W\d_])\.(?=[^\W\d_]{4})")
_RUNS = ".-–—!?*_~=#'`$+<>"
_MAX_CHUNK = 400


def _table(name: str) -> Iterator[list[str]]:
    text = resources.files("dragoman.data").joinpath("language").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        if line:
            yield line.split("\t")


class Tokenizer:
    """Splits text into words; the tables are read once, when it is built."""

    def __init__(self, *, chunks: bool = True) -> None:
        """Read the tables; ``chunks=False`` leaves out the learnt one (needed to learn it)."""
        self._abbreviations = frozenset(row[0] for row in _table("abbreviations.tsv"))
        self._prefixes = tuple(f"{row[0]}-" for row in _table("prefixes.tsv"))
        self._contractions = {row[0]: self._lengths(row[1]) for row in _table("contractions.tsv")}
        self._chunks = {row[0]: self._lengths(row[1]) for row in _table("chunks.tsv")} if chunks else {}
        self._cache: dict[str, tuple[int, ...]] = {}

    @staticmethod
    def _lengths(parts: str) -> tuple[int, ...]:
        return tuple(len(part) for part in parts.split(" "))

    def spans(self, text: str, offset: int = 0) -> list[tuple[int, int]]:
        """Return (start, end) of every word, code points, shifted by ``offset``."""
        out: list[tuple[int, int]] = []
        for match in re.finditer(r"\S+", text):
            at = match.start() + offset
            for length in self.split(match.group()):
                out.append((at, at + length))
                at += length
        return out

    def split(self, chunk: str) -> tuple[int, ...]:
        """Return the lengths of the words of one chunk; they sum to ``len(chunk)``."""
        known = self._cache.get(chunk)
        if known is None:
            known = self._split(chunk)
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[chunk] = known
        return known

    def _split(self, chunk: str) -> tuple[int, ...]:
        if len(chunk) > _MAX_CHUNK:
            return (*self._split(chunk[:_MAX_CHUNK]), *self._pieces_of_long(chunk[_MAX_CHUNK:]))
        direct = self._look_up(chunk)
        if direct is not None:
            return direct
        start, end = 0, len(chunk)
        front: list[int] = []
        while start < end and chunk[start] in _OPENING and not self._keep_front(chunk, start):
            run = self._run(chunk, start, end)
            front.append(run)
            start += run
        back: list[int] = []
        while end > start and chunk[end - 1] in _CLOSING and self._look_up(chunk[start:end]) is None:
            run = self._run_back(chunk, start, end)
            if self._keep_back(chunk[start:end], run):
                break
            back.append(run)
            end -= run
        core = self._core(chunk[start:end]) if end > start else ()
        return (*front, *core, *reversed(back))

    def _pieces_of_long(self, rest: str) -> Iterable[int]:
        for at in range(0, len(rest), _MAX_CHUNK):
            yield from self._split(rest[at : at + _MAX_CHUNK])

    def _look_up(self, text: str) -> tuple[int, ...] | None:
        if text in self._chunks:
            return self._chunks[text]
        lower = text.lower()
        if lower in self._contractions and len(lower) == len(text):
            return self._contractions[lower]
        if lower in self._abbreviations or _ACRONYM.fullmatch(text) or _URL.fullmatch(text):
            return (len(text),)
        return None

    @staticmethod
    def _keep_front(chunk: str, start: int) -> bool:
        here, after = chunk[start], chunk[start + 1 : start + 2]
        if here in "'’" and re.match(
            r"['’]\d\ds?$|['’](?:em|cause|til|till|s|tis|twas|bout)\b", chunk[start:], re.IGNORECASE
        ):
            return True
        return (
            (here == "@" and after.isalnum()) or (here == "#" and after.isalpha()) or (here == "." and after.isdigit())
        )

    @staticmethod
    def _run(chunk: str, start: int, end: int) -> int:
        """Length of the run of equal marks at ``start``: "...", "--", "''" are one word, brackets are not."""
        mark = chunk[start]
        stop = start + 1
        if mark in _RUNS:
            while stop < end and (chunk[stop] == mark or (mark in "!?" and chunk[stop] in "!?")):
                stop += 1
        return stop - start

    @staticmethod
    def _run_back(chunk: str, start: int, end: int) -> int:
        mark = chunk[end - 1]
        begin = end - 1
        if mark in _RUNS:
            while begin > start and (chunk[begin - 1] == mark or (mark in "!?" and chunk[begin - 1] in "!?")):
                begin -= 1
        return end - begin

    def _keep_back(self, text: str, run: int) -> bool:
        if text[-1] == "." and run == 1:
            return text.lower() in self._abbreviations or _ACRONYM.fullmatch(text) is not None
        return text[-1] in "'’" and run == 1 and _POSSESSIVE.search(text) is not None and len(text) > 2

    def _core(self, text: str) -> tuple[int, ...]:
        direct = self._look_up(text)
        if direct is not None:
            return direct
        if _NUMBER.fullmatch(text) or _CODE.fullmatch(text):
            return (len(text),)
        unit = _UNIT.fullmatch(text)
        if unit:
            return (len(unit["n"]), len(unit["u"]))
        clitic = _CLITIC.search(text) or _POSSESSIVE.search(text)
        if clitic and clitic.start() > 0:
            return (*self._core(text[: clitic.start()]), len(text) - clitic.start())
        return self._inner(text)

    def _inner(self, text: str) -> tuple[int, ...]:
        """Split at marks inside: hyphens and slashes are words of their own, as in EWT and GUM."""
        out: list[int] = []
        at = 0
        for match in _INNER.finditer(text):
            if self._mark_stays(text, match):
                continue
            if match.start() > at:
                out.extend(self._core(text[at : match.start()]))
            out.append(match.end() - match.start())
            at = match.end()
        if at == 0:
            return (len(text),)
        if at < len(text):
            out.extend(self._core(text[at:]))
        return tuple(out)

    def _mark_stays(self, text: str, match: re.Match[str]) -> bool:
        if match.group() == "-" and text[: match.end()].lower().endswith(self._prefixes):
            return match.start() + 1 in {len(p) for p in self._prefixes if text.lower().startswith(p)}
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if match.start() == 0:
            return False
        return (
            match.group() in {",", ":", "/", "-"}
            and before.isdigit()
            and after.isdigit()
            and match.group() in {",", ":"}
        )
