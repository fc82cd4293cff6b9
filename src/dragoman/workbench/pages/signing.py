"""Signing in with the token that the workbench was started with; only asked for beyond loopback."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.workbench.pages.review import field, form_of
from dragoman.workbench.security import COOKIE, Refusal, check_write, new_session, same
from dragoman.workbench.view import page


def form(request: Request) -> Response:
    """The page with the one field."""
    return page(request, "sign_in.html", {})


async def sign_in(request: Request) -> Response:
    """Take the token and give a sealed session."""
    settings = request.app.state.settings
    given = await form_of(request)
    check_write(settings, request.headers, field(given, "csrf"))
    request.app.state.sign_ins.take(request.client.host if request.client else "unknown")
    if settings.token is not None and not same(field(given, "token"), settings.token):
        raise Refusal(403, "That is not the token.")
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(COOKIE, new_session(settings, signed_in=True), httponly=True, samesite="strict")
    return answer
