"""The codebook is data: it must be whole and agree with itself."""

import pytest

from dragoman.codebook import QUADS, Codebook, load_codebook


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


def test_there_are_sixteen_types_each_with_definition_and_examples(book: Codebook) -> None:
    assert len(book.types) == 16
    for entry in book.types.values():
        assert entry.quad in QUADS
        assert entry.definition
        assert entry.distinctions
        assert entry.positive
        assert entry.negative


def test_scores_have_the_sign_of_the_quad_class(book: Codebook) -> None:
    for entry in book.types.values():
        if "cooperation" in entry.quad:
            assert entry.score > 0
        else:
            assert entry.score <= 0


def test_thirty_seven_contexts(book: Codebook) -> None:
    assert len(book.contexts) == 37


def test_every_crosswalk_row_names_what_the_codebook_holds(book: Codebook) -> None:
    for row in book.cameo.values():
        assert row.type in book.types
        assert row.mode is None or row.mode in book.types[row.type].modes
        assert set(row.contexts) <= set(book.contexts)
        assert -10 <= row.goldstein <= 10


def test_every_type_and_mode_has_a_cameo_code_with_a_goldstein_score(book: Codebook) -> None:
    for kind, mode, _act in book.preferred:
        assert kind in book.types
        assert not mode or mode in book.types[kind].modes
    for entry in book.types.values():
        for mode in (None, *entry.modes):
            assert book.goldstein(book.to_cameo(entry.name, mode)) is not None


@pytest.mark.parametrize(
    ("kind", "mode", "act", "code"),
    [("CONSULT", "visit", None, "042"), ("SUPPORT", None, "signed", "057"), ("ASSAULT", "aerial", None, "195")],
)
def test_the_way_to_cameo(book: Codebook, kind: str, mode: str | None, act: str | None, code: str) -> None:
    assert book.to_cameo(kind, mode, act) == code


def test_the_way_back_uses_the_longest_prefix(book: Codebook) -> None:
    found = book.from_cameo("0871")

    assert found is not None
    assert (found.type, found.mode) == ("RETREAT", "ceasefire")
    assert book.from_cameo("01") is None
