"""Claims grouped into ties, and the ties of a pair on a day."""

from dragoman.record import (
    Actor,
    Change,
    Outlet,
    Party,
    Reading,
    Report,
    Role,
    Statement,
    Term,
    Tie,
    report_id,
    span_of,
)
from dragoman.ties import claims, stands


def reading(
    text: str,
    parties: list[tuple[str, Role]],
    change: Change,
    *,
    kind: str = "alliance",
    name: str | None = None,
    outlet: str = "A Paper",
    published: str = "2021-07-12",
    since: str | None = None,
    terms: tuple[Term, ...] = (),
    stance: str | None = None,
) -> Reading:
    """A reading of one tie."""
    report = Report(report_id(text), text, None, Outlet(outlet), None, published)
    said: tuple[Statement, ...] = ()
    if stance is not None:
        span = span_of(text, 0, len(text))
        said = (
            Statement("s1", "CHN", None, None, (span,), (), "indirect", None, (), stance, None, (), 1.0),  # type: ignore[arg-type]
        )
    tie = Tie(
        id=f"t:{text}",
        kind=kind,
        name=name,
        parties=tuple(Party(*party) for party in parties),
        terms=terms,
        change=change,
        since=since,
        until=None,
        issue=(),
        statement="s1" if said else None,
        evidence=span_of(text, 0, len(text)),
        confidence=1.0,
    )
    actors = tuple(Actor(key, key, "state", key, (), None, None, ()) for key, _ in parties)
    return Reading(report, actors, said, (), (tie,))


PAIR: list[tuple[str, Role]] = [("CHN", "party"), ("PRK", "party")]
REGISTERED = reading(
    "begun", PAIR, Change("in_force", "1961-07-11", None, "day"), name="ATOP 3445", outlet="ATOP 4.01",
    published="2016-12-31", terms=(Term("rule", "indefinite"), Term("atop", "defense")),
)  # fmt: skip
NEWS = reading("signed in 1961", PAIR, Change("exists", None, None, None), kind="treaty", since="1961")


def test_news_without_a_name_joins_the_registered_tie_that_its_date_fits() -> None:
    (found,) = stands(claims([REGISTERED, NEWS]), "CHN", "PRK", "2021-07-12")

    assert found.standing.status == "in force"
    assert (found.name, found.standing.since, found.standing.next_anniversary) == (
        "ATOP 3445",
        "1961-07-11",
        "2022-07-11",
    )
    assert {told.source for told in found.told} == {"ATOP 4.01", "A Paper"}


def test_a_register_of_public_acts_was_known_from_their_day() -> None:
    (found,) = stands(claims([REGISTERED, NEWS]), "CHN", "PRK", "1990-01-01", "1990-01-01")

    assert found.standing.status == "in force"
    assert found.sources == ("ATOP 4.01",)


def test_what_is_promised_is_proposed() -> None:
    promised = reading("will sign", PAIR, Change("signed", "2022", None, "year"), kind="trade", stance="promises")
    (found,) = stands(claims([promised]), "CHN", "PRK", "2023-01-01")

    assert found.standing.status == "proposed"


def test_a_later_report_that_contradicts_makes_a_tie_disputed() -> None:
    ended = reading("ended", PAIR, Change("ended", "2018-03-01", None, "day"), name="ATOP 3445", published="2018-03-02")
    (found,) = stands(claims([REGISTERED, NEWS, ended]), "CHN", "PRK", "2021-07-12")

    assert found.standing.status == "disputed"


def test_who_joins_is_tied_to_those_who_are_in() -> None:
    begun = reading(
        "b", [("USA", "party"), ("CUB", "party")], Change("in_force", "1947", None, "year"), name="RIO 1947"
    )
    left = reading("l", [("CUB", "party")], Change("left", "1962-01-22", None, "day"), name="RIO 1947")
    joined = reading("j", [("BHS", "party")], Change("joined", "1982-11-08", None, "day"), name="RIO 1947")
    told = list(claims([begun, left, joined]))

    assert [one.standing.status for one in stands(told, "USA", "BHS", "1990-01-01")] == ["in force"]
    assert all(one.standing.status != "in force" for one in stands(told, "CUB", "BHS", "1990-01-01"))
    assert [one.standing.status for one in stands(told, "USA", "CUB", "1990-01-01")] == ["terminated"]


def test_the_soviet_union_is_carried_on_by_russia() -> None:
    old = reading("o", [("SUN", "party"), ("PRK", "party")], Change("signed", "1961-07-06", None, "day"))
    (found,) = stands(claims([old], {"SUN": "RUS"}), "RUS", "PRK", "1970-01-01")

    assert found.standing.status == "signed"
