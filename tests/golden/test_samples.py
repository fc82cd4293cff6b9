"""Golden readings of the sample reports: what must come out, and that every span is exact.

The figures of the whole are held by floors (``benchmarks/floors.json``, which only rise); single facts that a reader of
the sample would look for first are asserted one by one.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from dragoman.bench.readings import Scores, score
from dragoman.ingest import Source, read_path
from dragoman.reading import Reader, Reading
from dragoman.record import Report, Span, json_schema

ROOT = Path(__file__).parents[2]
GOLD = {
    entry["id"]: entry
    for entry in map(json.loads, (ROOT / "tests" / "golden" / "samples.jsonl").read_text("utf-8").splitlines())
}
FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))["samples"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    found = {}
    for path in sorted((ROOT / "examples").glob("*.jsonl")):
        (report,) = read_path(path, Source())
        assert isinstance(report, Report)
        found[path.stem] = reader.read(report)
    return found


def spans(value: object) -> list[Span]:
    """Every span anywhere in a record."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for one in value for span in spans(one)]
    fields = getattr(value, "__struct_fields__", ())
    return [span for field in fields for span in spans(getattr(value, field))]


def test_there_is_gold_for_every_sample(readings: dict[str, Reading]) -> None:
    assert set(GOLD) == set(readings)
    assert len(readings) >= 8


def test_every_span_is_its_slice_of_the_text(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        text = reading.report.text
        found = spans(reading)
        assert found
        for span in found:
            assert text[span.start : span.end] == span.text
        for actor in reading.actors:
            for mention in actor.mentions:
                assert text[mention.start : mention.end] == mention.text


def test_every_reading_is_valid_and_names_only_its_own_actors(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        jsonschema.validate(reading.to_dict(), json_schema())
        actors = {actor.id for actor in reading.actors}
        statements = {one.id for one in reading.statements}
        for one in reading.statements:
            assert {one.source, *one.addressee, *one.relay} - {None} <= actors
            assert one.within is None or one.within in statements
        for event in reading.events:
            assert {*event.actors, *event.recipients} <= actors
            assert event.statement is None or event.statement in statements
        for tie in reading.ties:
            assert {party.actor for party in tie.parties} <= actors


def test_reading_again_gives_the_same_bytes(reader: Reader, readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert reader.read(reading.report).to_json() == reading.to_json()


def test_the_scores_hold_their_floors(readings: dict[str, Reading]) -> None:
    scores = Scores()
    for name, reading in readings.items():
        score(GOLD[name], reading, scores)
    metrics = scores.metrics()

    fallen = {name: metrics[name]["f1"] for name, floor in FLOORS.items() if metrics[name]["f1"] < floor}

    assert not fallen
