"""The public face, the layers, and that starting stays cheap."""

import subprocess
import sys

import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.reading import STEPS, Step, check_steps


def test_the_public_names_are_there() -> None:
    assert dragoman.__all__ == sorted(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = dragoman.nonsense


def test_importing_and_help_load_nothing_heavy() -> None:
    heavy = "numpy onnxruntime trafilatura tokenizers yaml"
    code = (
        "import sys; from dragoman.cli import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("[]")


def test_the_steps_are_in_an_order_that_works() -> None:
    check_steps(STEPS)


def test_a_step_that_needs_what_nobody_gives_is_an_error() -> None:
    with pytest.raises(UsageError, match="needs"):
        check_steps([Step("ties", ("events",), ("ties",), lambda tools, draft: {})])
    with pytest.raises(UsageError, match="does not hold"):
        check_steps([Step("odd", ("report",), ("colour",), lambda tools, draft: {})])
