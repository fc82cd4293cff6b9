"""Lemmas of English words: the table, then the model's edit scripts held to what English inflection allows.

The scripts alone went astray on words that the treebanks lack ("expelled" → "bad", "ratified" → "ratifi"): a lemma of
an inflected form must be one of those that its ending allows.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

_VOWELS = "aeiou"
_TAKE_E = ("c", "g", "v", "z", "u", "at")  # stems that no verb ends in without an e
# (ending, what may stand in its place), longest ending first. "2" takes one of two equal letters away.
_VERB = (
    ("ied", ("y", "ie")), ("ies", ("y", "ie")), ("ying", ("y", "ie")), ("ed", ("e", "", "2")), ("ing", ("e", "", "2")),
    ("es", ("e", "")), ("s", ("",)),
)  # fmt: skip
_NOUN = (("ies", ("y", "ie")), ("ves", ("f", "fe", "ve")), ("es", ("e", "")), ("s", ("",)))
_ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {"VERB": _VERB, "NOUN": _NOUN}


def lemma(form: str, upos: str, scripts: Sequence[str], table: Mapping[str, str], words: Container[str]) -> str:
    """The lemma of a word: by the table, else by the likeliest edit script that the word's ending allows.

    ``scripts`` are the model's, best first; ``words`` known words, by which one of several allowed lemmas is chosen:
    "denied" gives "deny", not "denie".
    """
    known = table.get(f"{form.lower()}\t{upos}")
    if known is not None:
        return known
    allowed = candidates(form.lower(), upos)
    if not allowed:
        return apply(form, next((script for script in scripts if not script.startswith("=")), scripts[0]))
    found = [apply(form, script) for script in scripts]
    for choice in (*found, *allowed):
        if choice in allowed and choice in words:
            return choice
    plain = _plain(form.lower(), allowed)
    return plain or next((choice for choice in found if choice in allowed), min(allowed, key=len))


def candidates(form: str, upos: str) -> tuple[str, ...]:
    """The lemmas that a regular inflected form may have; empty for a form without such an ending."""
    for ending, replacements in _ENDINGS.get(upos, ()):
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: -len(ending)]
            made = (_made(stem, replacement) for replacement in replacements)
            return tuple(one for one in made if one)
    return ()


def _made(stem: str, replacement: str) -> str:
    if replacement != "2":
        return stem + replacement
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    return stem[:-1] if doubled else ""


def _plain(form: str, allowed: Sequence[str]) -> str | None:
    """The lemma where spelling decides: "ratified" → y, "denounced" → e, "expelled" → one l; else None."""
    first = allowed[0]
    if first.endswith("y"):
        return first
    if not form.endswith(("ed", "ing")):
        return None
    stem = first.removesuffix("e")
    if stem.endswith(_TAKE_E) and not stem.endswith("ng"):
        return first
    undoubled = stem[:-1]
    return undoubled if undoubled in allowed else None


def apply(form: str, script: str) -> str:
    """Apply an edit script (see training/reader/lemma.py): casing mark, characters to drop, ending to add."""
    if script.startswith("="):
        return script[1:]
    drop, _, ending = script[1:].partition("+")
    base = form.lower() if script[0] == "l" else form
    if script[0] == "t":
        base = form[:1].upper() + form[1:].lower()
    cut = int(drop)
    return (base[: len(base) - cut] + ending if cut <= len(base) else ending) or form
