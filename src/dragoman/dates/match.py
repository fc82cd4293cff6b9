"""What a handler gets to see: the parts of a matched pattern, the words round it, and the setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.dates.lexicon import Lexicon
from dragoman.dates.value import Setting, Value
from dragoman.dates.words import Node

_PARTS = {"early": "early", "start": "early", "earlier": "early", "mid": "mid", "middle": "mid"}


@dataclass(slots=True)
class Match:
    """``text`` is what matched, ``parts`` are the named nodes of the pattern, ``before``/``after`` its neighbours.

    ``lean`` is -1 where the clause speaks of the past, 1 of the future, 0 unknown; it is worked out when asked for.
    """

    text: str
    parts: dict[str, Node]
    nodes: list[Node]
    before: Node | None
    after: Node | None
    setting: Setting
    lexicon: Lexicon
    lean_of: Callable[[], int]

    @property
    def day(self) -> date:
        """The report's day."""
        return self.setting.day

    @property
    def lean(self) -> int:
        """The direction of the clause."""
        return self.lean_of()

    def number(self, name: str) -> int:
        """The number that a part spells: digits, ordinal or word. Raises KeyError where the part is missing."""
        node = self.parts[name]
        if node.data:
            return int(node.data)
        return int("".join(char for char in node.text if char.isdecimal()))

    def amount(self, name: str) -> float:
        """As ``number``, with fractions."""
        node = self.parts[name]
        return float(node.data or node.text.replace(",", ""))

    def optional(self, name: str) -> int | None:
        """The number of a part, None where it is missing."""
        return self.number(name) if name in self.parts else None

    def direction(self) -> str | None:
        """The class of the part ``dir``: last, past, this, next, coming …; None where there is none."""
        return self.parts["dir"].kind if "dir" in self.parts else None

    def unit(self) -> str:
        """The unit that part ``u`` names."""
        return self.parts["u"].data

    def third(self) -> str:
        """Which part of a unit part ``p`` asks for: early, mid or late."""
        return _PARTS.get(self.parts["p"].kind, "late")

    def value(self, name: str) -> Value:
        """The value of a part that is an expression. Raises KeyError where it is none."""
        found = self.parts[name].value
        if found is None:
            raise KeyError(name)
        return found

    def words_before(self, count: int) -> list[str]:
        """The last words before the part ``d``, lower-case, at most ``count``."""
        at = self.parts["d"].start
        return [node.text.lower() for node in self.nodes if node.end <= at][-count:]

    def follows(self, *kinds: str) -> bool:
        """Whether the next node is of one of these classes."""
        return self.after is not None and self.after.kind in kinds
