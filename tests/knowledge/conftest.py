import pytest

from dragoman.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge():
    return Knowledge.load()
