"""The style sheet and the script, read into memory at the start: no request reads a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def load() -> dict[str, bytes]:
    """Every static file of the package by name."""
    folder = files("dragoman.workbench") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name.rpartition(".")[2] in TYPES}


def endpoint(loaded: dict[str, bytes]) -> Callable[[Request], Response]:
    """The page that serves them."""
    tags = {name: hashlib.sha256(data).hexdigest()[:16] for name, data in loaded.items()}

    def serve(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in loaded:
            raise HTTPException(404)
        headers = {"etag": f'"{tags[name]}"', "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(loaded[name], media_type=TYPES[name.rpartition(".")[2]], headers=headers)

    return serve
