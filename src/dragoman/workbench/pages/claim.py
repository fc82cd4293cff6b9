"""The claim page: an event with all its mentions, who had it first, who confirms it and who denies it."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.store import Store
from dragoman.workbench.asked import claim_id
from dragoman.workbench.security import Refusal
from dragoman.workbench.stores import opened
from dragoman.workbench.view import page

VOICES: Final = (
    ("Confirm it", ("actual", "ongoing")),
    ("Allege it", ("alleged",)),
    ("Deny it", ("denied", "negated")),
    ("Announce or expect it", ("promised", "threatened", "requested", "expected", "hypothetical")),
)
MENTIONS: Final = 60


def claim(request: Request) -> Response:
    """An event by its id or by that of one of its codings; statements and ties lead to their place in the report."""
    wanted = claim_id(request.path_params["id"])
    with opened(request) as store:
        event = find_event(store, wanted)
        if event is None:
            report = report_of(store, wanted)
            if report is None:
                raise Refusal(404, "The store holds no claim with this id.")
            return RedirectResponse(f"/report/{report}#c-{wanted}", status_code=303)
    mentions = event["mentions"]
    return page(request, "claim.html", {
        "event": event, "mentions": mentions[:MENTIONS], "more": max(0, len(mentions) - MENTIONS),
        "origins": origins(mentions), "voices": voices(mentions), "differ": differing(mentions),
    })  # fmt: skip


def find_event(store: Store, wanted: str) -> dict[str, Any] | None:
    """The event with this id, or the one that the coding with this id belongs to."""
    found = store.event(wanted)
    if found is None:
        row = next(iter(store.query(f"SELECT event FROM codings WHERE id = '{claim_id(wanted)}'")), None)  # noqa: S608 - checked id
        found = store.event(row["event"]) if row else None
    return found


def report_of(store: Store, wanted: str) -> str | None:
    """The report that holds a statement or a tie."""
    for table in ("statements", "ties"):
        row = next(iter(store.query(f"SELECT report FROM {table} WHERE id = '{claim_id(wanted)}'")), None)  # noqa: S608 - checked id
        if row:
            return str(row["report"])
    return None


def origins(mentions: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Who had it independently, with how many mentions go back to each."""
    counts: dict[str, int] = {}
    for one in mentions:
        counts[one["origin"]] = counts.get(one["origin"], 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def voices(mentions: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The mentions by what they make of the event."""
    found = [(name, [one for one in mentions if one["status"] in statuses][:MENTIONS]) for name, statuses in VOICES]
    return [one for one in found if one[1]]


def differing(mentions: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What the mentions disagree on."""
    made = []
    for field in ("status", "day", "place", "killed", "injured", "detained"):
        values = list(dict.fromkeys(str(one[field]) for one in mentions if one[field] is not None))
        if len(values) > 1:
            made.append((field, ", ".join(values[:8])))
    return made
