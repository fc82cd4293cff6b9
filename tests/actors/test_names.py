"""Names: the right one of several, by day and by what else the report names."""

import pytest
from tests.actors.conftest import ids

CASES = [
    ("2008-08-12", "Russia said its troops would leave Georgia once Tbilisi signed.", "Tbilisi", "GEO-GOV"),
    ("2013-04-10", "South Sudan and Sudan reopened the border.", "South Sudan", "SSD"),
    ("2018-06-13", "Singapore paid for the summit between Trump and Kim.", "Kim", "kim-jong-un"),
    ("1962-10-25", "Moscow protested when Kennedy announced a blockade of Cuba.", "Kennedy", "john-f-kennedy"),
    ("2013-09-10", "Assad agreed to give up his weapons, Damascus said.", "Assad", "bashar-al-assad"),
    ("2024-03-25", "Guterres welcomed the vote.", "Guterres", "antonio-guterres"),
    ("1994-07-20", "Zaire closed its border with Rwanda.", "Zaire", "COD"),
    ("2020-05-04", "Washington accused Tehran of arming the militia.", "Washington", "USA-GOV"),
    ("2015-08-21", "The clash came after North and South Korea exchanged fire.", "North", "PRK"),
    ("2022-05-09", "Paris and Berlin urged Kyiv to be patient.", "Berlin", "DEU-GOV"),
]


@pytest.mark.parametrize(("day", "text", "words", "wanted"), CASES)
def test_a_name_means(read, day, text, words, wanted):
    assert wanted in ids(read(text, day), text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two envoys met in Beijing before flying home.", "Beijing"),
        ("Alexei Navalny was flown to Berlin.", "Berlin"),
        ("Emmanuel Macron visited Moscow on Monday.", "Moscow"),
        ("Jordan Ellis and Chad Morris won the prize.", "Chad"),
    ],
)
def test_a_place_or_another_name_is_no_power(read, text, words):
    cast = read(text)
    assert not any(actor.kind in {"government", "state"} for actor in cast.actors if actor.id in ids(cast, text, words))


def test_a_bracketed_alias_holds_for_the_rest(read):
    text = "The Rapid Support Forces (RSF) took the airport in Khartoum. The RSF said it was safe."
    assert ids(read(text, "2023-04-16"), text, "RSF", nth=1) == {"org:rsf"}


def test_two_bearers_of_a_surname_leave_it_open(read):
    text = "Morales spoke on Monday."
    found = ids(read(text, "2019-11-12"), text, "Morales")
    assert not found & {"evo-morales", "jimmy-morales"}


def test_a_full_name_later_in_the_report_helps_a_surname(read):
    text = "Morales spoke on Monday. Evo Morales had left Bolivia a day before."
    assert ids(read(text, "2019-11-12"), text, "Morales") == {"evo-morales"}


def test_apposition_is_one_actor(read):
    text = "Xi, the Chinese president, spoke first."
    cast = read(text)
    assert ids(cast, text, "Xi") == ids(cast, text, "the Chinese president") == {"xi-jinping"}
