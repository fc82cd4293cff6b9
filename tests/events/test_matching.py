"""Patterns on literal trees, and their example sentences through the shipped model."""

from importlib.resources import files

import pytest
from tests.events.trees import EMBARGO, RECALLED, SIGNED
from tests.factory import sentence

from dragoman.codebook import Pattern, load_codebook, load_patterns
from dragoman.events.matching import Patterns
from dragoman.language import LanguageModel
from dragoman.record import Tree

WEIGHTS = files("dragoman") / "data" / "weights" / "model.onnx"


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return Patterns(load_patterns())


def match(patterns: Patterns, lines: str) -> tuple[str, list[str], list[str]] | None:
    made, _ = sentence(lines)
    found = patterns.all(Tree(made))
    if not found:
        return None
    one = found[0]
    return one.pattern.id, [made.words[i] for i in one.actors], [made.words[i] for i in one.recipients]


def test_coordinated_subjects_are_all_actors(patterns: Patterns) -> None:
    assert match(patterns, SIGNED) == ("sign-accord", ["Chad", "Niger"], [])


def test_a_passive_has_its_agent_as_actor(patterns: Patterns) -> None:
    assert match(patterns, RECALLED) == ("recall-envoy", ["Ottawa"], [])


def test_a_recipient_may_hang_on_the_object(patterns: Patterns) -> None:
    assert match(patterns, EMBARGO) == ("impose-sanctions", ["Brussels"], ["Minsk"])


@pytest.mark.parametrize(
    "change",
    [("accord accord", "contract contract"), ("signed sign VERB", "signed sign NOUN")],
)
def test_another_object_or_part_of_speech_does_not_fire(patterns: Patterns, change: tuple[str, str]) -> None:
    assert match(patterns, SIGNED.replace(*change)) is None


def test_a_modal_keeps_a_pattern_from_firing(patterns: Patterns) -> None:
    assert match(patterns, SIGNED + "would would AUX 4 aux\n") is None


def test_types_and_modes_are_the_codebooks() -> None:
    book = load_codebook()
    for one in load_patterns():
        assert one.type in book.types
        assert one.mode is None or one.mode in book.types[one.type].modes


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    if not WEIGHTS.is_file():
        pytest.skip("the weights are not there")
    return LanguageModel.load()


@pytest.mark.parametrize("pattern", load_patterns(), ids=lambda one: one.id)
def test_a_pattern_fires_on_its_positive_examples_only(model: LanguageModel, pattern: Pattern) -> None:
    only = Patterns([pattern])
    fired = {
        text: any(only.all(Tree(made)) for made in model.analyse(text))
        for text in (*pattern.positive, *pattern.negative)
    }

    assert [text for text in pattern.positive if not fired[text]] == []
    assert [text for text in pattern.negative if fired[text]] == []
