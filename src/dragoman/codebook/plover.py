"""PLOVER types with their modes, contexts, quad classes and scores, and the way to CAMEO and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import yaml

from dragoman.errors import DataError
from dragoman.tables import rows

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


class Mode(msgspec.Struct, frozen=True):
    """How: a mode of one event type. ``score`` is PLOVER's, from -10 (conflict) to +10 (cooperation)."""

    name: str
    definition: str
    score: float


class EventType(msgspec.Struct, frozen=True):
    """What: one of the sixteen types, with examples of ours that are (not) of the type."""

    name: str
    quad: str
    score: float
    recipient_required: bool
    definition: str
    distinctions: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    modes: Mapping[str, Mode]


class CameoCode(msgspec.Struct, frozen=True):
    """A CAMEO code with its PLOVER reading and its Goldstein score (-10 … +10)."""

    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an act does to a relation: by the trigger's lemmas (``words``) and lemmas that hang on it (``about``)."""

    act: str
    words: tuple[str, ...]
    about: tuple[str, ...] = ()

    def fits(self, trigger: Sequence[str], near: Collection[str]) -> bool:
        """Whether the trigger holds one of the words and, where that is asked for, is about one of the nouns."""
        spoken = f" {' '.join(trigger)} "
        named = any(f" {words} " in spoken for words in self.words)
        return named and (not self.about or not set(self.about).isdisjoint({*near, *trigger}))


class Codebook(msgspec.Struct, frozen=True):
    """The ontology that events are coded by. Build it with ``load_codebook``."""

    version: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    cameo: Mapping[str, CameoCode]
    preferred: Mapping[tuple[str, str, str], str]
    acts: Mapping[str, tuple[Act, ...]] = {}

    def quad(self, event_type: str) -> str:
        """The quad class of a type. Raises KeyError for a type that the codebook does not hold."""
        return self.types[event_type].quad

    def to_cameo(self, event_type: str, mode: str | None, act: str | None = None) -> str:
        """The nearest CAMEO code of a coding. ``act`` is a tie's change (signed, lifted …) that CAMEO tells apart."""
        mode, act = mode or "", act or ""
        for key in ((event_type, mode, act), (event_type, "", act), (event_type, mode, "")):
            if key in self.preferred:
                return self.preferred[key]
        return self.preferred[(event_type, "", "")]

    def act(self, event_type: str, trigger: Sequence[str], near: Collection[str]) -> str | None:
        """The act of a type that a trigger's lemmas and the lemmas that hang on it name: "signed", "recalled" …"""
        return next((row.act for row in self.acts.get(event_type, ()) if row.fits(trigger, near)), None)

    def goldstein(self, cameo: str) -> float | None:
        """The Goldstein score of a CAMEO code, by the longest prefix that has one."""
        found = self.from_cameo(cameo)
        return found.goldstein if found else None

    def from_cameo(self, code: str) -> CameoCode | None:
        """The PLOVER reading of a CAMEO code, by its longest known prefix; None if the root has none (01, 02)."""
        for length in range(len(code), 1, -1):
            if code[:length] in self.cameo:
                return self.cameo[code[:length]]
        return None


def load_codebook() -> Codebook:
    """Read the packaged codebook. Raises DataError if a table is broken."""
    folder = files("dragoman") / "data" / "codebook"
    raw = yaml.load((folder / "plover.yaml").read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    types = {name: _event_type(name, entry) for name, entry in raw["types"].items()}
    return Codebook(
        version=raw["version"],
        types=types,
        contexts=raw["contexts"],
        cameo=_cameo(rows("codebook", "cameo.tsv")),
        preferred={(row["type"], row["mode"], row["act"]): row["cameo"] for row in rows("codebook", "preferred.tsv")},
        acts=_acts(folder / "acts.yaml"),
    )


def _acts(path: Traversable) -> dict[str, tuple[Act, ...]]:
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    try:
        return msgspec.convert(raw, dict[str, tuple[Act, ...]])
    except msgspec.ValidationError as error:
        raise DataError(f"acts.yaml: {error}") from error


def _loader() -> Any:  # noqa: ANN401 - PyYAML's C loader has no type of its own in the stubs
    """The C loader where the library has it: eight times as fast, same safety."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _event_type(name: str, entry: Mapping[str, Any]) -> EventType:
    try:
        modes = {
            mode: Mode(mode, fields["definition"], float(fields["score"])) for mode, fields in entry["modes"].items()
        }
        if entry["quad"] not in QUADS:
            raise DataError(f"plover.yaml: {name} has an unknown quad class {entry['quad']!r}")
        return EventType(
            name=name,
            quad=entry["quad"],
            score=float(entry["score"]),
            recipient_required=entry["recipient"] == "required",
            definition=entry["definition"],
            distinctions=tuple(entry["distinctions"]),
            positive=tuple(entry["positive"]),
            negative=tuple(entry["negative"]),
            modes=modes,
        )
    except KeyError as error:
        raise DataError(f"plover.yaml: {name} lacks {error}") from error


def _cameo(rows: Iterable[Mapping[str, str]]) -> dict[str, CameoCode]:
    return {
        row["code"]: CameoCode(
            code=row["code"],
            type=row["type"],
            mode=row["mode"] or None,
            contexts=tuple(filter(None, row["contexts"].split("+"))),
            goldstein=float(row["goldstein"]),
        )
        for row in rows
    }
