"""Quotation marks: one odd mark never costs more than its paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.attribution import quoted_ranges


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_ranges(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ["no"]),
        ("He said “no” and «da» there.", ["no", "da"]),
        ('An odd " mark here.\nThen "yes" here.', ["yes"]),
        ("“It began.\n“It ended,” he said.", ["It began.", "It ended,"]),
        ('The 6" gun "fired".', ["fired"]),
        ("No marks.", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet='ab "“”\n«»', max_size=60))
def test_any_marks_give_ranges_within_the_text(text: str) -> None:
    for start, end in quoted_ranges(text):
        assert 0 <= start < end <= len(text)
