"""From literal triggers to events: patterns that overrule or add, types of one's own beside PLOVER's."""

import msgspec
import pytest
from tests.events.trees import EMBARGO, SIGNED
from tests.factory import cast, report, sentence

from dragoman.codebook import Codebook, load_codebook
from dragoman.events import Lexicon, code_events
from dragoman.record import Event, Scene, Sentence, Trigger, WordSpan


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def trigger(word: int, types: tuple[tuple[str, float], ...], score: float = 0.9) -> Trigger:
    return Trigger(word, word + 1, word, score, types, (), (), (("actual", 0.95),), ((0, 0.9),), ((1, 0.9),))


def events(
    lines: str, names: dict[str, str], found: tuple[Trigger, ...], book: Codebook, words: Lexicon
) -> list[Event]:
    made, text = sentence(lines)
    heads = [made.words.index(name) for name in names]
    spans = tuple(WordSpan(at, at + 1, "actor", 0.9, at) for at in heads)
    made = msgspec.structs.replace(made, mentions=spans, triggers=found)
    people = cast(made, text, {name: (key, [name]) for name, key in names.items()})
    return list(code_events(Scene(report(text), (made,), people, ()), book, words))


SIGNERS = {"Chad": "TCD", "Niger": "NER"}


def test_signing_has_its_cameo_code(book: Codebook, lexicon: Lexicon) -> None:
    (event,) = events(SIGNED, SIGNERS, (trigger(3, (("SUPPORT", 0.95),)),), book, lexicon)

    assert (event.type, event.cameo, event.goldstein) == ("SUPPORT", "057", 8.0)
    assert (event.actors, event.recipients) == (("TCD", "NER"), ("TCD", "NER"))
    assert event.why.startswith("model:")


def test_a_surer_pattern_overrules_the_model_and_says_so(book: Codebook, lexicon: Lexicon) -> None:
    (event,) = events(SIGNED, SIGNERS, (trigger(3, (("AGREE", 0.5), ("SUPPORT", 0.4))),), book, lexicon)

    assert event.type == "SUPPORT"
    assert event.why.startswith("pattern sign-accord (0.86) → SUPPORT; model:")


def test_a_pattern_adds_what_the_model_missed(book: Codebook, lexicon: Lexicon) -> None:
    (event,) = events(EMBARGO, {"Brussels": "BEL", "Minsk": "BLR"}, (), book, lexicon)

    assert (event.type, event.mode, event.cameo) == ("SANCTION", "discontinue", "163")
    assert (event.actors, event.recipients) == (("BEL",), ("BLR",))
    assert "no trigger of the model" in event.why


def test_without_parties_there_is_no_event(book: Codebook, lexicon: Lexicon) -> None:
    assert events(EMBARGO, {}, (), book, lexicon) == []


def test_a_weak_trigger_is_left_out(book: Codebook, lexicon: Lexicon) -> None:
    plain = SIGNED.replace("accord accord", "letter letter")

    assert events(plain, SIGNERS, (trigger(3, (("SUPPORT", 0.6),), score=0.5),), book, lexicon) == []


def test_own_types_stand_beside(book: Codebook, lexicon: Lexicon, tmp_path) -> None:
    from dragoman.events import Own

    path = tmp_path / "my.yaml"
    path.write_text(
        "version: t/1\ntypes:\n  PACT: {like: SUPPORT, definition: A pact.}\npatterns:\n"
        "  - {id: pact, type: PACT, word: [sign], sure: 0.8, positive: [x], negative: [y]}\n"
    )

    def no_vectors(_sentence: Sentence, _spans: object) -> None:
        raise AssertionError("no head, no vectors")

    own = Own.load(path, book, no_vectors, "model")
    words = Lexicon.load(own)
    found = events(SIGNED, SIGNERS, (trigger(3, (("SUPPORT", 0.95),)),), own.codebook.extend(book), words)

    assert [one.type for one in found] == ["SUPPORT", "PACT"]
    assert found[1].why == "own codebook, pattern pact: PACT 0.80"
