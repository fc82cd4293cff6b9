"""Kill an adding process at random, again and again, then see that nothing is lost and nothing is there twice.

python -m tests.store.kill 100 [REPORTS]
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.store import open_store
from tests.store.building import E, R, build

BATCH = 5
WORDS = [a + b + c for a in "bdgklmnr" for b in "aeiou" for c in ("ka", "lo", "mi", "ter")]


def readings(seed: int, number: int) -> list:
    """Made-up readings: two events each, one address each."""
    dice = random.Random(seed)
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
    """Add the readings in small transactions, as the command does; tell after each how many were new."""
    made = readings(seed, number)
    with open_store(folder, create=True, wait=60) as store:
        for at in range(0, number, BATCH):
            print(store.add_many(made[at : at + BATCH], reader="by hand").get("new", 0), flush=True)


def killed(command: list[str], dice: random.Random) -> None:
    """Start adding, let some new reports go in, and kill at any point of a transaction."""
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    wanted = dice.randrange(0, 6 * BATCH)
    for line in worker.stdout:
        wanted -= int(line)
        if wanted <= 0:
            break
    time.sleep(dice.uniform(0, 0.02))  # a transaction takes some ten milliseconds
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()


def main(kills: int, number: int) -> int:
    """Kill, resume, check; print what came out."""
    dice = random.Random(11)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "store"
        command = [sys.executable, "-m", "tests.store.kill", "--add", str(folder), "1", str(number)]
        for at in range(kills):
            killed(command, dice)
            with open_store(folder, create=True) as store:
                print(f"kill {at + 1}: {store.totals()['reports']} reports", flush=True)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
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
