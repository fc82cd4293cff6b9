"""Surface forms: how a form and a sentence are cut into pieces, so that spelling habits do not matter.

A piece is lower-case, without accents, dots and inner apostrophes; words are cut at hyphens. So "Kim Jong-Un",
"Kim Jong Un" and "Kim", "Jong", "-", "Un" are one key, as are "U.S." and "US", or "al-Qaeda" and "Al Qaeda". The case
of the text is checked against the form afterwards, because "us" is no state and "WHO" no pronoun.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_HYPHENS = str.maketrans({"–": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_FOLDS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "þ": "th", "ð": "d"}
)
_TITLE_ACRONYM = 5
_STRICT_CAPITALS = 2


class Pieces:
    """A sentence in pieces, parallel lists: ``keys``, ``shown`` (as written), ``word`` (index of the word)."""

    __slots__ = ("keys", "shown", "word")

    def __init__(self, words: Sequence[str]) -> None:
        self.keys: list[str] = []
        self.shown: list[str] = []
        self.word: list[int] = []
        for index, word in enumerate(words):
            if word.isalnum() and word.isascii():
                self.keys.append(word.lower())
                self.shown.append(word)
                self.word.append(index)
            else:
                self._add_hard(index, word)

    def _add_hard(self, index: int, word: str) -> None:
        for key, shown in cut(word):
            self.keys.append(key)
            self.shown.append(shown)
            self.word.append(index)

    def starts_word(self, at: int) -> bool:
        """Whether the piece is the first of its word."""
        return at == 0 or self.word[at] != self.word[at - 1]

    def ends_word(self, at: int) -> bool:
        """Whether the piece is the last of its word, a possessive 's aside."""
        following = at + 1
        return following == len(self.keys) or self.word[following] != self.word[at] or self.keys[following] == "'s"


def cut(word: str) -> list[tuple[str, str]]:
    """One word (no spaces) as pairs of key and written piece. A word of marks only is a piece of its own."""
    plain = fold(word)
    if plain.lower() == "'s":
        return [("'s", "'s")]
    pairs: list[tuple[str, str]] = []
    for part in plain.split("-"):
        owner = part[-2:].lower() == "'s" and len(part) > 2
        shown = (part[:-2] if owner else part).replace("'", "").replace(".", "")
        if shown:
            pairs.append((shown.lower(), shown))
        if owner:
            pairs.append(("'s", "'s"))
    if not pairs and plain.strip("-"):
        return [(plain, plain)]
    return pairs


def fold(text: str) -> str:
    """The text without accents, with plain hyphens and apostrophes."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_HYPHENS).translate(_FOLDS))
    return "".join(char for char in text if not unicodedata.combining(char))


def form_pieces(form: str) -> list[tuple[str, str]]:
    """A form of a table as pairs of key and written piece."""
    pairs: list[tuple[str, str]] = []
    for word in form.replace(",", " , ").split():
        pairs.extend(cut(word))
    return pairs


def form_key(form: str) -> str:
    """The key of a form: its pieces joined by spaces. The common case (plain letters and spaces) is quick."""
    if form.isascii() and form.replace(" ", "").isalnum():
        return form.lower()
    return " ".join(key for key, _ in form_pieces(form))


def case_fits(form: str, shown: Sequence[str], *, strict: bool = False) -> bool:
    """Whether the written pieces of a text may be this form as far as capitals go.

    A piece of the form in lower case fits anything; the first two with a capital want a capital, later ones do not
    ("Kim Jong-un"); an abbreviation wants the very same case, but one of at least five capitals may be written with a
    single one ("Unesco") unless the match is to be strict because the form is also a word ("SWIFT").
    """
    capitals = 0
    for (_, wanted), found in zip(form_pieces(form), shown, strict=False):
        if _is_abbreviation(wanted):
            title = wanted.isupper() and len(wanted) >= _TITLE_ACRONYM and not strict
            if found != wanted and not (title and found[:1].isupper()):
                return False
        elif wanted[:1].isupper():
            capitals += 1
            if capitals <= _STRICT_CAPITALS and not found[:1].isupper():
                return False
    return True


def _is_abbreviation(piece: str) -> bool:
    """Whether a piece is written in capitals throughout, or is short with a capital inside ("LeT")."""
    return len(piece) > 1 and (piece.isupper() or (len(piece) < _TITLE_ACRONYM and not piece[1:].islower()))
