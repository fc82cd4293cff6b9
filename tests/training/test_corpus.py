"""The shipped corpus is clean, and both labellings of the double part are."""

import subprocess
import sys
from pathlib import Path

TRAINING = Path(__file__).parents[2] / "training"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TRAINING / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_corpus_has_no_problem() -> None:
    done = run("lint_corpus.py", str(TRAINING / "corpus"))

    assert done.stdout.splitlines()[-1] == "0 problems", done.stdout[-2000:]


def test_the_second_labels_have_no_problem() -> None:
    done = run("lint_corpus.py", str(TRAINING / "corpus" / "double"))

    assert done.stdout.splitlines()[-1] == "0 problems", done.stdout[-2000:]


def test_the_agreement_of_five_hundred_texts_can_be_computed() -> None:
    done = run("agreement.py")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split()[-3] == "500"
