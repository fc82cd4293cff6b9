"""One shape for every error: a page for people, ``{"error": {"status", "title", "detail"}}`` under ``/api/``."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.errors import DragomanError, UsageError
from dragoman.workbench.security import Refusal
from dragoman.workbench.view import page


def answer(request: Request, status: int, detail: str) -> Response:
    """The error as a page or as JSON."""
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "title": title, "detail": detail}}, status_code=status)
    return page(request, "error.html", {"status": status, "heading": title, "detail": detail}, status=status)


def refused(request: Request, error: Exception) -> Response:
    """A refusal of our own."""
    assert isinstance(error, Refusal)  # noqa: S101 - the table of handlers says so
    return answer(request, error.status, error.detail)


def not_found(request: Request, error: Exception) -> Response:
    """What Starlette refuses: unknown paths, wrong methods."""
    assert isinstance(error, HTTPException)  # noqa: S101 - the table of handlers says so
    detail = "There is no such page." if error.status_code == 404 else str(error.detail)
    return answer(request, error.status_code, detail)


def wrong(request: Request, error: Exception) -> Response:
    """What the store refuses: a filter that is none (400), or a store that cannot be read just now (503).

    Where the store lies is nobody's business on the web.
    """
    message = str(error).replace(str(request.app.state.settings.folder), "the store")
    return answer(request, 400 if isinstance(error, UsageError) else 503, message)


def broken(request: Request, _: Exception) -> Response:
    """A fault of the program: nothing of it is shown."""
    return answer(request, 500, "The workbench made a mistake. Its log tells more.")


HANDLERS = {
    Refusal: refused,
    HTTPException: not_found,
    DragomanError: wrong,
    Exception: broken,
}
