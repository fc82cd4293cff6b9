"""The review queue: the least certain codings first; accept, reject, change, and take it back."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.codebook import load_codebook
from dragoman.errors import UsageError
from dragoman.store import Store
from dragoman.workbench.asked import STATUSES, claim_id
from dragoman.workbench.security import LARGEST_BODY, Refusal, check_write
from dragoman.workbench.stores import opened
from dragoman.workbench.view import page

BULK: Final = 200
_QUEUE: Final = (
    "SELECT id, event, report, type, mode, status, day, actors, recipients, trigger, evidence, said_by, outlet,"
    " confidence, why FROM codings WHERE review IS NULL AND current ORDER BY confidence, id LIMIT 20"
)
_DONE: Final = (
    "SELECT n, claim, verdict, changes, by, at, note FROM corrections WHERE undone IS NULL ORDER BY n DESC LIMIT 12"
)


def queue(request: Request) -> Response:
    """The page."""
    with opened(request) as store:
        waiting = list(store.query(_QUEUE))
        done = list(store.query(_DONE))
        left = store.codings(review="none").count()
    by = request.cookies.get("dragoman_by", "")[:60]
    values = {"waiting": waiting, "done": done, "left": left, "by": by, "types": list(load_codebook().types),
              "statuses": STATUSES}  # fmt: skip
    return page(request, "review.html", values)


async def decide(request: Request) -> Response:
    """A decision from the form: on one claim, or on all that are ticked; or an undo."""
    form = await form_of(request)
    check_write(request.app.state.settings, request.headers, field(form, "csrf"))
    by = field(form, "by").strip()[:60] or "reviewer"
    await run_in_threadpool(_write, request, form, by)
    answer = RedirectResponse("/review", status_code=303)
    if by.isascii() and by.isprintable():
        answer.set_cookie("dragoman_by", by, max_age=31_536_000, httponly=True, samesite="strict")
    return answer


async def form_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form that was sent, read up to a limit."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refusal(413, f"A form may hold {LARGEST_BODY:,} bytes at most.")
    try:
        return parse_qs(body.decode(), max_num_fields=1000, keep_blank_values=True)
    except ValueError:
        raise Refusal(400, "The form cannot be read.") from None


def field(form: dict[str, list[str]], name: str) -> str:
    """One field of a form; empty if it was not sent."""
    return form.get(name, [""])[0]


def _write(request: Request, form: dict[str, list[str]], by: str) -> None:
    action, _, target = field(form, "action").partition(":")
    with opened(request, write=True) as store:
        if action == "undo":
            if not (target.isascii() and target.isdigit() and len(target) < 16):
                raise UsageError("that is no correction's number")
            store.reviews.undo(int(target))
        elif action == "change":
            changes = _changes(form, claim_id(target))
            store.reviews.correct(target, "change", by=by, changes=changes, note=_note(form))
        elif action in {"accept", "reject"}:
            claims = [claim_id(one) for one in ([target] if target else form.get("claim", []))][:BULK]
            _judge(store, claims, action, by, _note(form))
        else:
            raise UsageError("choose accept, reject, change or undo")


def _judge(store: Store, claims: list[str], verdict: str, by: str, note: str | None) -> None:
    if not claims:
        raise UsageError("no coding is ticked")
    with store.database.writing():
        for one in claims:
            store.reviews.correct(one, verdict, by=by, note=note)


def _changes(form: dict[str, list[str]], claim: str) -> dict[str, Any]:
    made = {name: value for name in ("type", "status") if (value := field(form, f"{name}-{claim}"))}
    if not made:
        raise UsageError("a change needs another type or another status")
    return made


def _note(form: dict[str, list[str]]) -> str | None:
    return field(form, "note").strip()[:500] or None
