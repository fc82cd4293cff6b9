"""The verbs that work on a store, as a user meets them. Readings are given, so that no model is needed."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.corpus import reports


def run(*arguments: str, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
        cwd=cwd,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    lines = folder / "readings.jsonl"
    lines.write_text("".join(one.to_json() + "\n" for one in reports()))
    done = run("add", "--readings", str(lines), "--store", str(folder / "s"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("12 new, 1 copy\n")
    return str(folder / "s")


def test_adding_again_adds_nothing_and_a_broken_line_costs_only_itself(store, tmp_path):
    lines = tmp_path / "some.jsonl"
    lines.write_text(reports()[0].to_json() + "\n{broken\n\n" + reports()[3].to_json() + "\n")
    done = run("add", "--readings", str(lines), str(tmp_path / "none.jsonl"), "--store", store)

    assert done.returncode == 1
    assert "2 known, 2 failed" in done.stdout
    assert done.stderr.count("\n") == 2
    assert "some.jsonl:2" in done.stderr


def test_the_default_store_lies_in_the_folder_one_stands_in(tmp_path):
    done = run("add", "--readings", "-", stdin=reports()[0].to_json(), cwd=tmp_path)

    assert (done.returncode, done.stdout) == (0, "dragoman-store: 1 new\n")
    assert run("check", cwd=tmp_path).stdout.startswith("dragoman-store: sound (1 reports")


def test_inputs_that_cannot_be_read_load_no_model_and_are_named(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = run("add", str(tmp_path / "empty.txt"), "--store", str(tmp_path / "s"))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "nothing added, 1 failed" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "grain"), ("dossier", "CHN"), ("query", "SELECT 1"), ("check",), ("correct", "e1", "accept"),
        ("export", "--format", "csv"),
    ],
)  # fmt: skip
def test_without_a_store_every_verb_says_so_in_one_line(tmp_path, arguments):
    done = run(*arguments, "--store", str(tmp_path / "none"))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "there is no store" in done.stderr


def test_search_prints_hits_and_takes_filters(store):
    done = run("search", "grain", "--status", "denied", "--store", store)

    assert done.returncode == 0
    assert "xinhua.example" in done.stdout
    assert run("search", "unheard-of", "--store", store).returncode == 1


def test_a_dossier_has_its_sections(store):
    done = run("dossier", "CHN", "PRK", "--on", "2022-01-10", "--store", store)

    assert done.returncode == 0
    for words in ("WHO", "TIES ON 2022-01-10", "seen done 2021-10-18", "told as: actual,alleged,denied", "BY MONTH"):
        assert words in done.stdout
    assert "suspended" in done.stdout
    whole = json.loads(run("dossier", "CHN", "PRK", "--format", "json", "--store", store).stdout)
    assert len(whole["events"]) == whole["totals"]["events"] == 8


def test_query_reads_only(store):
    assert run("query", "SELECT count(*) AS n FROM events", "--store", store).stdout == "n\n9\n"
    done = run("query", "DELETE FROM report", "--store", store)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert run("query", "SELECT id FROM events", "--limit", "2", "--store", store).returncode == 1


def test_a_correction_is_made_exported_and_undone(store):
    claim = run("query", "SELECT id FROM codings WHERE type = 'ACCUSE'", "--store", store).stdout.split()[1]
    done = run("correct", claim, "change", "type=THREATEN", "--by", "me", "--store", store)
    assert done.returncode == 0
    number = done.stdout.split()[1].rstrip(":")
    gold = json.loads(run("correct", "--gold", "--store", store).stdout)
    assert (gold["machine"]["type"], gold["gold"]["type"], gold["by"]) == ("ACCUSE", "THREATEN", "me")
    assert run("correct", "--undo", number, "--store", store).returncode == 0
    assert run("correct", "--gold", "--store", store).stdout == ""
    assert run("correct", claim, "change", "type=NONSENSE", "--store", store).returncode == 2
    assert run("correct", "--store", store).returncode == 2


FORMATS = {
    "csv": 10, "jsonl": 9, "polecat": 8, "icews": 10, "gdelt": 9, "gdelt-mentions": 10, "phoenix": 9, "readings": 12,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_what_the_store_counts(store, form):
    done = run("export", "--format", form, "--store", store)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == FORMATS[form]


def test_exports_take_filters_and_files(store, tmp_path):
    out = tmp_path / "months.csv"
    done = run(
        "export", "--format", "dyad-month", "--actor", "PRK", "--recipient", "CHN", "--from", "2021-07",
        "--to", "2021-09",
        "--out", str(out), "--store", store,
    )  # fmt: skip
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [row["events"] for row in rows] == ["1", "1", "NA"]
    assert [one.name for one in tmp_path.iterdir()] == ["months.csv"]


def test_an_export_that_cannot_be_written_is_one_line(store, tmp_path):
    done = run("export", "--format", "csv", "--out", str(tmp_path / "none" / "a.csv"), "--store", store)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_readings_go_through_a_store_unchanged(store, tmp_path):
    first = run("export", "--format", "readings", "--store", store).stdout
    (tmp_path / "again.jsonl").write_text(first)
    run("add", "--readings", str(tmp_path / "again.jsonl"), "--store", str(tmp_path / "t"))

    assert run("export", "--format", "readings", "--store", str(tmp_path / "t")).stdout == first
