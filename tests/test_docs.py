"""The docs hold to the code: every command is described, every command shown in the README runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_a_place_in_the_docs(name: str) -> None:
    done = run(name, "--help")

    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert f"dragoman {name}" in DOCS


@pytest.mark.parametrize(
    "line",
    list(re.findall(r"^\$ (dragoman (?:read examples|actor|codebook|schema)\S*.*?)(?:  +#.*)?$", README, re.M)),
)
def test_the_commands_of_the_readme_run(line: str) -> None:
    done = run(*shlex.split(line)[1:])

    assert done.returncode == 0
    assert done.stdout


def test_local_links_of_the_docs_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
