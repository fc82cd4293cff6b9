"""The workbench: web pages and a JSON API over a store. It reads what the store holds and never codes.

    app = create_app(Settings(folder=Path("my-store")))     # an ASGI application, for uvicorn or a test client

One file a page; ``security`` wraps them all, ``asked`` turns a query string into the store's filters, ``marking`` cuts
a report into marked pieces, ``charts`` draws. Needs the extra ``workbench`` (starlette, uvicorn, jinja2).
"""

from dragoman.workbench.app import create_app
from dragoman.workbench.settings import Settings

__all__ = ["Settings", "create_app"]
