import pytest

from dragoman.store import Store, open_store
from tests.store.corpus import reports


@pytest.fixture
def store(tmp_path) -> Store:
    """An empty store."""
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


@pytest.fixture
def full(store) -> Store:
    """The thirteen reports on China and North Korea."""
    store.add_many(reports(), reader="by hand")
    return store
