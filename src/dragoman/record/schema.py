"""The JSON Schema of ``dragoman/1``, made from the records themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.record.reading import SCHEMA, Reading


def json_schema() -> dict[str, Any]:
    """The schema as a dict (JSON Schema draft 2020-12)."""
    # Through JSON, because msgspec gives default values as tuples.
    schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Reading)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Dragoman reading ({SCHEMA})",
        **schema,
    }
