"""What the word pieces do not show: casing (their vocabulary is lower-case) and whether a word is quoted."""

from collections.abc import Sequence

CASES, QUOTES = 7, 3
SPECIAL = CASES * QUOTES  # the mark of pieces that belong to no word
# Stand round the two spans of a pair: private-use characters with piece ids of their own (unused in BERT).
MARKERS = {"\ue000": 1, "\ue001": 2, "\ue002": 3, "\ue003": 4}

Range = tuple[int, int]
_OPEN, _CLOSE, _BOTH = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}, frozenset('"')


def case_class(word: str) -> int:
    """Return the casing of a word: 0 lower, 1 Title, 2 UPPER, 3 mixed, 4 digits, 5 no letters, 6 one capital."""
    if not any(c.isalpha() for c in word):
        return 4 if any(c.isdigit() for c in word) else 5
    if word == word.lower():
        return 0
    if word == word.upper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3


def quote_states(words: Sequence[str]) -> list[int]:
    """Return 0 outside, 1 inside, 2 for a quotation mark itself; an unclosed quotation runs to the end."""
    out = []
    inside = False
    for word in words:
        if word in _OPEN:
            inside = True
        elif word in _CLOSE:
            inside = False
        elif word in _BOTH:
            inside = not inside
        else:
            out.append(int(inside))
            continue
        out.append(2)
    return out


def marks(words: Sequence[str]) -> list[int]:
    """Return the casing and quotation class of every word as one number below SPECIAL."""
    return [case_class(w) * QUOTES + q for w, q in zip(words, quote_states(words), strict=True)]


def mark_pair(words: Sequence[str], a: Range, b: Range) -> tuple[list[str], Range, Range]:
    """Put markers round two spans of words; returns the words and the spans with their markers."""
    open_a, close_a, open_b, close_b = MARKERS
    out: list[str] = []
    starts, ends = [0, 0], [0, 0]
    for i in range(len(words) + 1):
        for k, (span, close) in enumerate(((a, close_a), (b, close_b))):
            if span[1] == i:
                out.append(close)
                ends[k] = len(out)
        for k, (span, opening) in enumerate(((a, open_a), (b, open_b))):
            if span[0] == i:
                starts[k] = len(out)
                out.append(opening)
        out.extend(words[i : i + 1])
    return out, (starts[0], ends[0]), (starts[1], ends[1])
