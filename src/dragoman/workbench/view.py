"""Pages from templates. Jinja2 escapes everything; what a template needs to say it in words is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.workbench.security import form_token

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
UNTITLED: Final = 80  # characters of the text that stand in for a title
MEANINGS: Final = {
    "actual": "it is told as done",
    "ongoing": "it is told as going on",
    "promised": "announced, not yet done",
    "threatened": "threatened, not yet done",
    "requested": "asked for, not yet done",
    "expected": "expected, not yet done",
    "alleged": "somebody alleges it",
    "denied": "somebody denies it",
    "hypothetical": "only supposed",
    "negated": "it is told as not done",
}


@cache
def environment() -> Environment:
    """The templates, loaded from the package once."""
    made = Environment(
        loader=PackageLoader("dragoman.workbench"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "day": day, "words": words, "who": who, "percent": percent, "outside": outside, "plain": plain,
        "snippet": snippet,
    }  # fmt: skip
    made.globals |= {"query": query, "meanings": MEANINGS}
    return made


def page(request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> Response:
    """A template filled in, with what every page needs."""
    session = request.scope.get("session_name") or ""
    settings = request.app.state.settings if "app" in request.scope else None
    token = form_token(settings, session) if settings else ""
    text = environment().get_template(template).render(**values, path=request.url.path, csrf=token)
    return HTMLResponse(text, status_code=status)


def query(values: Mapping[str, Any], **changes: Any) -> str:  # noqa: ANN401 - whatever a query string holds
    """A query string of the values with some changed; None leaves one out."""
    made = {name: value for name, value in {**values, **changes}.items() if value not in {None, ""}}
    return urlencode(made)


def plain(text: object) -> str:
    """Text without the control characters that XML and HTML cannot hold."""
    return _CONTROL.sub("\ufffd", str(text or ""))


def heading(title: str | None, text: str) -> str:
    """What a report is called: its title, or how its text begins."""
    if title:
        return title
    start = " ".join(text[:200].split())
    return start if len(start) <= UNTITLED else start[:UNTITLED].rsplit(" ", 1)[0] + " …"


def day(value: str | None) -> str:
    """A date without its time of day; a dash where there is none."""
    return (value or "")[:10] or "–"


def words(value: str | None) -> str:
    """A code in words: ``in_force`` is "in force"."""
    return (value or "–").replace("_", " ")


def who(value: str | None) -> str:
    """The names of one cell, joined for reading."""
    return ", ".join(filter(None, (value or "").split(";"))) or "not told"


def percent(value: float | None) -> str:
    """A confidence as a percentage."""
    return "–" if value is None else f"{round(value * 100)} %"


def outside(url: str | None) -> str | None:
    """An address that may stand in a link: http and https only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def snippet(text: str) -> list[tuple[str, bool]]:
    """A search hit's text in pieces, each with whether it is one of the words looked for."""
    pieces = re.split(r"\[([^\[\]]*)\]", text)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]
