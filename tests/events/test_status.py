"""Status by scope, from literal trees."""

from typing import get_args

import pytest
from tests.factory import sentence

from dragoman.events import Lexicon
from dragoman.events.scope import status_of
from dragoman.record import Span, Statement, Status, Tree, Trigger

PLAIN = """
Cairo Cairo PROPN 2 nsubj
sent send VERB 0 root
tents tent NOUN 2 obj
"""

VOWED = """
Cairo Cairo PROPN 2 nsubj
vowed vow VERB 0 root
to to PART 4 mark
send send VERB 2 xcomp
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def trigger(status: str, score: float, head: int = 1) -> Trigger:
    return Trigger(head, head + 1, head, 0.9, (("AID", 0.9),), (), (), ((status, score),), (), ())


def statement(stance: str) -> Statement:
    fields = dict.fromkeys(Statement.__struct_fields__)
    fields.update(stance=stance, cue=Span(100, 104, "said"))
    return Statement(**fields)


def status(lexicon: Lexicon, lines: str, given: Trigger | None, within: Statement | None = None, head: int = 1) -> str:
    made, _ = sentence(lines)
    return status_of(Tree(made), head, given, within, made.starts[head], lexicon)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("", "actual"),
        ("not not PART 2 advmod Polarity=Neg", "negated"),
        ("will will AUX 2 aux", "promised"),
        ("would would AUX 2 aux", "hypothetical"),
        ("if if SCONJ 2 mark", "hypothetical"),
        ("allegedly allegedly ADV 2 advmod", "alleged"),
    ],
)
def test_words_in_the_clause(lexicon: Lexicon, extra: str, expected: str) -> None:
    assert status(lexicon, PLAIN + extra, trigger("actual", 0.6)) == expected


def test_the_verb_above_gives_the_status(lexicon: Lexicon) -> None:
    assert status(lexicon, VOWED, trigger("actual", 0.6, 3), head=3) == "promised"


@pytest.mark.parametrize(
    ("stance", "expected"), [("denies", "denied"), ("threatens", "threatened"), ("asserts", "actual")]
)
def test_a_statements_stance_gives_the_status(lexicon: Lexicon, stance: str, expected: str) -> None:
    assert status(lexicon, PLAIN, trigger("actual", 0.6), statement(stance)) == expected


def test_a_sure_model_is_left_alone(lexicon: Lexicon) -> None:
    assert status(lexicon, PLAIN, trigger("actual", 0.97), statement("denies")) == "actual"
    assert status(lexicon, PLAIN + "will will AUX 2 aux", trigger("negated", 0.4)) == "negated"


def test_no_trigger_of_the_model_means_the_words_decide(lexicon: Lexicon) -> None:
    assert status(lexicon, PLAIN + "may may AUX 2 aux", None) == "hypothetical"


def test_the_tables_hold_known_statuses_only(lexicon: Lexicon) -> None:
    assert set(lexicon.scope.values()) | set(lexicon.scope_words.values()) <= set(get_args(Status))
