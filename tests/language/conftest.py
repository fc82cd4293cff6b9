"""The packaged reader model, loaded once."""

import pytest

from dragoman.language.model import LanguageModel


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return LanguageModel.load()
