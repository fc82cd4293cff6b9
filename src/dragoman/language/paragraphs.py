"""Cut a text into paragraphs, with offsets. Blank lines part; a single line break does unless lines were wrapped."""

import re
from collections.abc import Iterator

_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*)*")
_NARROW, _WIDE = 30, 100  # mail and wire copy is wrapped between 60 and 80 columns


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every paragraph that holds more than white space, in order, in code points."""
    for block in _BLOCK.finditer(text.replace("\r", "\n") if "\r" in text and "\n" not in text else text):
        lines = [(m.start() + block.start(), m.end() + block.start()) for m in re.finditer(r"[^\n]+", block.group())]
        if len(lines) > 1 and not _wrapped([text[a:b].strip() for a, b in lines]):
            yield from ((a, b) for a, b in lines if text[a:b].strip())
        else:
            yield block.start(), block.end()


def _wrapped(lines: list[str]) -> bool:
    """Whether lines were broken for width: none is wide, all but the last are near the widest, few end a sentence."""
    full = lines[:-1]
    widest = max(map(len, lines))
    if not _NARROW <= widest <= _WIDE:
        return False
    near = sum(len(line) >= 0.7 * widest for line in full)
    closed = sum(line[-1:] in '.!?:"”' for line in full)
    return near >= 0.8 * len(full) and closed <= 0.4 * len(full)
