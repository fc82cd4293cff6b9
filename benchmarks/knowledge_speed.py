"""Times the knowledge room: reading all tables, and looking up a text. Run it from the repository root."""

from __future__ import annotations

import datetime
import time

from dragoman.knowledge import COLUMNS, Knowledge

TEXT = (
    "Beijing and the North Korean leader told the U.S.-led coalition on Sunday that their defence treaty stands , "
    "the Korean Central News Agency ( KCNA ) said , after American legislators asked Joe Biden for sanctions ."
)
ROUNDS = 500


def main() -> None:
    """Print milliseconds to load and microseconds a word."""
    day = datetime.date(2021, 7, 11)
    words = TEXT.split()
    start = time.perf_counter()
    knowledge = Knowledge.load()
    for name in COLUMNS:
        knowledge.table(name)
    read = time.perf_counter()
    knowledge.find_all(words, day)
    knowledge.role("troops")
    knowledge.leader_by_surname("Kim", day)
    indexed = time.perf_counter()
    for _ in range(ROUNDS):
        knowledge.find_all(words, day)
    done = time.perf_counter()
    print(f"read all tables    {1e3 * (read - start):7.1f} ms")
    print(f"build all indices  {1e3 * (indexed - read):7.1f} ms")
    print(f"find_all           {1e6 * (done - indexed) / ROUNDS / len(words):7.2f} us a word")


if __name__ == "__main__":
    main()
