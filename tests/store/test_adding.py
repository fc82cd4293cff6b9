"""What adding does: every report once, every address once, versions, near copies, reading again."""

import msgspec

from tests.store.building import E, R, S, build
from tests.store.corpus import MESSAGE, reports

WIRE = (
    "Niger and Chad agreed on Monday to open two crossings for herders in the dry season, a joint statement said after"
    " three days of talks in Agadez, and promised to patrol the road between them together from next month on. Traders"
    " in the region welcomed the accord, which follows a year of closed markets and two raids on convoys."
)


def test_adding_the_same_report_twice_adds_nothing(full):
    before = full.totals()

    outcomes = [full.add(one, reader="by hand") for one in reports()]

    assert set(outcomes) == {"known"}
    assert full.totals() == before
    assert full.check() == []


def test_a_copy_at_another_address_is_one_report_with_two_publications(store):
    first = build(R(WIRE, url="https://a.example/1"))
    second = build(R(WIRE.upper(), url="https://b.example/1", outlet="Another"))

    assert [store.add(first), store.add(second)] == ["new", "copy"]
    assert store.totals()["reports"] == 1
    assert [one["outlet"] for one in store.publications(first.report.id)] == ["The Example", "Another"]


def test_a_near_copy_joins_the_story_and_its_origin(store):
    first = build(R(WIRE, url="https://a.example/1", agency="outlet:reuters"))
    near = build(R(WIRE + " The Example asked for comment.", url="https://b.example/1", outlet="Another"))
    other = build(R(MESSAGE + " Niger and Chad agreed on Monday to open two crossings.", url="https://c.example/1"))
    for one in (first, near, other):
        store.add(one)

    rows = {row["id"]: row for row in store.reports()}

    assert rows[near.report.id]["story"] == first.report.id
    assert rows[near.report.id]["origin"] == "outlet:reuters"
    assert len(store.publications(near.report.id)) == 2


def test_the_same_words_a_month_later_are_no_copy(store):
    first = build(R(WIRE, "2021-07-12", url="https://a.example/1"))
    later = build(R(WIRE + " So it was.", "2021-08-30", url="https://b.example/1"))
    store.add_many([first, later])

    assert {row["story"] for row in store.reports()} == {first.report.id, later.report.id}


def test_a_changed_article_is_a_version_of_its_address(store):
    old = build(
        R("China condemned the raid.", url="https://a.example/1", events=[E("CHN", "ACCUSE", "USA", "condemned")])
    )
    new = build(
        R("China regretted the raid.", url="https://a.example/1", events=[E("CHN", "ACCUSE", "USA", "regretted")])
    )
    store.add_many([old, new])

    assert [(one["version"], one["current"]) for one in store.publications(old.report.id)] == [(1, 0)]
    assert [one["trigger"] for one in store.events()] == ["regretted"]
    assert store.codings(superseded=True).count() == 2
    assert store.add(old) == "known"
    assert [one["trigger"] for one in store.events()] == ["regretted"]
    assert store.check() == []


def test_a_report_comes_back_as_it_was_added(full):
    for reading in reports():
        stored = full.reading(reading.report.id)
        assert msgspec.structs.replace(stored, report=reading.report).to_json() == reading.to_json()
        assert stored.report.text == reading.report.text


def test_reading_again_with_another_model_replaces_claims_and_keeps_event_ids(full):
    again = reports()
    ids = {row["id"] for row in full.events()}

    outcomes = full.add_many(again, reader="another model")

    assert outcomes == {"reread": 12, "known": 1}
    assert {row["id"] for row in full.events()} == ids
    assert full.check() == []


def test_a_claim_that_a_new_model_no_longer_makes_is_gone(full):
    text = "China condemned North Korea's launch of a rocket on 2 March 2022."
    full.add(build(R(text, "2022-03-02", "The Courier", "https://courier.example/rocket")), reader="another model")

    assert full.events(type="ACCUSE").count() == 0
    assert full.check() == []


def test_the_origin_of_a_claim_is_the_first_who_carried_it(full):
    rows = {row["content"]: row["origin"] for row in full.statements(actor="xi-jinping")}

    assert rows == {"Beijing will bring cooperation to a new stage": "outlet:kcna"}


def test_a_report_without_date_outlet_or_address_is_kept(store):
    bare = build(R("Chad thanked Niger.", None, None, statements=[S("CHN", "thanked")]))

    assert [store.add(bare), store.add(bare)] == ["new", "known"]
    assert store.check() == []


def test_a_text_full_of_markup_is_kept_as_it_is(store):
    text = "<script>alert('x')</script> \x00'; DROP TABLE report; -- 🜁 " + MESSAGE
    store.add(build(R(text, title="<b>")))

    assert store.report(next(iter(store.reports()))["id"]).text == text
