"""A scene finds what stands in a sentence."""

from tests.factory import report, sentence

from dragoman.record import Cast, Scene, Statement, span_of

FIRST = "Xi Xi PROPN 2 nsubj\nspoke speak VERB 0 root"
SECOND = "Kim Kim PROPN 2 nsubj\nspoke speak VERB 0 root"


def said(text: str, start: int, end: int, key: str) -> Statement:
    return Statement(
        key, None, None, None, (span_of(text, start, end),), (), "indirect", None, (), "asserts", None, (), 0.9
    )


def test_the_innermost_statement_of_a_sentence_is_found() -> None:
    one, left = sentence(FIRST)
    two, right = sentence(SECOND, index=1, offset=len(left) + 1)
    text = f"{left} {right}"
    across, inner = said(text, 0, len(text), "across"), said(text, two.start, two.end, "inner")
    scene = Scene(report(text), (one, two), Cast((), ()), (across, inner))

    assert scene.said(one, one.start, one.end) == across
    assert scene.said(two, two.start, two.end) == inner
    assert scene.mentions_in(0) == ()
