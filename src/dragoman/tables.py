"""The packaged tables: tab-separated, UTF-8, one header row, no quoting; every room reads its own with this."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(*path: str) -> Iterator[dict[str, str]]:
    """The rows of a table under ``data``, as dicts by the header: ``rows("ties", "nouns.tsv")``."""
    text = files("dragoman").joinpath("data", *path).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
