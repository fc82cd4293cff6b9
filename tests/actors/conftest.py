"""What the tests of the actors room share: the tables, the lexicon, and a reader of short texts."""

from collections.abc import Callable

import pytest

from dragoman.actors import Lexicon, find_actors
from dragoman.knowledge import Knowledge
from dragoman.language import LanguageModel
from dragoman.record import Cast, Report, report_id

Read = Callable[..., Cast]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def read(knowledge: Knowledge, lexicon: Lexicon) -> Read:
    """The cast of a text, by the packaged model."""
    model = LanguageModel.load()

    def of(text: str, published: str | None = "2021-07-12") -> Cast:
        made = Report(id=report_id(text), text=text, published=published)
        return find_actors(made, model.analyse(text), knowledge, lexicon)

    return of


def ids(cast: Cast, text: str, words: str, *, nth: int = 0) -> set[str]:
    """The ids of the actors of the mention that ends where some words of the text end."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    return {one for m in cast.mentions if m.end in {end, end + 2} and m.start >= start - 4 for one in m.actors}
