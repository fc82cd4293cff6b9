"""The reader: the one table of steps that a report walks through, and the order of them.

Each step names what it needs and what it gives; the table is checked when a reader is built, so that a step that asks
for what nobody has made yet is an error before the first report, not a surprise in the middle of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dragoman import record
from dragoman.errors import UsageError
from dragoman.record import Actor, Cast, Event, PlaceMention, Report, Sentence, Statement, Tie, TimeMention

if TYPE_CHECKING:
    from dragoman.actors import Lexicon as ActorWords
    from dragoman.attribution import Lexicon as Cues
    from dragoman.codebook import Codebook
    from dragoman.dates import Cascade
    from dragoman.events import Lexicon as EventWords
    from dragoman.ingest.credit import CreditLines
    from dragoman.knowledge import Knowledge
    from dragoman.language import LanguageModel
    from dragoman.places import Gazetteer
    from dragoman.ties import Lexicon as TieWords


class Reading(record.Reading, frozen=True):
    """What one report says, with views for people, notebooks and tables."""

    def to_text(self, *, colour: bool = False, explain: bool = False, width: int = 100) -> str:
        """The reading as a person reads it: the marked text, who says what, who did what, the ties."""
        from dragoman.export import to_text

        return to_text(self, colour=colour, explain=explain, width=width)

    def _repr_html_(self) -> str:
        from dragoman.export import to_html

        return to_html(self)

    def rows(self, table: str = "events") -> list[dict[str, Any]]:
        """One flat dict per event, statement, tie or actor. Raises UsageError for another name."""
        from dragoman.export import rows

        return rows(self, table)

    def to_arrow(self, table: str = "events") -> Any:  # noqa: ANN401 - pyarrow is optional
        """The rows as an Arrow table. Raises UsageError if pyarrow is not installed."""
        try:
            import pyarrow as pa
        except ImportError:
            raise UsageError("tables need pyarrow: pip install 'dragoman[tables]'") from None
        return pa.Table.from_pylist(self.rows(table))

    def to_pandas(self, table: str = "events") -> Any:  # noqa: ANN401 - pandas is optional
        """The rows as a DataFrame. Raises UsageError if pandas is not installed."""
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("tables need pandas: pip install 'dragoman[tables]'") from None
        return pd.DataFrame(self.rows(table))


class Draft(msgspec.Struct, frozen=True):
    """A reading in the making: what the steps have given so far."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    cast: Cast = Cast((), ())
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    warnings: tuple[str, ...] = ()


class Tools(msgspec.Struct, frozen=True):
    """What the steps work with: owned by a reader, shared by its threads, never changed."""

    model: LanguageModel
    knowledge: Knowledge
    codebook: Codebook
    gazetteer: Gazetteer
    cascade: Cascade
    credit_lines: CreditLines
    actor_words: ActorWords
    cues: Cues
    event_words: EventWords
    tie_words: TieWords


