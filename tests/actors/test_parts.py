"""The parts of the room from literals: no model, no tree."""

from datetime import date

import pytest

from dragoman.actors.discourse import Discourse, Seen
from dragoman.actors.lexicon import MEANINGS
from dragoman.actors.offices import Offices
from dragoman.actors.surnames import Surnames
from dragoman.record import ActorMention

DAY = date(2021, 7, 12)


def seen(sentence, first, *actors, kind="state", states=None, **marks) -> Seen:
    mention = ActorMention(sentence, first, first + 1, first, first * 5, first * 5 + 4, "name", actors, "literal")
    return Seen(
        mention,
        kind,
        actors if states is None else states,
        marks.pop("subject", False),
        marks.pop("in_", None),
        **marks,
    )


def by_state(one: Seen) -> tuple[str, ...]:
    return one.states


def test_lexicon_is_sound(lexicon, knowledge):
    assert {one.means for one in lexicon.generics.values()} <= MEANINGS
    codes = {code for states in lexicon.classes.values() for code in states} | {
        code for states in lexicon.groups.values() for code in states
    }
    assert all(knowledge.entry(code) for code in codes)


def test_members_of_a_coordination_win_over_loose_mentions():
    told = Discourse()
    for one in (seen(0, 0, "CHN", in_=0), seen(0, 2, "PRK", in_=0), seen(0, 6, "USA")):
        told.add(one)
    assert told.members(1, 0, by_state, 2) == ("CHN", "PRK")


def test_members_of_another_number_are_no_pair():
    told = Discourse()
    for number, state in enumerate(("DZA", "MAR", "TUN")):
        told.add(seen(0, number * 2, state, in_=0))
    assert told.members(1, 0, by_state, 2) is None
    assert told.members(1, 0, by_state, 3) == ("DZA", "MAR", "TUN")


def test_two_subjects_leave_he_open():
    told = Discourse()
    told.add(seen(0, 0, "antony-blinken", kind="person", states=("USA",), subject=True, main=True))
    told.add(seen(0, 4, "sergei-lavrov", kind="person", states=("RUS",), subject=True, second=True))
    assert told.person(1, 0, None, lambda _: False) is None


def test_home_is_the_state_named_most():
    told = Discourse()
    for word, (sentence, state) in enumerate(((0, "CHN"), (0, "PRK"), (1, "CHN"))):
        told.add(seen(sentence, word, state))
    assert told.home(2) == "CHN"


@pytest.mark.parametrize(
    ("surname", "states", "wanted"),
    [
        ("Putin", (), "vladimir-putin"),
        ("Smith", (), None),
        ("Netanyahu", (), "benjamin-netanyahu"),
        ("Morales", (), None),
        ("Cook", ("USA",), None),
    ],
)
def test_public_surnames(knowledge, surname, states, wanted):
    surnames = Surnames(knowledge, DAY)
    surnames.survey(states, ())
    assert surnames.public(surname) == wanted


def test_offices_have_neighbours_and_counterparts(knowledge):
    offices = Offices(knowledge, DAY)
    assert offices.neighbour("joe-biden", before=True) == "donald-trump"
    assert offices.neighbour("donald-trump", before=False) == "joe-biden"
    assert offices.counterpart("joe-biden", "RUS") == "vladimir-putin"
    assert offices.fits("donald-trump", "president", former=True)
    assert not offices.fits("joe-biden", "president", former=True)
