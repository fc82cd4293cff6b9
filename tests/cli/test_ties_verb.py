"""The verbs ``import`` and ``ties``, from file to table."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import cli

ATOP = (
    "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,ineffect,phase,length,proren,renewlgt,term,"
    "defense,offense,neutral,nonagg,consul\n"
    "9001,710,1961,7,11,0,0,0,1,0,0,0,0,0,1,0,0,1,0\n"
    "9001,731,1961,7,11,0,0,0,1,0,0,0,0,0,1,0,0,1,0\n"
)


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    (tmp_path / "atop.csv").write_text(ATOP, encoding="utf-8")
    result = CliRunner().invoke(cli, ["import", "atop", str(tmp_path / "atop.csv")])
    assert result.exit_code == 0
    path = tmp_path / "atop.jsonl"
    path.write_text(result.output, encoding="utf-8")
    return path


@pytest.mark.parametrize("pair", [["CHN", "PRK"], ["China", "North Korea"]])
def test_the_ties_of_a_pair(imported: Path, pair: list[str]) -> None:
    result = CliRunner().invoke(cli, ["ties", *pair, "--on", "2021-07-12", "--from", str(imported), "--format", "json"])
    (found,) = json.loads(result.output)

    assert found["standing"]["status"] == "in force"
    assert found["terms"] == ["atop:defense", "atop:nonaggression"]
    assert found["sources"] == ["ATOP 4.01"]


def test_text_and_csv(imported: Path) -> None:
    text = CliRunner().invoke(cli, ["ties", "CHN", "PRK", "--on", "1990", "--from", str(imported), "--all"])
    table = CliRunner().invoke(cli, ["ties", "CHN", "PRK", "--on", "1990", "--from", str(imported), "--format", "csv"])

    assert "alliance ATOP 9001: China, North Korea" in text.output
    assert "1961-07-11 in force · ATOP 4.01" in text.output
    assert table.output.splitlines()[0].startswith("kind,name,parties,status,since")
