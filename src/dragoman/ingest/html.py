"""The article out of a saved page: main text, title, date, outlet, address (by trafilatura)."""

from __future__ import annotations

from typing import Any

from dragoman.errors import InputError, UsageError
from dragoman.ingest.text import Source, make_report, parse_published
from dragoman.record import Report

# Shorter "articles" are cookie notices and captions: on 40 saved pages no real article fell under it.
MIN_CHARACTERS = 80


def report_from_html(html: str, where: str, source: Source) -> Report:
    """The report in a page. What ``source`` gives wins over what the page says. Raises InputError if there is none."""
    import trafilatura  # 0.3 s to import: only those who read pages pay for it

    found = trafilatura.bare_extraction(
        html, url=source.url, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    page: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = page.get("text") or ""
    if len(text) < MIN_CHARACTERS:
        raise InputError(where, "no article was found in the page", "save the article's own page, or give its text")
    merged = Source(
        published=source.published or _date(page.get("date")),
        outlet=source.outlet or page.get("sitename") or page.get("hostname"),
        url=source.url or page.get("url"),
        title=source.title or page.get("title"),
    )
    return make_report(text, where, merged, language=page.get("language"))


def _date(value: str | None) -> str | None:
    """The page's date as ISO; None where it is missing or unreadable."""
    try:
        return parse_published(value) if value else None
    except UsageError:
        return None
