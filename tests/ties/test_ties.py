"""Ties from literal trees: kind, parties, change and dates."""

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
