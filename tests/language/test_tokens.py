"""Words and paragraphs: what UD calls a word, and offsets that never lie."""

import pytest

from dragoman.language.paragraphs import paragraphs
from dragoman.language.tokens import Tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They don't know.", "They do n't know ."),
        ("Beijing’s ally can’t pay.", "Beijing ’s ally ca n’t pay ."),
        ("the ministers' plan", "the ministers ' plan"),
        ("state-run Xinhua", "state - run Xinhua"),
        ("an anti-tank non-aggression e-mail", "an anti-tank non-aggression e-mail"),
        ("The U.S. and the U.K. met.", "The U.S. and the U.K. met ."),
        ("Mr. Lee, Gen. Petrov and Dr. Ito", "Mr. Lee , Gen. Petrov and Dr. Ito"),
        ('"No," he said.', '" No , " he said .'),
        ("“We won’t go,” said Kim…", "“ We wo n’t go , ” said Kim …"),
        ("It cost $3.5bn (£2.8bn) or 12%.", "It cost $ 3.5 bn ( £ 2.8 bn ) or 12 % ."),
        ("At 10:30 on 11/07/2021", "At 10:30 on 11/07/2021"),
        ("See https://un.org/a-b?c=d.", "See https://un.org/a-b?c=d ."),
        ("cannot", "can not"),
        ("Wait... what?!", "Wait ... what ?!"),
        ("the 2006-07 budget", "the 2006 - 07 budget"),
        ("a ceasefire—if any—holds", "a ceasefire — if any — holds"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("1,000,000 refugees", "1,000,000 refugees"),
    ],
)
def test_words(tokenizer, text, words):
    assert " ".join(text[a:b] for a, b in tokenizer.spans(text)) == words


def test_a_chunk_is_split_the_same_way_wherever_it_stands(tokenizer):
    alone = tokenizer.split("state-run,")
    spans = tokenizer.spans("x state-run, y")
    assert tuple(b - a for a, b in spans[1:-1]) == alone


ODD = ["", "-", "'", "''", ".", "a" * 5000, "-" * 5000, "'s", "n't", "\x00", "۱۲۳", "٪", "🇺🇳🇺🇳", "a\u200bb"]


@pytest.mark.parametrize("chunk", ODD, ids=range(len(ODD)))
def test_lengths_add_up(tokenizer, chunk):
    assert sum(tokenizer.split(chunk)) == len(chunk)
    assert all(n > 0 for n in tokenizer.split(chunk))


def test_blank_lines_part_paragraphs_and_wrapped_lines_do_not():
    text = (
        "One line of some length that was wrapped by an old mail\n"
        "program at about sixty columns, as they did, and goes\non here.\n\nNext."
    )
    assert [text[a : a + 3] for a, _ in paragraphs(text)] == ["One", "Nex"]


def test_a_line_break_parts_full_lines():
    text = (
        "Iran and Iraq agree to talk\n"
        "BAGHDAD — The two states agreed on Monday to meet in March for talks about water and the border, they said.\n"
        "They meet in Basra."
    )
    assert len(list(paragraphs(text))) == 3


def test_paragraphs_of_nothing():
    assert list(paragraphs("")) == []
    assert list(paragraphs(" \n\t\n ")) == []
