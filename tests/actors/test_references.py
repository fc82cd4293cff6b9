"""References: each rule with a text in which it fires, and with one in which it must not."""

import pytest
from tests.actors.conftest import ids

LINKS = [
    ("Iran relies on China for trade. The latter buys its oil.", "The latter", {"CHN"}),
    ("Russia and Belarus held drills. The former sent tanks.", "The former", {"RUS"}),
    ("China and Vietnam signed a treaty. The two Asian nations trade.", "The two Asian nations", {"CHN", "VNM"}),
    ("India accused Pakistan of shelling villages. Both sides reported deaths.", "Both sides", {"IND", "PAK"}),
    ("France recalled its envoy to Mali. The West African nation shrugged.", "The West African nation", {"MLI"}),
    ("Hamas fired rockets at Israel. The militant group gave no reason.", "The militant group", {"org:hamas"}),
    ("Trump criticised Biden. The former president spoke in Ohio.", "The former president", {"donald-trump"}),
    ("Charles Michel met Ursula von der Leyen. She spoke first.", "She", {"ursula-von-der-leyen"}),
    ("Xi told Putin that their countries were friends.", "their countries", {"CHN", "RUS"}),
    (
        "Joe Biden met Vladimir Putin. Biden thanked his Russian counterpart.",
        "his Russian counterpart",
        {"vladimir-putin"},
    ),
    ("Kamala Harris visited Vietnam. She offered the country a ship.", "the country", {"VNM"}),
    ("South and North Korea talked. The two Koreas had cut the line.", "The two Koreas", {"KOR", "PRK"}),
    ("Rodrigo Duterte spoke after Lloyd Austin met him in Manila.", "him", {"rodrigo-duterte"}),
]


@pytest.mark.parametrize(("text", "words", "wanted"), LINKS)
def test_a_reference_means(read, text, words, wanted):
    assert ids(read(text), text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained in Geneva as Joe Biden arrived.", "It"),
        ("It is clear that the talks have failed, Sergei Lavrov said.", "It"),
        ("Algeria, Morocco and Tunisia met. The two countries disagreed.", "The two countries"),
        ("Antony Blinken called Kuleba and Sergei Lavrov called Le Drian. He was late.", "He"),
        ("Belgium hosted talks. The other country stayed away.", "The other country"),
    ],
)
def test_no_link_where_it_is_unsure(read, text, words):
    cast = read(text)
    known = {actor.id for actor in cast.actors if len(actor.mentions) > 1 or actor.kind in {"state", "person"}}
    assert not ids(cast, text, words) & known


def test_every_link_says_what_it_rests_on(read):
    cast = read("Iran relies on China for trade. The latter buys its oil.")
    assert all(mention.why for mention in cast.mentions)


def test_mentions_are_exact_and_in_order(read):
    text = "Xi, the Chinese president, met Putin in Moscow. The two leaders signed a treaty, their aides said."
    cast = read(text)
    for actor in cast.actors:
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)
    assert list(cast.mentions) == sorted(cast.mentions, key=lambda m: (m.sentence, m.first, -m.last))
