"""Statements from literal trees: each construction, and who relays whom."""

import pytest
from tests.factory import cast, report, sentence

from dragoman.attribution import Lexicon, find_statements
from dragoman.record import Statement

NESTED = """
Xi Xi PROPN 2 nsubj
said say VERB 11 ccomp
that that SCONJ 6 mark
the the DET 5 det
bond bond NOUN 6 nsubj
holds hold VERB 2 ccomp
, , PUNCT 11 punct
the the DET 10 det
agency agency NOUN 10 compound
Reuters Reuters PROPN 11 nsubj
reported report VERB 0 root
"""
MESSAGE = """
In in ADP 3 case
his he PRON 3 nmod:poss
message message NOUN 7 obl
to to ADP 5 case
Kim Kim PROPN 3 nmod
Xi Xi PROPN 7 nsubj
said say VERB 0 root
ties tie NOUN 9 nsubj
grew grow VERB 7 ccomp
"""
DENIED = """
Kigali Kigali PROPN 2 nsubj
denied deny VERB 0 root
that that SCONJ 6 mark
troops troops NOUN 6 nsubj
had have AUX 6 aux
crossed cross VERB 2 ccomp
"""
QUOTED = """
Yonhap Yonhap PROPN 2 nsubj
quoted quote VERB 0 root
KCNA KCNA PROPN 2 obj
as as SCONJ 5 mark
saying say VERB 2 advcl
talks talk NOUN 7 nsubj
failed fail VERB 5 ccomp
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def read(lines: str, named: dict[str, tuple[str, list[str]]], lexicon: Lexicon) -> dict[str | None, Statement]:
    """The statements by source."""
    made, text = sentence(lines)
    found = find_statements(report(text), (made,), cast(made, text, named), lexicon)
    for one in found:
        for piece in one.content:
            assert text[piece.start : piece.end] == piece.text
    return {one.source: one for one in found}


def test_a_trailing_agency_relays_the_whole_sentence(lexicon: Lexicon) -> None:
    found = read(NESTED, {"Xi Jinping": ("xi", ["Xi"]), "Reuters": ("reuters", ["Reuters"])}, lexicon)

    assert found["xi"].relay == ("reuters",)
    assert found["xi"].within == found["reuters"].id
    assert found["xi"].content[0].text == "the bond holds"
    assert found["reuters"].content[0].text == "Xi said that the bond holds"
    assert found["reuters"].relay == ()


def test_medium_and_addressee_of_a_message(lexicon: Lexicon) -> None:
    found = read(MESSAGE, {"Xi Jinping": ("xi", ["Xi"]), "Kim Jong Un": ("kim", ["Kim"])}, lexicon)

    assert found["xi"].medium == "message"
    assert found["xi"].addressee == ("kim",)
    assert found["xi"].content[0].text == "ties grew"


def test_a_denial_is_a_denial(lexicon: Lexicon) -> None:
    found = read(DENIED, {"Rwanda": ("RWA", ["Kigali"])}, lexicon)

    assert found["RWA"].stance == "denies"
    assert found["RWA"].content[0].text == "troops had crossed"


def test_who_is_quoted_is_the_source_and_who_quotes_the_relay(lexicon: Lexicon) -> None:
    found = read(QUOTED, {"KCNA": ("kcna", ["KCNA"]), "Yonhap": ("yonhap", ["Yonhap"])}, lexicon)

    assert found["kcna"].relay == ("yonhap",)
    assert found["kcna"].content[0].text == "talks failed"


def test_ids_do_not_depend_on_who_was_resolved(lexicon: Lexicon) -> None:
    first = read(DENIED, {"Rwanda": ("RWA", ["Kigali"])}, lexicon)
    second = read(DENIED, {"Kigali": ("other", ["Kigali"])}, lexicon)

    assert first["RWA"].id == second["other"].id
