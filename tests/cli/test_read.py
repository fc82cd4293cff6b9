"""The command line as a user meets it: exit codes, one line per error, formats."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from dragoman.record import json_schema

TEXT = "Chad and Niger signed an accord on grazing rights in Agadez on Monday."


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, input=stdin, check=False
    )


def test_one_broken_input_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    good = tmp_path / "good.txt"
    good.write_text(TEXT)

    done = run("read", str(tmp_path / "empty.txt"), str(good), "--format", "jsonl", "--published", "2023-04-03")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "empty.txt: the file is empty" in done.stderr
    jsonschema.validate(json.loads(done.stdout), json_schema())


@pytest.mark.parametrize(
    "arguments",
    [("read",), ("read", "x.txt", "--format", "xml"), ("read", "-", "--published", "soon"), ("nonsense",)],
)
def test_wrong_usage_is_exit_code_2_without_traceback(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, stdin=TEXT)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_http_is_one_line(tmp_path: Path) -> None:
    done = run("read", "ftp://example.org/a")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "only http and https" in done.stderr


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (run("read", "-", "--format", "json", "--published", "2023-04-03", stdin=TEXT) for _ in range(2))

    assert first.returncode == 0
    assert first.stdout == second.stdout


def test_text_has_no_colour_codes_when_piped() -> None:
    done = run("read", "-", stdin=f"{TEXT} \x1b[31mred")

    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "WHO DID WHAT TO WHOM" in done.stdout


def test_csv_defuses_formulas_and_has_a_header() -> None:
    done = run("read", "-", "--format", "csv", "--table", "actors", stdin=TEXT)

    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("report,published,outlet")
