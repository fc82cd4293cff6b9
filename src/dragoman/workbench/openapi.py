"""The OpenAPI document of the API, made from one table so that it cannot miss a route."""

from __future__ import annotations

from typing import Any, Final

from dragoman.record import json_schema
from dragoman.version import __version__
from dragoman.workbench.asked import STATUSES

_FILTERS: Final = (
    "actor",
    "recipient",
    "involving",
    "other",
    "type",
    "status",
    "quad",
    "since",
    "until",
    "text",
    "confidence",
)
_PAGED: Final = ("limit", "cursor")
PATHS: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "/api/v1": ("How much the store holds", (), "Object"),
    "/api/v1/openapi.json": ("This document", (), "Object"),
    "/api/v1/reports": ("Reports, the last added first", _PAGED, "Page"),
    "/api/v1/reports/{id}": ("One reading, schema dragoman/1", (), "Reading"),
    "/api/v1/events": ("Events, each once", (*_FILTERS, *_PAGED), "Page"),
    "/api/v1/events/{id}": ("One event with its mentions", (), "Object"),
    "/api/v1/statements": ("Who says what", (*_FILTERS, *_PAGED), "Page"),
    "/api/v1/ties": ("Ties as reports tell them", (*_FILTERS, *_PAGED), "Page"),
    "/api/v1/actors": ("Actors", _PAGED, "Page"),
    "/api/v1/standings": ("How ties stand on a day", ("on", "known_by", "actor", "other"), "Object"),
    "/api/v1/dossier": ("The file on an actor or a pair", ("actor", "other", "on", "since", "until"), "Object"),
    "/api/v1/search": ("Reports with some words", ("q", *(one for one in _FILTERS if one != "other"), *_PAGED), "Page"),
}
_TOLD: Final = {
    "other": {"type": "string", "description": "with `involving`: between the two, either way"},
    "limit": {"type": "integer", "minimum": 1, "maximum": 100},
    "status": {"type": "string", "enum": list(STATUSES)},
    "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "codings at most this certain"},
    "on": {"type": "string", "format": "date"},
    "known_by": {"type": "string", "format": "date"},
}
_NEEDED: Final = {("/api/v1/standings", "on"), ("/api/v1/dossier", "actor"), ("/api/v1/search", "q")}


def openapi() -> dict[str, Any]:
    """The document."""
    schema = json_schema()
    definitions = schema.pop("$defs", {})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dragoman workbench", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {path: {"get": _operation(path, *told)} for path, told in PATHS.items()},
        "components": {"schemas": {**_own(), **{name: _moved(one) for name, one in definitions.items()}}},
    }


def _operation(path: str, summary: str, params: tuple[str, ...], answer: str) -> dict[str, Any]:
    parameters = [
        {
            "name": name,
            "in": "query",
            "required": (path, name) in _NEEDED,
            "schema": _TOLD.get(name, {"type": "string"}),
        }
        for name in params
    ]
    if "{id}" in path:
        told = {"type": "string", "pattern": "^[a-z][0-9a-f]{16}$"}
        parameters.append({"name": "id", "in": "path", "required": True, "schema": told})
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": _content(answer)},
            "default": {"description": "What is wrong", "content": _content("Error")},
        },
    }


def _content(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _own() -> dict[str, Any]:
    text = {"type": "string"}
    error = {"type": "object", "required": ["status", "title", "detail"],
             "properties": {"status": {"type": "integer"}, "title": text, "detail": text}}  # fmt: skip
    return {
        "Object": {"type": "object"},
        "Page": {"type": "object", "required": ["items", "next"], "properties": {
            "items": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]}}},
        "Error": {"type": "object", "required": ["error"], "properties": {"error": error}},
    }  # fmt: skip


def _moved(value: Any) -> Any:  # noqa: ANN401 - a JSON tree
    """A schema with its references pointed at where OpenAPI keeps them."""
    if isinstance(value, dict):
        return {name: one.replace("#/$defs/", "#/components/schemas/") if name == "$ref" else _moved(one)
                for name, one in value.items()}  # fmt: skip
    return [_moved(one) for one in value] if isinstance(value, list) else value