class Step(NamedTuple):
    """One step of a reading. ``run`` takes the tools and the draft and gives the named fields of the draft."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Tools, Draft], Mapping[str, Any]]


def _origin(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.ingest.credit import with_origin

    return {"report": with_origin(draft.report, tools.knowledge, tools.credit_lines)}


def _language(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.ingest.credit import blank_dateline

    return {"sentences": tools.model.analyse(blank_dateline(draft.report.text))}


def _actors(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.actors import find_actors

    return {"cast": find_actors(draft.report, draft.sentences, tools.knowledge, tools.actor_words)}


def _dates(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.dates import find_times

    return {"times": find_times(draft.report, draft.sentences, tools.cascade)}


def _places(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.places import find_places

    return {"places": find_places(draft.report, draft.sentences, draft.cast, tools.gazetteer)}


def _attribution(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.attribution import find_statements

    return {"statements": find_statements(draft.report, draft.sentences, draft.cast, tools.cues)}


def _events(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.events import code_events

    return {"events": code_events(_scene(draft), tools.codebook, tools.event_words)}


def _ties(tools: Tools, draft: Draft) -> Mapping[str, Any]:
    from dragoman.ties import find_ties

    ties = find_ties(_scene(draft), tools.tie_words)
    return {"ties": ties, "cast": _with_parties(tools, draft, ties)}


def _with_parties(tools: Tools, draft: Draft, ties: tuple[Tie, ...]) -> Cast:
    """The cast with the states that only a tie names ("an emergency over Venezuela's …"): actors without mentions."""
    known = {actor.id for actor in draft.cast.actors}
    named = dict.fromkeys(party.actor for tie in ties for party in tie.parties if party.actor not in known)
    entries = [entry for key in named if (entry := tools.knowledge.entry(key, draft.report.day)) is not None]
    made = tuple(
        Actor(entry.id, entry.name, entry.kind, entry.state, entry.sectors, entry.role, entry.wikidata, ())
        for entry in entries
    )
    return Cast((*draft.cast.actors, *made), draft.cast.mentions)


def _scene(draft: Draft) -> record.Scene:
    return record.Scene(
        report=draft.report,
        sentences=draft.sentences,
        cast=draft.cast,
        statements=draft.statements,
        times=draft.times,
        places=draft.places,
        events=draft.events,
    )


STEPS = (
    Step("origin", ("report",), ("report",), _origin),
    Step("language", ("report",), ("sentences",), _language),
    Step("actors", ("report", "sentences"), ("cast",), _actors),
    Step("dates", ("report", "sentences"), ("times",), _dates),
    Step("places", ("report", "sentences", "cast"), ("places",), _places),
    Step("attribution", ("report", "sentences", "cast"), ("statements",), _attribution),
    Step("events", ("sentences", "cast", "statements", "times", "places"), ("events",), _events),
    Step("ties", ("sentences", "cast", "statements", "times", "places", "events"), ("ties", "cast"), _ties),
)


def check_steps(steps: Iterable[Step]) -> None:
    """Raise UsageError if a step needs what no earlier step gives, or gives what a draft does not hold."""
    known = set(Draft.__struct_fields__)
    made = {"report"}
    for step in steps:
        if unknown := (set(step.needs) | set(step.gives)) - known:
            raise UsageError(f"step {step.name!r} names {sorted(unknown)}, which a draft does not hold")
        if missing := set(step.needs) - made:
            raise UsageError(f"step {step.name!r} needs {sorted(missing)}, which no earlier step gives")
        made |= set(step.gives)


class Reader:
    """Reads reports. Owns the model and the knowledge; may be shared between threads.

    Build one with ``Reader.load()`` and read many reports with it: loading takes most of a second, a report some
    milliseconds.
    """

    def __init__(self, tools: Tools, steps: Iterable[Step] = STEPS) -> None:
        self.tools = tools
        self.steps = tuple(steps)
        check_steps(self.steps)

    @classmethod
    def load(
        cls,
        *,
        knowledge: Path | None = None,
        model: Path | None = None,
        codebook: Path | None = None,
        threads: int = 1,
    ) -> Reader:
        """A reader with the packaged model and tables.

        ``knowledge`` is a folder of the user's own tables, ``model`` a folder of other weights, ``codebook`` a file of
        the user's own event types, ``threads`` the number of threads of the encoder. Raises DataError if a table, the
        codebook or the model is broken.
        """
        from dragoman import actors, attribution, events, ties
        from dragoman.codebook import load_codebook
        from dragoman.dates import Cascade
        from dragoman.ingest.credit import credit_lines
        from dragoman.knowledge import Knowledge
        from dragoman.language import LanguageModel
        from dragoman.places import Gazetteer

        language = LanguageModel.load(model, threads=threads)
        book, own = load_codebook(), None
        if codebook is not None:
            own = events.Own.load(codebook, book, language.trigger_vectors, str(language.card["sha256"]))
            book = own.codebook.extend(book)
        return cls(
            Tools(
                model=language,
                knowledge=Knowledge.load(knowledge),
                codebook=book,
                gazetteer=Gazetteer.load(),
                cascade=Cascade(),
                credit_lines=credit_lines(),
                actor_words=actors.Lexicon.load(),
                cues=attribution.Lexicon.load(),
                event_words=events.Lexicon.load(own),
                tie_words=ties.Lexicon.load(),
            )
        )

    def read(self, report: Report) -> Reading:
        """Read one report from end to end."""
        draft = Draft(report)
        for step in self.steps:
            draft = msgspec.structs.replace(draft, **step.run(self.tools, draft))
        return Reading(
            report=draft.report,
            actors=draft.cast.actors,
            statements=draft.statements,
            events=draft.events,
            ties=draft.ties,
            warnings=draft.warnings,
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports one after the other, as they come."""
        return map(self.read, reports)
