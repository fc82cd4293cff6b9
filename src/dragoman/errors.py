"""Every error that Dragoman raises on purpose.

    DragomanError
    ├── InputError (ValueError)       a text, file or address that cannot be read; the other inputs go on
    ├── DataError (ValueError)        a table, codebook or weights file of the package or the user is broken
    └── UsageError (ValueError)       options that do not fit together

Messages name what is wrong, where, and what to do, in one line that can be shown to a user.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The base of all errors that a user may see."""


class InputError(DragomanError, ValueError):
    """One input could not be read. ``where`` is the file (and line) or address, ``remedy`` what to do about it."""

    def __init__(self, where: str, wrong: str, remedy: str) -> None:
        super().__init__(f"{where}: {wrong}; {remedy}")
        self.where = where
        self.wrong = wrong
        self.remedy = remedy


class DataError(DragomanError, ValueError):
    """A table, codebook or model file is broken. The message names file and line."""


class UsageError(DragomanError, ValueError):
    """The caller asked for something that cannot be: the message says what would do."""
