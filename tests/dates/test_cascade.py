"""What expressions mean, and what is none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bench import dates as bench
from dragoman.dates import Cascade
from dragoman.dates.calendar import islamic_month, nth, part_of, persian, shift

ROOT = Path(__file__).parents[2]
CASCADE = Cascade()
MONDAY = date(2021, 7, 12)


def read(text: str, day: date = MONDAY) -> list[tuple[str, str | None, str | None]]:
    return [
        (text[e.start : e.end], e.value.start and e.value.start.isoformat(), e.value.end and e.value.end.isoformat())
        for e in CASCADE.read(text, day)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met on Friday.", ("Friday", "2021-07-09", "2021-07-09")),
        ("They will meet on Friday.", ("Friday", "2021-07-16", "2021-07-16")),
        ("The ban enters into force on Monday.", ("Monday", "2021-07-19", "2021-07-19")),
        ("The treaty was renewed on December 3.", ("December 3", "2020-12-03", "2020-12-03")),
        ("The treaty will be renewed on December 3.", ("December 3", "2021-12-03", "2021-12-03")),
        ("The order, in place for more than a decade, was extended.", ("for more than a decade", None, None)),
        ("It has been in place for more than a decade.", ("for more than a decade", "2011-07-12", "2021-07-12")),
        ("The base opened from 3 May to 5 June 2020.", ("from 3 May to 5 June 2020", "2020-05-03", "2020-06-05")),
        ("The winter of 2019 was mild.", ("The winter of 2019", "2019-12-01", "2020-02-29")),
        ("Budget for fiscal year 2022 of Japan.", ("fiscal year 2022", "2022-04-01", "2023-03-31")),
        ("It was year Reiwa 3.", ("Reiwa 3", "2021-01-01", "2021-12-31")),
        ("The fast of Ramadan 1442 ended.", ("Ramadan 1442", "2021-04-13", "2021-05-12")),
    ],
)
def test_readings(text: str, wanted: tuple[str, str | None, str | None]) -> None:
    assert wanted in read(text)


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("since 1961", True, False),
        ("until 31 July", False, True),
        ("after 2014", True, False),
        ("in 1961", False, False),
    ],
)
def test_open_ends(text: str, opens: bool, closes: bool) -> None:
    (found,) = CASCADE.read(f"It has been so {text}.", MONDAY)
    assert (found.value.opens, found.value.closes) == (opens, closes)


def test_a_date_before_a_noun_opens_nothing() -> None:
    (found,) = CASCADE.read("Relations cooled after Monday's talks.", MONDAY)
    assert not found.value.opens


def test_two_days_later_counts_from_the_last_date() -> None:
    assert read("They met on July 4. Two days later they left.")[1][1] == "2021-07-06"


def test_nothing_is_found_in_traps() -> None:
    traps = (ROOT / "benchmarks/gold/dates-traps.txt").read_text(encoding="utf-8").splitlines()
    assert len(traps) >= 1000
    assert {trap: read(trap) for trap in traps if read(trap)} == {}


def test_own_gold_keeps_its_floor() -> None:
    result = bench.run(ROOT / "benchmarks/gold/dates.jsonl", peer=False)
    assert result["metrics"]["wanted"] >= 300
    assert result["metrics"]["value_f1"] >= 0.98


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_will_do(text: str) -> None:
    for one in CASCADE.read(text, MONDAY):
        assert 0 <= one.start < one.end <= len(text)
        if one.value.start and one.value.end:
            assert one.value.start <= one.value.end


HEAP = "May 3 July 11 , 1961 to from since until the last week of 2020 - year Friday ago two".split()  # noqa: SIM905 - readable


@given(st.lists(st.sampled_from(HEAP)))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_time_words_will_do(words: list[str]) -> None:
    CASCADE.read(" ".join(words), MONDAY)


def test_calendar() -> None:
    assert shift(date(2020, 1, 31), 1, "month") == date(2020, 2, 29)
    assert persian(1399, 1, 1) == date(2020, 3, 20)
    assert persian(1403, 12, 30) == date(2025, 3, 20)
    assert islamic_month(1445, 9)[0] == date(2024, 3, 11)
    assert part_of(date(2021, 7, 1), date(2021, 7, 31), "late") == (date(2021, 7, 21), date(2021, 7, 31))
    assert nth(date(2021, 9, 1), date(2021, 9, 30), -1, "week") == (date(2021, 9, 27), date(2021, 10, 3))
    assert nth(date(2021, 1, 1), date(2021, 12, 31), 5, "quarter") is None
