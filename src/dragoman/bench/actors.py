"""Score the actors room: ids of names, and state and sector of role phrases, on gold JSON Lines.

Two kinds of rows, told apart by their fields:

* names: ``{id, published, text, mentions: [{start, end, ids, use}]}``. ``use`` is ``name`` (an actor), ``adjective``
  (the state of what is described) or ``place`` (no actor is wanted; the state's own id does no harm). A row may give
  ``source`` and ``document`` instead of ``text``: third-party text that is not redistributed; its offsets are into the
  document under ``texts``.
* role phrases: ``{id, published, text, start, end, phrase, states, sectors}``, the first sector counts; a null among
  ``states`` means that none is said.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.actors import Lexicon, find_actors
from dragoman.bench.third_party import document
from dragoman.knowledge import Knowledge
from dragoman.language.model import LanguageModel
from dragoman.record import Actor, Cast, Report, report_id

Row = Mapping[str, Any]


class Caster:
    """Reads texts as far as the actors room and counts the seconds that the room itself takes."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self.knowledge = Knowledge.load()
        self.lexicon = Lexicon.load()
        self.seconds = 0.0
        self._done: dict[tuple[str, str | None], Cast] = {}

    def cast(self, text: str, published: str | None) -> Cast:
        """The cast of a text; a text is read once."""
        key = (text, published)
        if key not in self._done:
            sentences = self.model.analyse(text)
            begin = time.perf_counter()
            made = Report(id=report_id(text), text=text, published=published)
            self._done[key] = find_actors(made, sentences, self.knowledge, self.lexicon)
            self.seconds += time.perf_counter() - begin
        return self._done[key]


def run(
    path: Path, model: LanguageModel | None = None, *, texts: Path | None = None, part: str | None = None
) -> dict[str, Any]:
    """Score a gold file, or only its ``dev`` or ``test`` part.

    ``texts`` is the folder of the third-party sets (``gum_open/``, ``re3d_open/``); rows whose text is not there are
    left out and counted. Gives {name, n, metrics, model, seconds}.
    """
    begin = time.perf_counter()
    caster = Caster(model or LanguageModel.load())
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for row in rows(path, part):
        if "phrase" in row:
            _score_phrase(row, caster, counts, missed)
        else:
            _score_names(row, caster, texts, counts, missed)
    metrics: dict[str, Any] = {
        key: round(100 * counts[f"{key} right"] / counts[f"{key} all"], 2)
        for key in ("ids", "name", "adjective", "place", "state", "sector", "state_and_sector")
        if counts[f"{key} all"]
    }
    if counts["left out"]:
        metrics["left_out"] = counts["left out"]
    metrics["room_seconds"] = round(caster.seconds, 2)
    metrics["missed"] = missed
    return {
        "name": f"actors:{path.stem}",
        "n": counts["ids all"] + counts["state all"],
        "metrics": metrics,
        "model": caster.model.card["sha256"]["model.onnx"][:12],
        "seconds": round(time.perf_counter() - begin, 2),
    }


def rows(path: Path, part: str | None = None) -> Iterator[Row]:
    """The rows of a gold file, or those of one of its parts: ``dev`` was looked at, ``test`` was not."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if part in {None, row["part"]}:
            yield row


def _score_names(row: Row, caster: Caster, texts: Path | None, counts: Counter[str], missed: list[str]) -> None:
    text = row.get("text") or document(texts, row["source"], row["document"])
    if text is None:
        counts["left out"] += 1
        return
    cast = caster.cast(text, row["published"])
    for mention in row["mentions"]:
        found = heads_inside(cast, mention["start"], mention["end"], whole=mention["use"] == "place")
        right = _fits(mention, found, cast)
        for key in ("ids", mention["use"]):
            counts[f"{key} all"] += 1
            counts[f"{key} right"] += right
        if not right:
            shown = text[mention["start"] : mention["end"]]
            missed.append(
                f"{row['id']}: {shown}: {'/'.join(mention['ids']) or 'none'}, not {'/'.join(found) or 'none'}"
            )


def heads_inside(cast: Cast, start: int, end: int, *, whole: bool) -> list[str]:
    """Ids of the actors whose mentions begin or end with a range of the text, or with ``whole`` lie within it."""
    found: dict[str, None] = {}
    for mention in cast.mentions:
        meets = mention.start < end and start < mention.end
        inside = start <= mention.start and mention.end <= end + len("'s")
        if inside or (meets and not whole and (start <= mention.start or mention.end <= end)):
            found |= dict.fromkeys(mention.actors)
    return list(found)


def _fits(mention: Row, found: Sequence[str], cast: Cast) -> bool:
    if mention["use"] == "adjective":
        states = {actor.state for actor in covering(cast, mention["start"], mention["end"])}
        return bool(states & set(mention["ids"]))
    if mention["use"] == "place":
        return all(actor.state is None or actor.kind not in _PLACED for actor in _actors(cast, found)) or (
            set(found) <= set(mention["ids"])
        )
    return any(one in mention["ids"] for one in found)


_PLACED = frozenset({"government"})


def _actors(cast: Cast, ids: Sequence[str]) -> list[Actor]:
    return [actor for actor in cast.actors if actor.id in ids]


def covering(cast: Cast, start: int, end: int) -> list[Actor]:
    """The actors of all mentions that overlap a range of the text."""
    ids = {one for m in cast.mentions if m.start < end and start < m.end for one in m.actors}
    return [actor for actor in cast.actors if actor.id in ids]


def _score_phrase(row: Row, caster: Caster, counts: Counter[str], missed: list[str]) -> None:
    cast = caster.cast(row["text"], row["published"])
    ids = {
        one
        for m in cast.mentions
        if m.end == row["end"] or (row["start"] <= m.start <= row["start"] + 4 and m.end <= row["end"])
        for one in m.actors
    }
    inside = [actor for actor in cast.actors if actor.id in ids]
    state = sector = both = False
    for actor in inside:
        fits_state = actor.state in row["states"]
        fits_sector = bool(actor.sectors) and actor.sectors[0] in row["sectors"]
        state, sector, both = state or fits_state, sector or fits_sector, both or (fits_state and fits_sector)
    for key, right in (("state", state), ("sector", sector), ("state_and_sector", both)):
        counts[f"{key} all"] += 1
        counts[f"{key} right"] += right
    if not both:
        shown = ", ".join(f"{actor.state} {'/'.join(actor.sectors)}" for actor in inside) or "nobody"
        missed.append(f"{row['id']}: {row['phrase']}: {row['states']} {row['sectors']}, not {shown}")
