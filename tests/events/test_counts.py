"""Numbers, people and money from literal trees."""

import pytest
from tests.factory import sentence

from dragoman.events import Lexicon
from dragoman.events.count import counts_of, number_at
from dragoman.record import Tree

KILLED = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
two two NUM 4 nummod
dozen dozen NUM 5 nummod
soldiers soldier NOUN 2 obj
and and CCONJ 7 cc
wounded wound VERB 2 conj
3,000 3,000 NUM 7 obj
"""

PASSIVE = """
Nine nine NUM 2 nummod
people person NOUN 4 nsubj:pass
were be AUX 4 aux:pass
detained detain VERB 0 root
"""

LEFT_DEAD = """
Shelling shelling NOUN 2 nsubj
left leave VERB 0 root
5 5 NUM 2 obj
dead dead ADJ 2 xcomp
"""

REDUCED = """
Blast blast NOUN 0 root
with with ADP 4 case
12 12 NUM 4 nummod
people person NOUN 1 nmod
killed kill VERB 4 acl
"""

MONEY = """
Oslo Oslo PROPN 2 nsubj
gave give VERB 0 root
Kyiv Kyiv PROPN 2 iobj
$ $ SYM 2 obj
2.5 2.5 NUM 6 compound
million million NUM 4 nummod
"""

EUROS = """
Bonn Bonn PROPN 2 nsubj
paid pay VERB 0 root
two two NUM 4 compound
hundred hundred NUM 5 nummod
euros euro NOUN 2 obj
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.mark.parametrize(
    ("lines", "trigger", "expected"),
    [
        (KILLED, 1, {"killed": 24, "injured": 3000}),
        (PASSIVE, 3, {"detained": 9}),
        (LEFT_DEAD, 1, {"killed": 5}),
        (REDUCED, 0, {"killed": 12}),
        (MONEY, 1, {"amount": 2_500_000.0, "currency": "USD"}),
        (EUROS, 1, {"amount": 200.0, "currency": "EUR"}),
    ],
    ids=["two verbs", "passive", "left dead", "reduced clause", "dollars", "euros"],
)
def test_counts(lexicon: Lexicon, lines: str, trigger: int, expected: dict[str, object]) -> None:
    made, _ = sentence(lines)
    found = counts_of(Tree(made), trigger, lexicon)

    assert {name: getattr(found, name) for name in found.__struct_fields__ if getattr(found, name)} == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["twenty-five"], 25),
        (["three", "hundred", "thousand"], 300_000),
        (["2.5bn"], 2.5e9),
        (["1,200"], 1200),
        (["twelve"], 12),
        (["dozen"], 12),
        (["people"], None),
    ],
)
def test_number_words(lexicon: Lexicon, words: list[str], value: float | None) -> None:
    last = len(words)
    lines = [
        f"{word} {word} NUM {0 if at == last else last} {'root' if at == last else 'compound'}"
        for at, word in enumerate(words, 1)
    ]
    made, _ = sentence("\n".join(lines))

    assert number_at(Tree(made), last - 1, lexicon) == value
