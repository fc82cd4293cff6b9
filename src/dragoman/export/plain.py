"""Stored rows as CSV, JSON Lines and Parquet: nothing is lost but, in CSV, the difference between empty and unknown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from dragoman.errors import UsageError
from dragoman.export.cells import csv_line
from dragoman.export.coded import Row

WHOLE: Final = frozenset(
    {"start", "end", "geonames", "killed", "injured", "detained", "displaced", "codings", "reports", "sources",
     "disputed", "current", "version", "quad_class", "events", "verbal_cooperation", "material_cooperation",
     "verbal_conflict",
     "material_conflict"}
)  # fmt: skip
REAL: Final = frozenset({"goldstein", "lat", "lon", "amount", "confidence", "goldstein_sum", "goldstein_mean", "share"})
BLOCK: Final = 20_000


def to_rows_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """The lines of a CSV file, header first even without rows. Cells that a spreadsheet would run are defused."""
    yield csv_line(columns)
    for row in rows:
        yield csv_line([row[name] for name in columns])


def to_rows_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, unknown as null."""
    for row in rows:
        yield json.dumps(dict(row), ensure_ascii=False) + "\n"


def write_parquet(rows: Iterable[Row], columns: Sequence[str], path: Path) -> int:
    """Write one Parquet file with typed columns; how many rows. Raises UsageError if pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'dragoman[tables]'") from None
    schema = pa.schema([(name, _type(pa, name)) for name in columns])
    count, block = 0, []
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for row in rows:
            block.append({name: row[name] for name in columns})
            count += 1
            if len(block) >= BLOCK:
                writer.write_table(pa.Table.from_pylist(block, schema=schema))
                block = []
        writer.write_table(pa.Table.from_pylist(block, schema=schema))
    return count


def _type(pa: Any, name: str) -> Any:  # noqa: ANN401 - pyarrow is optional
    """The type of a column by its name, so that a file without rows has the same schema as a full one."""
    return (
        pa.int64()
        if name in WHOLE
        else pa.float64()
        if name in REAL
        else pa.bool_()
        if name == "covered"
        else pa.string()
    )
