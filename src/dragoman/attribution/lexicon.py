"""The cues of attribution and the nouns that name a medium: loaded from ``data/attribution``."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.errors import DataError
from dragoman.tables import rows

KINDS = frozenset(
    {
        "say", "write", "report", "quote", "document", "think", "wish", "predict", "promise", "threaten", "allege",
        "deny", "ask", "decline",
    }
)  # fmt: skip
STANCES = frozenset({"asserts", "denies", "promises", "threatens", "alleges", "predicts", "wishes", "asks", "declines"})


class Cue(msgspec.Struct, frozen=True):
    """A word that introduces what somebody says; ``kind`` is the family, ``stance`` what it does to the content."""

    lemma: str
    pos: str
    kind: str
    stance: str


class Lexicon(msgspec.Struct, frozen=True):
    """All cues by (part of speech, lemma), and media by noun."""

    cues: Mapping[tuple[str, str], Cue]
    media: Mapping[str, str]

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged lexicon. Raises DataError if a row is broken."""
        cues = {}
        for row in rows("attribution", "cues.tsv"):
            if row["kind"] not in KINDS or row["stance"] not in STANCES:
                raise DataError(f"cues.tsv: {row['lemma']}: unknown kind {row['kind']!r} or stance {row['stance']!r}")
            cues[row["pos"], row["lemma"]] = Cue(row["lemma"], row["pos"], row["kind"], row["stance"])
        media = {row["noun"]: row["medium"] for row in rows("attribution", "media.tsv")}
        return cls(cues, media)

    def verb(self, lemma: str) -> Cue | None:
        """The verbal cue with this lemma."""
        return self.cues.get(("VERB", lemma))

    def noun(self, lemma: str) -> Cue | None:
        """The nominal cue with this lemma."""
        return self.cues.get(("NOUN", lemma))

    def adverb(self, word: str) -> Cue | None:
        """The adverbial cue, e.g. "reportedly"."""
        return self.cues.get(("ADV", word))

    def medium(self, noun: str) -> str | None:
        """The medium that a noun names, e.g. "message" for "reply"."""
        return self.media.get(noun) or self.media.get(noun.lower())
