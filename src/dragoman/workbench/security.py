"""What stands between a request and the pages: host, rate, size and sign-in checks, and headers on every answer.

Pure functions for tokens, one ASGI middleware for the rest. There is no inline script or style anywhere, so the
content security policy can forbid both.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.workbench.settings import Settings, is_loopback

COOKIE: Final = "dragoman_session"
LARGEST_BODY: Final = 65_536
LARGEST_QUERY: Final = 8_192
ADDRESSES: Final = 10_000  # rate counters kept; more than that and they are all forgotten
OPEN_PATHS: Final = ("/static/", "/sign-in")
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Refusal(Exception):  # noqa: N818 - it is an answer, no fault of the program
    """A request that is not let through: an HTTP status and a sentence for the reader."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def _mac(settings: Settings, purpose: str, session: str) -> str:
    return hmac.new(settings.secret, f"{purpose}:{session}".encode(), hashlib.sha256).hexdigest()


def new_session(settings: Settings, *, signed_in: bool) -> str:
    """A session cookie's value: a random name, and a seal if the visitor has shown the token."""
    name = secrets.token_urlsafe(18)
    return f"{name}.{_mac(settings, 'signed-in', name)}" if signed_in else name


def session_of(header: str | None) -> str | None:
    """The session cookie of a Cookie header."""
    try:
        morsel = SimpleCookie(header or "").get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel and len(morsel.value) < 200 and morsel.value.isascii() else None


def form_token(settings: Settings, session: str) -> str:
    """The token that forms of this session carry."""
    return _mac(settings, "form", session)


def same(left: str, right: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing."""
    return hmac.compare_digest(left.encode(), right.encode())


def is_signed_in(settings: Settings, headers: Headers) -> bool:
    """Whether the visitor has shown the token, or none is asked for."""
    if settings.token is None:
        return True
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and same(given.strip(), settings.token):
        return True
    name, _, seal = (session_of(headers.get("cookie")) or "").partition(".")
    return bool(seal) and same(seal, _mac(settings, "signed-in", name))


def check_write(settings: Settings, headers: Headers, token: str) -> None:
    """Raise Refusal unless a form was sent from one of our own pages to this visitor."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal(403, "The form was sent from another site.")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        raise Refusal(403, "The form was sent from another site.")
    session = session_of(headers.get("cookie"))
    if session is None or not same(token, form_token(settings, session)):
        raise Refusal(403, "The form has expired. Open the page again and send it once more.")


def check_host(settings: Settings, host: str) -> None:
    """Raise Refusal for a Host that this workbench is not called by: it stops DNS rebinding."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if not (is_loopback(name) or name in settings.hosts):
        raise Refusal(421, "This workbench is not served under that host name.")


class Limiter:
    """A bucket for each address: it fills with time and each request takes one out."""

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second = per_second
        self.burst = burst
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, address: str, now: float | None = None) -> None:
        """Raise Refusal if the address has asked too often."""
        at = time.monotonic() if now is None else now
        left, last = self._left.get(address, (float(self.burst), at))
        left = min(self.burst, left + (at - last) * self.per_second)
        if left < 1:
            raise Refusal(429, "Too many requests. Wait a moment.")
        if len(self._left) > ADDRESSES:
            self._left.clear()
        self._left[address] = (left - 1, at)


class Guard:
    """The middleware: refuses, or hands on and puts the headers on the answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.limiter = Limiter(settings.per_second, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session = session_of(headers.get("cookie"))
        fresh = None if session else new_session(self.settings, signed_in=False)
        scope["session_name"] = session or fresh

        async def finished(message: Message) -> None:
            if message["type"] == "http.response.start":
                _finish(MutableHeaders(scope=message), fresh)
            await send(message)

        try:
            self._check(scope, headers)
        except Refusal as refusal:
            await self._refused(scope, refusal)(scope, receive, finished)
            return
        await self.app(scope, receive, finished)

    def _check(self, scope: Scope, headers: Headers) -> None:
        check_host(self.settings, headers.get("host", ""))
        self.limiter.take((scope.get("client") or ("unknown",))[0])
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            raise Refusal(413, f"A request may hold {LARGEST_BODY:,} bytes at most.")
        if len(scope["query_string"]) > LARGEST_QUERY:
            raise Refusal(414, f"An address may hold {LARGEST_QUERY:,} bytes of query at most.")
        if not scope["path"].startswith(OPEN_PATHS) and not is_signed_in(self.settings, headers):
            raise Refusal(401, "Sign in with the token that the workbench was started with.")

    def _refused(self, scope: Scope, refusal: Refusal) -> Response:
        from dragoman.workbench.errors import answer

        if refusal.status == 401 and not scope["path"].startswith("/api/"):
            return RedirectResponse("/sign-in", status_code=303)
        if refusal.status == 421:
            return Response(refusal.detail, status_code=421, media_type="text/plain")
        return answer(Request(scope), refusal.status, refusal.detail)


def _finish(headers: MutableHeaders, fresh: str | None) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("cache-control", "no-store")
    # A page that set its own session (signing in) keeps it.
    if fresh and not any(one.startswith(f"{COOKIE}=") for one in headers.getlist("set-cookie")):
        headers.append("set-cookie", f"{COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Strict")
