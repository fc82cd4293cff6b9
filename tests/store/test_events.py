"""Event identity: one event with its mentions, details side by side, reversible."""

import pytest

from dragoman.errors import UsageError
from tests.store.building import E, R, build


def shooting(full):
    return full.events(actor="PRK", type="ASSAULT").first()


def test_three_reports_of_one_shooting_are_one_event_with_details_side_by_side(full):
    event = full.event(shooting(full)["id"])

    assert (event["codings"], event["reports"], event["sources"], event["disputed"]) == (3, 3, 3, 1)
    assert [one["killed"] for one in event["mentions"]] == [4, 6, None]
    assert [one["status"] for one in event["mentions"]] == ["actual", "alleged", "denied"]


def test_copies_of_one_wire_story_are_one_source(full):
    event = full.events(type="CONSULT").first()

    assert (event["reports"], event["sources"]) == (2, 1)


def test_a_promise_and_its_fulfilment_are_two_events(full):
    assert {row["status"] for row in full.events(actor="CHN", type="AID")} == {"expected", "actual"}


@pytest.mark.parametrize(
    "other",
    [
        E("PRK", "ASSAULT", "CHN", "fired", day="2021-08-13", place=("Sinuiju", "PRK")),  # ten days later
        E("PRK", "ASSAULT", "CHN", "fired", day="2021-08-03", place=("Dandong", "CHN")),  # elsewhere
        E("PRK", "ASSAULT", "KOR", "fired", day="2021-08-03", place=("Sinuiju", "PRK")),  # on somebody else
        E("PRK", "THREATEN", "CHN", "fired", day="2021-08-03", place=("Sinuiju", "PRK")),  # something else
    ],
)
def test_what_differs_in_day_place_party_or_type_is_another_event(full, other):
    text = "North Korean troops fired at a Chinese patrol, officials said of the clash."
    full.add(build(R(text, "2021-08-14", "New Daily", "https://new.example/1", events=[other])))

    assert shooting(full)["codings"] == 3 or full.events(type="ASSAULT", actor="PRK").count() == 2
    assert full.event("v" + full.codings(text="clash").first()["id"][1:])["codings"] == 1


def test_people_can_part_and_join_codings_and_the_last_judgement_stands(full):
    first, second, third = (one["id"] for one in full.event(shooting(full)["id"])["mentions"])

    full.reviews.different(first, third, by="me")
    assert sorted(row["codings"] for row in full.events(type="ASSAULT")) == [1, 2]
    assert full.check() == []

    full.reviews.same(second, third, by="me")
    assert [row["codings"] for row in full.events(type="ASSAULT")] == [3]
    assert full.query("SELECT verdict FROM judgements").rows == [("different",), ("same",)]
    assert full.check() == []


def test_a_judgement_on_what_is_not_there_is_an_error(full):
    with pytest.raises(UsageError, match="no coding"):
        full.reviews.same("e0", "e1", by="me")


def test_each_event_is_counted_once_in_a_month(full):
    months = {(row["actor"], row["month"]): row for row in full.dyad_months([("PRK", "CHN"), ("CHN", "PRK")])}

    assert months["PRK", "2021-08"]["material_conflict"] == 1
    assert ("PRK", "2022-02") not in months  # alleged: not counted unless asked for
    assert full.dyad_months([("PRK", "CHN")], statuses=["alleged"])[0]["verbal_conflict"] == 1


def test_months_without_reports_are_not_known_months_without_events_are_zero(full):
    rows = full.dyad_months([("PRK", "CHN")], since="2021-06", until="2021-10")

    assert [(row["month"], row["covered"], row["events"]) for row in rows] == [
        ("2021-06", False, None), ("2021-07", True, 1), ("2021-08", True, 1), ("2021-09", False, None), ("2021-10", True, 0),
    ]  # fmt: skip


def test_order_of_adding_does_not_change_how_many_events_there_are(store):
    from tests.store.corpus import reports

    store.add_many(reversed(reports()), reader="by hand")

    assert sorted(row["codings"] for row in store.events()) == [1, 1, 1, 1, 1, 2, 2, 2, 3]
