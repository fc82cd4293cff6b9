"""What people decide is kept apart, survives a new model, can be undone and exported."""

import msgspec
import pytest

from dragoman.errors import UsageError
from tests.store.building import E, R, build
from tests.store.corpus import reports

ROCKET = "China condemned North Korea's launch of a rocket on 2 March 2022."


def accusation(full):
    return full.codings(type="ACCUSE").first()


def rocket(*events: E):
    return build(R(ROCKET, "2022-03-02", "The Courier", "https://courier.example/rocket", events=list(events)))


def test_a_rejected_coding_is_shown_and_counted_no_more_and_comes_back_when_undone(full):
    number = full.reviews.correct(accusation(full)["id"], "reject", by="me", note="no accusation")

    assert full.events(type="ACCUSE").count() == 0
    assert not [row for row in full.dyad_months([("CHN", "PRK")]) if row["month"] == "2022-03"]
    assert full.events(type="ACCUSE", rejected=True).first()["review"] == "rejected"
    assert full.check() == []

    full.reviews.undo(number)
    assert full.events(type="ACCUSE").count() == 1
    with pytest.raises(UsageError, match="no correction"):
        full.reviews.undo(number)


def test_a_changed_type_changes_what_follows_from_it_and_leaves_the_machines_record(full):
    claim = accusation(full)

    full.reviews.correct(claim["id"], "change", by="me", changes={"type": "THREATEN", "status": "threatened"})
    changed = full.codings(report=claim["report"]).first()

    assert (changed["type"], changed["quad"], changed["cameo"], changed["review"]) == (
        "THREATEN", "verbal conflict", "130", "changed",
    )  # fmt: skip
    assert full.reading(claim["report"], corrected=False).events[0].type == "ACCUSE"
    assert full.reading(claim["report"]).events[0].type == "THREATEN"
    assert full.check() == []


@pytest.mark.parametrize(
    ("verdict", "changes", "message"),
    [
        ("change", {"type": "NONSENSE"}, "no event type"),
        ("change", {"mode": "nonsense"}, "no mode"),
        ("change", {"colour": "red"}, "cannot be changed"),
        ("change", {"status": "perhaps"}, "does not fit"),
        ("change", {"id": "e0"}, "cannot be changed"),
        ("change", None, "needs fields"),
        ("accept", {"type": "AID"}, "only a change"),
        ("perhaps", None, "no verdict"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused_and_changes_nothing(full, verdict, changes, message):
    with pytest.raises(UsageError, match=message):
        full.reviews.correct(accusation(full)["id"], verdict, by="me", changes=changes)
    assert full.totals()["corrections"] == 0


def test_corrections_survive_a_new_model_that_says_the_same(full):
    claim = accusation(full)
    full.reviews.correct(claim["id"], "change", by="me", changes={"type": "THREATEN"})

    full.add_many(reports(), reader="another model")

    assert full.codings(report=claim["report"]).first()["type"] == "THREATEN"


def test_corrections_survive_a_new_model_that_codes_the_same_words_otherwise(full):
    full.reviews.correct(accusation(full)["id"], "change", by="me", changes={"type": "THREATEN"})

    full.add(rocket(E("CHN", "REJECT", "PRK", "condemned")), reader="another model")
    row = full.codings(text="rocket").first()

    assert (row["type"], row["review"]) == ("THREATEN", "changed")
    assert full.check() == []


def test_an_accepted_claim_survives_a_new_model_that_finds_nothing(full):
    full.reviews.correct(accusation(full)["id"], "accept", by="me")

    full.add(rocket(), reader="another model")
    row = full.codings(text="rocket").first()

    assert (row["type"], row["review"], row["actor_keys"]) == ("ACCUSE", "accepted", "CHN")
    assert full.check() == []


def test_a_rejection_does_not_bring_back_what_a_new_model_no_longer_claims(full):
    full.reviews.correct(accusation(full)["id"], "reject", by="me")
    full.add(rocket(), reader="another model")

    assert full.codings(text="rocket", rejected=True).count() == 0
    assert full.totals()["corrections"] == 1
    full.add(rocket(E("CHN", "ACCUSE", "PRK", "condemned", day="2022-03-02")), reader="a third")
    assert full.codings(text="rocket", rejected=True).first()["review"] == "rejected"


def test_statements_and_ties_can_be_corrected(full):
    statement = full.statements(stance="promises").first()
    tie = full.ties(kind="trade").first()
    full.reviews.correct(statement["id"], "change", by="me", changes={"stance": "predicts"})
    full.reviews.correct(tie["id"], "reject", by="me")

    assert full.statements(stance="predicts").first()["review"] == "changed"
    assert full.ties(kind="trade").first()["review"] == "rejected"


def test_gold_holds_the_machines_claim_and_the_right_one(full):
    full.reviews.correct(accusation(full)["id"], "change", by="me", changes={"type": "THREATEN"})
    (row,) = full.reviews.gold()

    assert (row["machine"]["type"], row["gold"]["type"], row["text"]) == ("ACCUSE", "THREATEN", ROCKET)
    assert msgspec.json.encode(row)


def test_a_claim_that_is_not_there_cannot_be_corrected(full):
    with pytest.raises(UsageError, match="no claim"):
        full.reviews.correct("e0", "accept", by="me")
