"""What the terminal can show: colour and width."""

from __future__ import annotations

import os
import sys


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colour and nobody has asked for none (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(least: int = 40) -> int:
    """The terminal's width; 100 columns where the output is no terminal, so that it is the same everywhere."""
    import shutil

    return max(least, shutil.get_terminal_size((100, 24)).columns) if sys.stdout.isatty() else 100
