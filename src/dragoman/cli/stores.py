"""What the verbs that work on a store share: the options, and opening it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.store import Store

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT = Path("dragoman-store")


def store_option(function: F) -> F:
    """``--store DIR``."""
    return click.option(
        "--store", "folder", type=click.Path(path_type=Path), default=DEFAULT, show_default=True,
        envvar="DRAGOMAN_STORE", help="The folder of the store.",
    )(function)  # fmt: skip


def span_options(function: F) -> F:
    """``--from`` and ``--to``."""
    later = click.option("--to", "until", metavar="DATE", help="To this day, month or year.")(function)
    return click.option("--from", "since", metavar="DATE", help="From this day, month or year.")(later)


def opened(folder: Path) -> Store:
    """The store in a folder. Raises StoreError if there is none."""
    from dragoman.store import open_store

    return open_store(folder)
