"""The label sets of every head, in one place: training, export and the run time agree through ``model.json``."""

from __future__ import annotations

ENTITY_TYPES = ("PER", "ORG", "GPE", "LOC", "EVENT", "WEAPON", "MISC")
ATTRIBUTION = ("source", "cue", "content")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = (
    "actual", "ongoing", "promised", "threatened", "requested",
    "expected", "alleged", "denied", "hypothetical", "negated",
)  # fmt: skip


def bio(types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the BIO tags of a set of span types, "O" first."""
    return ("O", *(f"{prefix}-{name}" for name in types for prefix in "BI"))


ENTITY_TAGS = bio(ENTITY_TYPES)
ATTRIBUTION_TAGS = bio(ATTRIBUTION)
MENTION_TAGS = bio(("actor",))
TRIGGER_TAGS = bio(("event",))
