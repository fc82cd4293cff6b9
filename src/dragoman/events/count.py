"""How many were killed, injured, detained, displaced, and how much money, near an event's trigger."""

from __future__ import annotations

import re

from dragoman.events.lexicon import Lexicon
from dragoman.record import Counts, Tree

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_SCALES = 100  # number words from here on multiply ("three hundred")


def number_at(tree: Tree, word: int, lexicon: Lexicon) -> float | None:
    """The number that a word and its number children spell; None if it is none."""
    parts = sorted([word, *(child for child in tree.kids(word, "compound", "nummod", "flat"))])
    total: float | None = None
    for part in parts:
        text = tree.sentence.words[part].lower()
        if _DIGITS.fullmatch(text):
            value: float = float(text.replace(",", ""))
        elif text in lexicon.numbers:
            value = lexicon.numbers[text]
        else:
            continue
        total = value if total is None else total * value if value >= _SCALES or value == 12 else total + value
    return total


def counts_of(tree: Tree, trigger: int, lexicon: Lexicon) -> Counts:
    """The counts in the trigger's clause: numbers on the nouns that suffer what a count verb names."""
    found: dict[str, int] = {}
    for word in sorted({trigger, *tree.subtree(trigger)}):
        field = lexicon.counts.get(tree.lemma(word))
        if field is None or field in found:
            continue
        value = _victims(tree, word, lexicon)
        if value is not None:
            found[field] = value
    amount, currency = _money(tree, trigger, lexicon)
    return Counts(**found, amount=amount, currency=currency)


def _victims(tree: Tree, word: int, lexicon: Lexicon) -> int | None:
    """The number of those whom a count word is about: its object, or its subject in the passive or with "die"."""
    holders = [*tree.kids(word, "obj", "nmod", "obl"), *tree.kids(word, "nummod")]
    if tree.passive(word) or tree.kid(word, "obj") is None:
        holders += tree.kids(word, "nsubj")
    for holder in holders:
        if tree.sentence.upos[holder] == "NUM":
            value = number_at(tree, holder, lexicon)
        else:
            number = tree.kid(holder, "nummod")
            value = number_at(tree, number, lexicon) if number is not None else None
        if value is not None and value == int(value):
            return int(value)
    return None


def _money(tree: Tree, trigger: int, lexicon: Lexicon) -> tuple[float | None, str | None]:
    """The first amount with a currency under the trigger."""
    for word in sorted(tree.subtree(trigger)):
        currency = lexicon.currencies.get(tree.sentence.words[word])
        if currency is None:
            continue
        numbers = [word, *tree.kids(word, "nummod")]
        if tree.sentence.heads[word] >= 0:
            numbers.append(tree.sentence.heads[word])
        for at in numbers:
            value = number_at(tree, at, lexicon)
            if value is not None:
                return value, currency
    return None, None
