"""``dragoman codebook``: what it prints, and what it says of a broken file."""

from pathlib import Path

from click.testing import CliRunner

from dragoman.cli.codebook import codebook
from dragoman.errors import DataError, UsageError


def test_all_types_and_one() -> None:
    runner = CliRunner()

    assert len(runner.invoke(codebook).output.splitlines()) == 16
    assert runner.invoke(codebook, ["support"]).output.startswith("SUPPORT (verbal cooperation")
    assert runner.invoke(codebook, ["show", "SUPPORT"]).output == runner.invoke(codebook, ["support"]).output
    assert isinstance(runner.invoke(codebook, ["nonsense"]).exception, UsageError)


def test_a_file_of_ones_own_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(
        'version: t/1\ntypes:\n  RAID: {like: COERCE, definition: A raid., examples: ["They [raided] it."]}\n'
    )

    assert "RAID" in CliRunner().invoke(codebook, ["check", str(path)]).output


def test_too_few_examples_are_told_before_any_fitting(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(
        'version: t/1\ntypes:\n  RAID: {like: COERCE, definition: A raid., examples: ["They [raided] it."]}\n'
    )
    caught = CliRunner().invoke(codebook, ["train", str(path)]).exception

    assert isinstance(caught, DataError)
    assert "has 1 examples; a head needs 20" in str(caught)
