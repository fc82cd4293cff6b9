"""Every rule of ``rules.tsv`` that gives an example reads it as the table says, against Monday 12 July 2021."""

import calendar
import re
from datetime import date

import pytest

from dragoman.dates import Cascade
from dragoman.dates.lexicon import Lexicon

DAY = date(2021, 7, 12)
LEXICON = Lexicon.load()
CASCADE = Cascade(LEXICON)
EXAMPLES = [rule for rule in LEXICON.rules if rule.example]


def _interval(text: str) -> tuple[date | None, date | None]:
    if ".." in text:
        low, high = text.split("..")
        return (_interval(low)[0] if low else None), (_interval(high)[1] if high and high != "open" else None)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = map(int, text.split("-"))
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(text), date.fromisoformat(text)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: f"{rule.level}-{rule.name}")
def test_example(rule) -> None:
    found = CASCADE.read(rule.example, DAY)
    texts = [rule.example[one.start : one.end] for one in found]
    if rule.reading == "-":
        assert all(one.value.start is None for one in found), texts
        return
    surface, _, wanted = rule.reading.partition("=")
    hit = next((one for one, text in zip(found, texts, strict=True) if surface in text or text in surface), None)
    assert hit is not None, texts
    if wanted:
        interval = wanted.removesuffix(" vague")
        assert (hit.value.start, hit.value.end) == _interval(interval)
        assert (hit.value.kind == "vague") == wanted.endswith("vague")


def test_rules_of_one_level_have_names_of_their_own() -> None:
    names = [(rule.level, rule.name) for rule in LEXICON.rules]
    assert len(names) == len(set(names))
