"""The record is the contract: its ids, its spans, its schema."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from dragoman.record import (
    Actor,
    Change,
    Counts,
    Event,
    Mention,
    Party,
    Reading,
    Report,
    Statement,
    Tie,
    Time,
    claim_id,
    json_schema,
    report_id,
    span_of,
)

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "dragoman-1.schema.json"
TEXT = "Xinhua said Beijing condemned the raid."


def sample() -> Reading:
    """A reading with one of each record."""
    report = Report(id=report_id(TEXT), text=TEXT)
    said = Statement(
        id="s1", source="outlet:xinhua", source_span=span_of(TEXT, 0, 6), cue=span_of(TEXT, 7, 11),
        content=(span_of(TEXT, 12, 38),), quoted=(), form="indirect", medium=None, addressee=(), stance="asserts",
        within=None, relay=(), confidence=0.9,
    )  # fmt: skip
    event = Event(
        id="e1", type="ACCUSE", mode="disapprove", contexts=(), cameo="111", quad="verbal conflict", goldstein=-2.0,
        actors=("CHN-GOV",), recipients=(), trigger=span_of(TEXT, 20, 29), evidence=span_of(TEXT, 0, 39),
        status="actual", statement="s1", time=Time(None, None, "reported", None), place=None, counts=Counts(),
        issue=(), confidence=0.8, why="model",
    )  # fmt: skip
    actors = (
        Actor("outlet:xinhua", "Xinhua", "outlet", "CHN", ("JRN",), None, None, (Mention(0, 6, "Xinhua", "name"),)),
        Actor("CHN-GOV", "China", "government", "CHN", ("GOV",), None, None, (Mention(12, 19, "Beijing", "metonym"),)),
    )
    tie = Tie(
        "t1", "alliance", None, (Party("CHN-GOV", "party"),), (), Change("exists", None, None, None), None, None, (),
        None, span_of(TEXT, 0, 39), 0.5,
    )  # fmt: skip
    return Reading(report, actors, (said,), (event,), (tie,))


def test_a_reading_is_valid_against_its_schema() -> None:
    jsonschema.validate(sample().to_dict(), json_schema())


def test_the_schema_file_in_the_docs_is_the_schema_of_the_records() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json_schema()


def test_json_is_the_same_each_time_and_round_trips() -> None:
    reading = sample()

    assert reading.to_json() == reading.to_json()
    assert msgspec.json.decode(reading.to_json(), type=Reading) == reading


def test_unknown_is_null_never_an_empty_string() -> None:
    assert '""' not in sample().to_json()


def test_copies_of_a_report_have_one_id() -> None:
    assert report_id("The  “deal”\nis done.") == report_id('the "deal" is done.')
    assert report_id("The deal is done.") != report_id("The deal is off.")


def test_a_claim_id_rests_on_report_span_predicate_and_places() -> None:
    first = claim_id("e", "r1", (3, 9), "event:AID", [(0, 2), (10, 12)])

    assert claim_id("e", "r1", (3, 9), "event:AID", [(10, 12), (0, 2)]) == first
    assert claim_id("e", "r1", (3, 9), "event:ACCUSE", [(0, 2), (10, 12)]) != first
    assert claim_id("e", "r2", (3, 9), "event:AID", [(0, 2), (10, 12)]) != first


def test_a_span_outside_the_text_is_an_error() -> None:
    with pytest.raises(IndexError, match="lies outside"):
        span_of("abc", 2, 9)


def test_a_chain_names_speaker_medium_and_relays() -> None:
    reading = sample()

    assert reading.chain(reading.statements[0]) == ("Xinhua",)
