"""What a question to the store gives: rows that are fetched as they are read, and can become a frame or a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.store.select import BY_DAY

if TYPE_CHECKING:
    from dragoman.store.database import Database
    from dragoman.store.flatten import Row

BLOCK = 500


class Rows:
    """The rows of one question, in a fixed order. Nothing is read before it is iterated; each iteration reads anew."""

    def __init__(self, database: Database, sql: str, values: tuple[Any, ...]) -> None:
        self._database = database
        self._sql = sql
        self._values = values

    def __iter__(self) -> Iterator[Row]:
        with self._database.reading() as connection:
            cursor = connection.execute(self._sql, self._values)
            names = [one[0] for one in cursor.description]
            while block := cursor.fetchmany(BLOCK):
                for row in block:
                    yield dict(zip(names, row, strict=True))

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        with self._database.reading() as connection:
            return [one[0] for one in connection.execute(f"{self._sql} LIMIT 0", self._values).description]

    def count(self) -> int:
        """How many rows there are: a question of its own, cheaper than reading them."""
        with self._database.reading() as connection:
            # SQLite would sort the rows before it counts them.
            sql, ordered, order = self._sql.rpartition(" ORDER BY ")
            sql = sql.replace(f"{BY_DAY}c.n IN", "c.n IN")  # all rows are wanted, so going by day gains nothing
            counted = sql if ordered and ")" not in order and "?" not in order else self._sql
            return int(connection.execute(f"SELECT count(*) FROM ({counted})", self._values).fetchone()[0])  # noqa: S608

    def first(self) -> Row | None:
        """The first row; None if there is none."""
        return next(iter(self.page(1)), None)

    def page(self, limit: int, offset: int = 0) -> Rows:
        """``limit`` rows from ``offset`` on."""
        if limit < 0 or offset < 0:
            raise UsageError("limit and offset must not be negative")
        sql = f"SELECT * FROM ({self._sql}) LIMIT ? OFFSET ?"  # noqa: S608 - the store's own SQL
        return Rows(self._database, sql, (*self._values, limit, offset))

    def to_dicts(self) -> list[Row]:
        """All rows as dicts."""
        return list(self)

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is optional
        """All rows as a DataFrame. Raises UsageError if pandas is not installed."""
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("data frames need pandas: pip install 'dragoman[tables]'") from None
        return pd.DataFrame(self.to_dicts(), columns=self.columns)

    def to_arrow(self) -> Any:  # noqa: ANN401 - pyarrow is optional
        """All rows as an Arrow table. Raises UsageError if pyarrow is not installed."""
        try:
            import pyarrow as pa
        except ImportError:
            raise UsageError("tables need pyarrow: pip install 'dragoman[tables]'") from None
        rows = self.to_dicts()
        return pa.table({name: [row[name] for row in rows] for name in self.columns})
