"""Lemmas as edit scripts: a small closed set of classes, plus a table for the forms no script explains."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """Return the script that turns ``form`` into ``lemma``: casing mark, characters to drop at the end, ending to add.

    ``l1+y`` means: lower-case, drop one character, add "y". A lemma that shares no beginning with its form becomes
    ``=lemma``.
    """
    if lemma == form:
        return "k0+"
    for mark in ("l", "k", "t"):
        base = cased(form, mark)
        if base == lemma:
            return f"{mark}0+"
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and (common >= len(lemma) - 4 or common * 2 >= len(lemma)):
            return f"{mark}{len(base) - common}+{lemma[common:]}"
    return "=" + lemma


def cased(form: str, mark: str) -> str:
    """Apply a casing mark: ``l`` lower, ``k`` keep, ``t`` title."""
    if mark == "l":
        return form.lower()
    return form[:1].upper() + form[1:].lower() if mark == "t" else form


def apply(form: str, rule: str) -> str:
    """Apply a script; the inverse of :func:`script`."""
    if rule.startswith("="):
        return rule[1:]
    drop, _, ending = rule[1:].partition("+")
    base = cased(form, rule[0])
    cut = int(drop)
    return (base[: len(base) - cut] if cut <= len(base) else "") + ending
