"""Ties from literal trees: kind, parties, change and dates."""

import msgspec
import pytest
from tests.factory import cast, report, sentence

from dragoman.record import Scene, Tie, Time, TimeMention
from dragoman.ties import Lexicon, find_ties

SIGNED = """
Since since SCONJ 2 mark
signing sign VERB 10 advcl
the the DET 5 det
defence defence NOUN 5 compound
treaty treaty NOUN 2 obj
in in ADP 7 case
1961 1961 NUM 2 obl
China China PROPN 10 nsubj
have have AUX 10 aux
remained remain VERB 0 root
"""
SANCTIONS = """
Canada Canada PROPN 2 nsubj
imposed impose VERB 0 root
sanctions sanction NOUN 2 obj
on on ADP 5 case
Belarus Belarus PROPN 3 nmod
"""
LIFTED = """
Canada Canada PROPN 2 nsubj
lifted lift VERB 0 root
sanctions sanction NOUN 2 obj
against against ADP 5 case
Belarus Belarus PROPN 3 nmod
"""
DEPENDS = """
Cuba Cuba PROPN 2 nsubj
depends depend VERB 0 root
on on ADP 4 case
Vietnam Vietnam PROPN 2 obl
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def ties(
    lines: str, named: dict[str, tuple[str, list[str]]], lexicon: Lexicon, *, year: int | None = None
) -> list[Tie]:
    """The ties of one sentence, with a year as its time expression."""
    made, text = sentence(lines)
    times: tuple[TimeMention, ...] = ()
    if year is not None:
        at = made.words.index(str(year))
        times = (TimeMention(0, at, at + 1, "date", Time(f"{year}-01-01", f"{year}-12-31", "year", None)),)
    scene = Scene(report(text), (made,), cast(made, text, named), (), times)
    return list(find_ties(scene, lexicon))


@pytest.mark.parametrize(("lines", "change"), [(SANCTIONS, "imposed"), (LIFTED, "lifted")])
def test_sanctions_have_sender_and_target(lines: str, change: str, lexicon: Lexicon) -> None:
    (found,) = ties(lines, {"Canada": ("CAN", ["Canada"]), "Belarus": ("BLR", ["Belarus"])}, lexicon)

    assert found.kind == "sanctions"
    assert found.change.kind == change
    assert [(party.actor, party.role) for party in found.parties] == [("CAN", "sender"), ("BLR", "target")]


def test_dependence_is_directed(lexicon: Lexicon) -> None:
    (found,) = ties(DEPENDS, {"Cuba": ("CUB", ["Cuba"]), "Vietnam": ("VNM", ["Vietnam"])}, lexicon)

    assert found.kind == "dependence"
    assert [party.actor for party in found.parties] == ["CUB", "VNM"]


def test_one_party_alone_makes_no_mutual_tie(lexicon: Lexicon) -> None:
    assert ties(SIGNED, {"China": ("CHN", ["China"])}, lexicon, year=1961) == []


JOINED = """
Finland Finland PROPN 2 nsubj
joined join VERB 0 root
NATO NATO PROPN 2 obj
"""
SUSPENDED = """
Russia Russia PROPN 2 nsubj
suspended suspend VERB 0 root
its its PRON 4 nmod:poss
participation participation NOUN 2 obj
in in ADP 7 case
New new ADJ 7 amod
START start NOUN 4 nmod
"""
HOSTS = """
Poland Poland PROPN 3 nsubj
will will AUX 3 aux
host host VERB 0 root
two two NUM 6 nummod
American American ADJ 6 amod
brigades brigade NOUN 3 obj
"""
URGED = """
France France PROPN 2 nsubj
urged urge VERB 0 root
Canada Canada PROPN 2 obj
to to PART 5 mark
impose impose VERB 2 xcomp
sanctions sanction NOUN 5 obj
on on ADP 8 case
Iran Iran PROPN 6 nmod
"""
VIOLATED = """
Azerbaijan Azerbaijan PROPN 2 nsubj
violated violat VERB 0 root
the the DET 4 det
ceasefire ceasefire NOUN 2 obj
with with ADP 6 case
Armenia Armenia PROPN 4 nmod
"""
ALLIANCE = """
The the DET 2 det
alliance alliance NOUN 6 nsubj
between between ADP 4 case
Turkey Turkey PROPN 2 nmod
is be AUX 6 cop
strong strong ADJ 0 root
and and CCONJ 8 cc
Azerbaijan Azerbaijan PROPN 2 conj
"""


def test_a_state_joins_an_organisation(lexicon: Lexicon) -> None:
    named = {"Finland": ("FIN", ["Finland"]), "NATO": ("org:nato", ["NATO"])}
    made, text = sentence(JOINED)
    people = cast(made, text, named)
    nato = msgspec.structs.replace(people.actors[1], kind="igo")
    people = msgspec.structs.replace(people, actors=(people.actors[0], nato))
    (found,) = find_ties(Scene(report(text), (made,), people, ()), lexicon)

    assert (found.kind, found.change.kind, [party.actor for party in found.parties]) == (
        "membership",
        "joined",
        ["FIN", "org:nato"],
    )


def test_a_named_treaty_may_have_one_party_in_the_text(lexicon: Lexicon) -> None:
    (found,) = ties(SUSPENDED, {"Russia": ("RUS", ["Russia", "its"])}, lexicon)

    assert (found.kind, found.name, found.change.kind) == ("treaty", "New START", "suspended")


def test_the_host_receives_and_the_future_is_proposed(lexicon: Lexicon) -> None:
    (found,) = ties(HOSTS, {"Poland": ("POL", ["Poland"])}, lexicon)

    assert [(party.actor, party.role) for party in found.parties] == [("USA", "sender"), ("POL", "recipient")]
    assert found.change.kind == "proposed"


def test_what_somebody_urges_is_no_tie(lexicon: Lexicon) -> None:
    named = {"France": ("FRA", ["France"]), "Canada": ("CAN", ["Canada"]), "Iran": ("IRN", ["Iran"])}

    assert ties(URGED, named, lexicon) == []


def test_a_verb_is_known_by_its_form_where_its_lemma_is_wrong(lexicon: Lexicon) -> None:
    (found,) = ties(VIOLATED, {"Azerbaijan": ("AZE", ["Azerbaijan"]), "Armenia": ("ARM", ["Armenia"])}, lexicon)

    assert (found.kind, found.change.kind) == ("ceasefire", "broken")


def test_both_sides_of_between(lexicon: Lexicon) -> None:
    (found,) = ties(ALLIANCE, {"Turkey": ("TUR", ["Turkey"]), "Azerbaijan": ("AZE", ["Azerbaijan"])}, lexicon)

    assert {party.actor for party in found.parties} == {"TUR", "AZE"}
