"""From sentences to time mentions."""

from dragoman.dates import find_times, reference_day
from dragoman.record import Report
from dragoman.record.report import Dateline
from dragoman.record.sentence import Sentence


def sentence(text: str, words: list[str], **more: tuple) -> Sentence:
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    return Sentence(0, 0, 0, len(text), tuple(words), tuple(starts), ends, **more)


def test_word_range_span_and_value() -> None:
    text = "China and Cuba were allies since July 11, 1961."
    words = ["China", "and", "Cuba", "were", "allies", "since", "July", "11", ",", "1961", "."]
    (mention,) = find_times(Report("r", text, published="2021-07-12"), [sentence(text, words)])
    assert (mention.first, mention.last) == (5, 10)
    assert (mention.time.start, mention.time.end, mention.opens) == ("1961-07-11", None, True)
    assert mention.time.span is not None
    assert text[mention.time.span.start : mention.time.span.end] == "since July 11, 1961"


def test_the_tree_tells_the_direction() -> None:
    text = "Talks on the pact planned by both ended Friday."
    words = ["Talks", "on", "the", "pact", "planned", "by", "both", "ended", "Friday", "."]
    tree = sentence(
        text,
        words,
        upos=("NOUN", "ADP", "DET", "NOUN", "VERB", "ADP", "PRON", "VERB", "PROPN", "PUNCT"),
        feats=("", "", "", "", "Tense=Past|VerbForm=Part", "", "", "Mood=Ind|Tense=Past|VerbForm=Fin", "", ""),
        lemmas=("talk", "on", "the", "pact", "plan", "by", "both", "end", "Friday", "."),
        heads=(7, 3, 3, 0, 3, 6, 4, -1, 7, 7),
        deprels=("nsubj", "case", "det", "nmod", "acl", "case", "obl", "root", "obl:tmod", "punct"),
    )
    (mention,) = find_times(Report("r", text, published="2021-07-12"), [tree])
    assert mention.time.start == "2021-07-09"


def test_reference_day() -> None:
    assert reference_day(Report("r", "", published="2021-07-12T08:00:00Z")).isoformat() == "2021-07-12"
    dated = Report("r", "", published="2021-07-12", dateline=Dateline(date="2021-07-11"))
    assert reference_day(dated).isoformat() == "2021-07-11"
    assert reference_day(Report("r", "", published="yesterday")) is None


def test_without_a_report_date_only_absolute_dates_are_told() -> None:
    text = "It was signed in 1961 and renewed last week."
    found = find_times(Report("r", text), [sentence(text, text.replace(".", " .").split())])
    assert [(one.kind, one.time.start) for one in found] == [("date", "1961-01-01"), ("vague", None)]
