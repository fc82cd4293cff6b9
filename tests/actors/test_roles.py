"""Role phrases: state and sector of who is described, on a day."""

import pytest
from tests.actors.conftest import ids

CASES = [
    ("The retired vice president", None, "ELI"),
    ("American warplanes", "USA", "MIL"),
    ("Seoul's intelligence agency", "KOR", "SPY"),
    ("A former Chinese diplomat", "CHN", "ELI"),
    ("Soldiers from Nepal", "NPL", "MIL"),
    ("US-backed rebels", None, "REB"),
    ("Pro-Russian separatists", None, "REB"),
    ("The Saudi-led coalition", "SAU", "MIL"),
    ("A former US secretary of state", "USA", "ELI"),
    ("Scotland's first minister", "GBR", "GOV"),
    ("Tibetan monks", "CHN", "REL"),
    ("The Russian Security Council", "RUS", "GOV"),
]


@pytest.mark.parametrize(("phrase", "state", "sector"), CASES)
def test_state_and_sector(read, phrase, state, sector):
    text = f"{phrase} left on Tuesday."
    cast = read(text)
    found = [a for a in cast.actors for m in a.mentions if m.end <= len(phrase) and a.sectors]
    assert any(actor.state == state and actor.sectors[0] == sector for actor in found), found


def test_the_same_title_means_another_person_in_another_year(read):
    text = "The French president spoke."
    assert ids(read(text, "2009-05-05"), text, "The French president") == {"nicolas-sarkozy"}
    assert ids(read(text, "2021-05-05"), text, "The French president") == {"emmanuel-macron"}


def test_two_states_make_two_groups(read):
    text = "Indian and Chinese soldiers clashed."
    assert {actor.state for actor in read(text).actors} == {"IND", "CHN"}


def test_the_standing_of_a_body_depends_on_the_day(read):
    text = "Taliban officials spoke."
    then = {a.sectors[0] for a in read(text, "2008-06-01").actors if a.kind == "group"}
    now = {a.sectors[0] for a in read(text, "2022-05-01").actors if a.kind == "group"}
    assert (then, now) == ({"REB"}, {"GOV"})


@pytest.mark.parametrize(
    "text", ["Hostile foreign forces crossed into China.", "Officials said so.", "Sources said so."]
)
def test_unnamed_actors_have_no_state_unless_it_is_said(read, text):
    assert all(actor.state is None for actor in read(text).actors if actor.kind == "group")
