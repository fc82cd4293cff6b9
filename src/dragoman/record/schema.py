"""The JSON Schema of ``dragoman/1``, made from the records themselves."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from dragoman.record.reading import SCHEMA, Reading


def json_schema() -> dict[str, Any]:
    """The schema as a dict (JSON Schema draft 2020-12)."""
    # Through JSON, because msgspec gives default values as tuples.
    schema = _tidy(msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Reading))))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Dragoman reading ({SCHEMA})",
        **schema,
    }


def _tidy(schema: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The schema with its descriptions indented as cleandoc does: Python 3.13 strips docstrings, 3.11 does not."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: cleandoc(value) if key == "description" and isinstance(value, str) else _tidy(value)
        for key, value in schema.items()
    }
