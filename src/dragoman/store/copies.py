"""Near copies: bodies that share most of their word sequences, found by MinHash bands and confirmed on the words.

Our own thirty lines over numpy and not a library, because the hashes lie in the store for years: they must not change
with a dependency's version, and every installation must find the same copies.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dragoman.record import normalise

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

SHINGLE: Final = 4  # words: three join sentences that merely share a phrase, five miss copies with edited words
BANDS: Final = 12
ROWS: Final = (
    5  # with twelve bands: a pair that shares 50 % of its shingles meets in 32 % of cases, 70 %: 89 %, 85 %: 99.9 %
)
FEWEST: Final = 30  # shingles; shorter bodies ("No comment.") are copies only if they are equal
SAME: Final = 0.8  # of the shorter body's shingles lie in the longer one: an outlet that cuts the end still counts
SAME_OF_ALL: Final = 0.4  # of both bodies' shingles are shared: a long read that quotes a short item whole is none


def shingles(text: str) -> frozenset[int]:
    """The body's overlapping word sequences, hashed."""
    words = normalise(text).encode().split(b" ")
    runs = zip(*(words[at:] for at in range(SHINGLE)), strict=False)
    return frozenset(map(zlib.crc32, map(b" ".join, runs)))


@cache
def _coefficients() -> Any:  # noqa: ANN401 - a numpy array; numpy is imported when the first report is added
    """Sixty odd multipliers, the same for ever."""
    import hashlib

    import numpy as np

    digests = [hashlib.sha256(f"dragoman band {at}".encode()).digest() for at in range(BANDS * ROWS)]
    return np.array([[int.from_bytes(one[:8]) | 1, int.from_bytes(one[8:16])] for one in digests], dtype=np.uint64)


def bands(found: AbstractSet[int]) -> list[int]:
    """One number for each band; two bodies that share one are worth comparing. Empty for a body that is too short."""
    if len(found) < FEWEST:
        return []
    import numpy as np

    numbers = np.fromiter(found, dtype=np.uint64, count=len(found))
    factors = _coefficients()
    # Multiply-shift hashing: the high half of a product with an odd 64-bit number is a good hash of 32 bits.
    hashed = (numbers[None, :] * factors[:, :1] + factors[:, 1:]) >> np.uint64(32)
    lowest = hashed.min(axis=1).reshape(BANDS, ROWS)
    # Positive 63-bit numbers: SQLite's integers are signed.
    return [hash_of(at, row.tobytes()) for at, row in enumerate(lowest)]


def hash_of(band: int, data: bytes) -> int:
    """A positive 63-bit number of a band's place and content."""
    import hashlib

    return int.from_bytes(hashlib.blake2b(data, digest_size=8, salt=bytes([band])).digest()) >> 1


def is_copy(left: AbstractSet[int], right: AbstractSet[int]) -> bool:
    """Whether two bodies tell the same story in the same words."""
    if min(len(left), len(right)) < FEWEST:
        return False
    shared = len(left & right)
    return shared >= SAME * min(len(left), len(right)) and shared >= SAME_OF_ALL * len(left | right)
