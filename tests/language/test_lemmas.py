"""Lemmas of words that no table holds: what the ending allows, whatever the scripts say."""

import pytest

from dragoman.language.lemmas import candidates, lemma

WORDS = frozenset({"shell", "rally", "deny", "impose"})


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("expelled", "VERB", "expel"),
        ("ratified", "VERB", "ratify"),
        ("denounced", "VERB", "denounce"),
        ("besieging", "VERB", "besiege"),
        ("shelled", "VERB", "shell"),
        ("rallied", "VERB", "rally"),
        ("imposing", "VERB", "impose"),
        ("envoys", "NOUN", "envoy"),
        ("embargoes", "NOUN", "embargo"),
    ],
)
def test_a_lemma_is_one_that_the_ending_allows(form: str, upos: str, expected: str) -> None:
    scripts = (
        ["=bad", "l2+", "l1+", "l0+"] if not form.endswith("s") else ["=bad", "l2+" if form.endswith("es") else "l1+"]
    )

    assert lemma(form, upos, scripts, {}, WORDS) == expected


def test_the_table_comes_first() -> None:
    assert lemma("went", "VERB", ["l0+"], {"went\tVERB": "go"}, WORDS) == "go"


def test_short_words_are_no_inflections() -> None:
    assert candidates("as", "NOUN") == ()
    assert candidates("red", "VERB") == ()
