"""How many were killed, injured, detained, displaced, and how much money, near an event's trigger."""

from __future__ import annotations

import re

from dragoman.events.lexicon import Lexicon
from dragoman.record import Counts, Tree

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_JOINED = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")
_NUMBER_PARTS = ("compound", "nummod", "flat")
_FULL = 1000  # from here on a scale word closes what was counted so far: "two hundred thousand and five"


def number_at(tree: Tree, word: int, lexicon: Lexicon) -> float | None:
    """The number that a word and the number words under it spell; None if it is none."""
    total, current, seen = 0.0, 0.0, False
    for part in _parts(tree, word):
        for value, scales in _values(tree.sentence.words[part].lower(), lexicon):
            seen = True
            current = max(current, 1) * value if scales else current + value
            if scales and value >= _FULL:
                total, current = total + current, 0.0
    return total + current if seen else None


def _parts(tree: Tree, word: int) -> list[int]:
    """The word and what hangs on it as part of a number, in order."""
    found = [word]
    for at in found:
        found += [child for child in tree.kids(at, *_NUMBER_PARTS) if child not in found]
    return sorted(found)


def _values(text: str, lexicon: Lexicon) -> list[tuple[float, bool]]:
    """(value, whether it multiplies) of each number in one written word: "twenty-five", "3,000", "2.5bn"."""
    found: list[tuple[float, bool]] = []
    for piece in text.split("-"):
        joined = _JOINED.fullmatch(piece)
        if _DIGITS.fullmatch(piece):
            found.append((float(piece.replace(",", "")), False))
        elif joined and joined[2] in lexicon.scales:
            found += [(float(joined[1]), False), (lexicon.numbers[joined[2]], True)]
        elif piece in lexicon.numbers:
            found.append((lexicon.numbers[piece], piece in lexicon.scales))
    return found


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
    if tree.rel(word, "acl", "amod", "xcomp"):  # "nine people killed", "left nine dead"
        above = tree.sentence.heads[word]
        holders += tree.kids(above, "obj") if tree.rel(word, "xcomp") else [above]
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
        above = tree.sentence.heads[word]
        for at in [word, *([above] if above >= 0 else [])]:
            value = number_at(tree, at, lexicon)
            if value is not None:
                return value, currency
    return None, None
