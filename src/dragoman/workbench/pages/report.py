"""The report reader: the text with its marks, and beside it each claim with chain, reason and confidence."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.workbench.asked import claim_id, number
from dragoman.workbench.marking import CARDS, cards, marks, part_bounds, pieces
from dragoman.workbench.security import Refusal
from dragoman.workbench.stores import opened
from dragoman.workbench.view import heading, page

ADDRESSES = 40


def reader(request: Request) -> Response:
    """One report."""
    report_id = claim_id(request.path_params["id"])
    with opened(request) as store:
        reading = store.reading(report_id)
        if reading is None:
            raise Refusal(404, "The store holds no report with this id.")
        publications = store.publications(report_id)
    bounds = part_bounds(reading.report.text)
    part = number(request.query_params, "part", 1, most=len(bounds))
    start, end = bounds[part - 1]
    every = cards(reading)
    inside = [one for one in every if start <= one.start < end]
    values = {
        "report": reading.report,
        "heading": heading(reading.report.title, reading.report.text),
        "pieces": list(pieces(reading.report.text, marks(reading), start, end)),
        "cards": inside[:CARDS],
        "more": max(0, len(inside) - CARDS),
        "part": part,
        "parts": len(bounds),
        "publications": publications[:ADDRESSES],
        "first": publications[0] if publications else None,
        "warnings": reading.warnings[:20],
    }
    return page(request, "report.html", values)
