"""Kill an adding process at random, again and again, then see that nothing is lost and nothing is there twice.

python tests/store/kill.py 100 [REPORTS]
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from building import E, R, build

from dragoman.store import open_store

WORDS = [a + b + c for a in "bdgklmnr" for b in "aeiou" for c in ("ka", "lo", "mi", "ter")]


def readings(seed: int, number: int) -> list:
    """Made-up readings: two events each, one address each."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    made = []
    for at in range(number):
        text = (
            f"China condemned North Korea over case {at}. " + " ".join(dice.choices(WORDS, k=60)) + " Russia met China."
        )
        events = [E("CHN", "ACCUSE", "PRK", "condemned"), E("RUS", "CONSULT", "CHN", "met")]
        made.append(
            build(R(text, f"2021-{1 + at % 12:02d}-{1 + at % 28:02d}", url=f"https://a.example/{at}", events=events))
        )
    return made


def add(folder: Path, seed: int, number: int) -> None:
    """Add the readings in small transactions, as the command does."""
    with open_store(folder, create=True, wait=60) as store:
        store.add_many(readings(seed, number), reader="by hand", batch=5)


def main(kills: int, number: int) -> int:
    """Kill, resume, check; print what came out."""
    dice = random.Random(11)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "store"
        command = [sys.executable, __file__, "--add", str(folder), "1", str(number)]
        for at in range(kills):
            worker = subprocess.Popen(command)
            time.sleep(dice.uniform(0.1, 2.5))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            with open_store(folder, create=True) as store:
                print(f"kill {at + 1}: {store.totals()['reports']} reports", flush=True)
        subprocess.run(command, check=True)
        with open_store(folder) as store:
            totals, problems = store.totals(), store.check()
    whole = totals["reports"] == totals["publications"] == number and totals["codings"] == 2 * number
    print(
        f"{kills} kills, {number} reports: {totals}; problems: {problems or 'none'};"
        f" {'whole' if whole else 'NOT WHOLE'}"
    )
    return 0 if whole and not problems else 1


if __name__ == "__main__":
    if sys.argv[1] == "--add":
        add(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000))
