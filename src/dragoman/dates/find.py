"""Times of a report: the cascade run over each sentence, with the direction of its clauses from the tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from dragoman.dates.cascade import Cascade, Lean
from dragoman.dates.value import Expression, Value
from dragoman.record.event import Time, TimeMention
from dragoman.record.report import Report
from dragoman.record.sentence import Sentence
from dragoman.record.span import Span
from dragoman.record.tree import Tree

#: Lemmas of auxiliaries that make a clause speak of what is to come.
_FUTURE = frozenset({"will", "shall", "would", "'ll", "’ll", "can", "should", "must", "could"})
_VERBS = frozenset({"VERB", "AUX"})


def find_times(
    report: Report, sentences: Sequence[Sentence], cascade: Cascade | None = None
) -> tuple[TimeMention, ...]:
    """The time expressions of a report, in order.

    They are read against the dateline's date, else the day of publication; a report with neither gets only what needs
    no such day (relative expressions come out as vague). Pass a ``Cascade`` to share its tables between reports.
    """
    reader = cascade or _shared()
    day = reference_day(report)
    names = reader.names_in(report.text)
    found: list[TimeMention] = []
    anchor: Value | None = None
    for sentence in sentences:
        text = report.text[sentence.start : sentence.end]
        lean = _lean_of(sentence) if sentence.heads else None
        for expression in reader.read(text, day or _NO_DAY, anchor=anchor, lean=lean, names=names):
            mention = _mention(report, sentence, expression, known=day is not None)
            if mention is not None:
                found.append(mention)
                if expression.value.kind == "date":
                    anchor = expression.value
    return tuple(found)


#: Stands in where a report has no date; what comes out near it hung on the missing day.
_NO_DAY = date(4000, 1, 1)


@cache
def _shared() -> Cascade:
    """The packaged rules, read once a process (8 ms); they hold no state."""
    return Cascade()


def reference_day(report: Report) -> date | None:
    """The day that a report's relative dates count from: its dateline's, else its publication's; None if unknown."""
    for given in (report.dateline.date if report.dateline else None, report.published):
        if given:
            try:
                return date.fromisoformat(given[:10])
            except ValueError:
                continue
    return None


def _mention(report: Report, sentence: Sentence, found: Expression, *, known: bool) -> TimeMention | None:
    start, end = sentence.start + found.start, sentence.start + found.end
    inside = [at for at in range(len(sentence.words)) if sentence.starts[at] < end and start < sentence.ends[at]]
    if not inside:
        return None
    value = found.value
    if not known and any(one is not None and one.year > 3000 for one in (value.start, value.end)):
        value = Value("vague", precision="vague")
    span = Span(start, end, report.text[start:end])
    time = Time(_iso(value.start), _iso(value.end), value.precision, span)
    return TimeMention(
        sentence.index, inside[0], inside[-1] + 1, value.kind, time, opens=value.opens, closes=value.closes
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lean_of(sentence: Sentence) -> Lean:
    """A function from a code point of the sentence to the direction of its clause; None: let the words tell."""
    tree: list[Tree] = []

    def lean(offset: int) -> int | None:
        at = sentence.start + offset
        word = next((i for i in range(len(sentence.words)) if sentence.ends[i] > at), None)
        if word is None:
            return None
        if not tree:
            tree.append(Tree(sentence))
        verb = next((one for one in (word, *tree[0].ancestors(word)) if sentence.upos[one] in _VERBS), None)
        return None if verb is None else _direction(sentence, tree[0], verb)

    return lean


def _direction(sentence: Sentence, tree: Tree, verb: int) -> int | None:
    """-1 for a finite past form, 1 for a future auxiliary or a bare "to", else None."""
    helpers = tree.kids(verb, "aux", "cop")
    if any(sentence.lemmas[helper].lower() in _FUTURE for helper in helpers):
        return 1
    feats = sentence.feats[verb]
    if "VerbForm=Inf" in feats:
        return None  # "was to meet", "agreed to meet", "expected to meet": the words before it tell
    if "Tense=Past" in feats and "VerbForm=Fin" in feats:
        return -1
    if any("Tense=Past" in sentence.feats[h] or sentence.lemmas[h].lower() == "have" for h in helpers):
        return -1
    return None
