"""What a tie is called and what it obliges to, as far as its sentence tells."""

from __future__ import annotations

import re

from dragoman.record import Sentence, Term
from dragoman.ties.lexicon import Lexicon

_INSTRUMENT = re.compile(
    r"Executive Order (?:No\. ?)?\d{4,5}|[Rr]esolution \d{3,4}(?: \(\d{4}\))?|New START|"
    r"(?:[A-Z][\w’'-]+ )+(?:Treaty|Pact|Convention|Accords?|Agreement|Protocol|Charter)(?: of \d{4})?"
)
_NAMED = frozenset({"treaty", "alliance", "emergency", "trade", "sanctions", "presence", "arms"})


def instrument(text: str, kind: str) -> str | None:
    """The name or number of a tie's instrument ("Executive Order 13466", "New START"), if its kind has one."""
    found = _INSTRUMENT.search(text)
    return found.group().removeprefix("The ") if found and kind in _NAMED else None


def instrument_at(sentence: Sentence, text: str, start: int) -> str | None:
    """The name of the treaty that covers a place of the report's text."""
    for found in _INSTRUMENT.finditer(text):
        if sentence.start + found.start() <= start < sentence.start + found.end():
            return found.group().removeprefix("The ")
    return None


def terms(kind: str, sentence: Sentence, noun: int, lexicon: Lexicon) -> tuple[Term, ...]:
    """Obligations (ATOP) and measures (GSDB, the 14 kinds) that the words of a tie's name tell."""
    before = [lemma.lower() for lemma in sentence.lemmas[max(0, noun - 2) : noun + 1]]
    used = {"alliance": ("atop",), "sanctions": ("gsdb", "measure")}.get(kind, ())
    found = [Term(use, code) for use in used for word in before if (code := lexicon.words.get((use, word)))]
    return tuple(dict.fromkeys(found))
