"""A browser over a store of hand-made readings. Everything of the extra is imported where it is used."""

import re
from importlib.util import find_spec

import pytest

from dragoman.store import open_store
from tests.workbench.samples import readings

BASE = "http://127.0.0.1:8600"


def browser(folder, base=BASE, **settings):
    """A client of a workbench over a store; its errors are answers, as they are for a real one."""
    if not (find_spec("httpx") or find_spec("httpx2")):
        pytest.skip("the workbench's tests need httpx")
    from starlette.testclient import TestClient

    from dragoman.workbench import Settings, create_app

    app = create_app(Settings(folder=folder, **settings))
    return TestClient(app, base_url=base, raise_server_exceptions=False)


@pytest.fixture
def folder(tmp_path):
    """A store with the sample readings."""
    with open_store(tmp_path / "store", create=True) as store:
        store.add_many(readings(), reader="by hand")
    return tmp_path / "store"


@pytest.fixture
def client(folder):
    """A browser on this machine."""
    with browser(folder) as made:
        yield made


@pytest.fixture
def token(client):
    """The form token of the browser's session."""
    return form_token(client)


def form_token(client, page="/review"):
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(page).text)[1]
