"""The application: the table of routes and what wraps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dragoman.workbench import api, downloads, static
from dragoman.workbench.errors import HANDLERS
from dragoman.workbench.pages import claim, dossier, feed, overview, report, review, search, signing
from dragoman.workbench.security import Guard, Limiter
from dragoman.workbench.settings import Settings


def create_app(settings: Settings) -> Starlette:
    """The workbench over one store, as an ASGI application."""
    handlers: dict[Any, Callable[..., Any]] = dict(HANDLERS)
    app = Starlette(
        routes=[
            Route("/", overview.overview),
            Route("/report/{id}", report.reader),
            Route("/dossier", dossier.dossier),
            Route("/claim/{id}", claim.claim),
            Route("/search", search.search),
            Route("/review", review.queue),
            Route("/review", review.decide, methods=["POST"]),
            Route("/sign-in", signing.form),
            Route("/sign-in", signing.sign_in, methods=["POST"]),
            Route("/alerts.atom", feed.alerts),
            Route("/download/events.csv", downloads.events),
            Route("/download/gold.jsonl", downloads.gold),
            Route("/static/{name}", static.endpoint(static.load())),
            *api.ROUTES,
        ],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers=handlers,
    )
    app.state.settings = settings
    app.state.sign_ins = Limiter(0.1, 10)
    return app
