"""The status of a tie: a table of cases, and what holds for any claims."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ties import Dated, Renewal, status
from dragoman.ties.changes import EFFECTS

NEVER = Renewal("indefinite")
FIVE_YEARS = Renewal("automatic", 120, 60)
ANNUAL = Renewal("annual", 12, 12)
BY_ACT = Renewal("by_act", 12, 12)

SIGNED = Dated("c1", "signed", "1961-07-06", known="1961-07-06")
BEGAN = Dated("c2", "in_force", "1961-07-06", known="1961-07-06")
ENDED = Dated("c3", "ended", "1996-09-10", known="1996-09-10")
DECLARED = Dated("e1", "declared", "2008-06-26", known="2008-06-26")
CONTINUED = Dated("e2", "extended", "2009-06-24", "2010-06-26", known="2009-06-24")
BANNED = Dated("s1", "imposed", "2010-03-01", known="2010-03-01")
EASED = Dated("s2", "eased", "2014-01", known="2014-01-20")
PAUSED = Dated("s3", "suspended", "2015-02-01", "2015-08-01", known="2015-02-01")
LIFTED = Dated("s4", "lifted", "2016-02-29", known="2016-02-29")
STANDS = Dated("n1", "exists", known="2018-05-05")

SINCE_2017 = Dated("s5", "imposed", "2017-01-01")
STOOD = Dated("x", "exists", known="1990-01-01")
TWENTY = Renewal("fixed", 240)
BROKEN, RESTORED = Dated("b", "broken", "1965-05-12"), Dated("r", "renewed", "1966")
TOLD = Dated("a", "signed", "2020-01-01", known="2020-01-02")
DENIED = Dated("d", "signed", known="2020-02-01", denied=True)
LATER_END = Dated("z", "ended", "1999", known="1999-12-31")
SHORTER = Dated("u", "extended", "2009-06-24", "2009-12-26", known="2009-07-01")

CASES = [
    ("nothing known", (), NEVER, "2000-01-01", None, "unknown"),
    ("before the first", (BEGAN,), NEVER, "1950-01-01", None, "unknown"),
    ("proposed", (Dated("p", "proposed", "1960-01-01"),), NEVER, "1960-06-01", None, "proposed"),
    ("signed only", (SIGNED,), NEVER, "1961-08-01", None, "signed"),
    ("in force", (SIGNED, BEGAN), NEVER, "1970-01-01", None, "in force"),
    ("first term", (BEGAN,), FIVE_YEARS, "1970-01-01", None, "in force"),
    ("renewed by itself", (BEGAN, ENDED), FIVE_YEARS, "1980-01-01", "1985-01-01", "presumed renewed"),
    ("went on till its end", (BEGAN, ENDED), FIVE_YEARS, "1980-01-01", None, "in force"),
    ("ended", (BEGAN, ENDED), FIVE_YEARS, "1997-01-01", None, "terminated"),
    ("end not known yet", (BEGAN, ENDED), FIVE_YEARS, "1997-01-01", "1990-01-01", "presumed renewed"),
    ("emergency, first year", (DECLARED,), ANNUAL, "2008-12-01", None, "in force"),
    ("emergency, not continued", (DECLARED,), ANNUAL, "2009-12-01", None, "lapsed or unreported"),
    ("emergency, continued", (DECLARED, CONTINUED), ANNUAL, "2009-12-01", None, "in force"),
    ("emergency, after the last", (DECLARED, CONTINUED), ANNUAL, "2011-01-01", None, "lapsed or unreported"),
    ("by act", (BEGAN,), BY_ACT, "1963-01-01", None, "lapsed or unreported"),
    ("sanctions", (BANNED, EASED), NEVER, "2013-12-31", None, "in force"),
    ("eased", (BANNED, EASED), NEVER, "2014-06-01", None, "eased"),
    ("suspended", (BANNED, PAUSED), NEVER, "2015-06-01", None, "suspended"),
    ("suspension over", (BANNED, PAUSED), NEVER, "2015-09-01", None, "in force"),
    ("lifted", (BANNED, PAUSED, LIFTED), NEVER, "2016-03-01", None, "terminated"),
    ("lifted, still there", (BANNED, LIFTED, STANDS), NEVER, "2018-06-01", None, "disputed"),
    ("the dispute is later", (BANNED, LIFTED, STANDS), NEVER, "2015-01-01", None, "in force"),
    ("imposed anew", (BANNED, LIFTED, SINCE_2017, STANDS), NEVER, "2018-06-01", None, "in force"),
    ("stood after its term", (BEGAN, STOOD), TWENTY, "1995-01-01", None, "presumed renewed"),
    ("superseded", (BEGAN, Dated("x", "superseded", "1971-01-01")), NEVER, "1972-01-01", None, "superseded"),
    ("only named", (STANDS,), Renewal(), "2018-06-01", None, "in force"),
    ("broken, restored", (BEGAN, BROKEN, RESTORED), NEVER, "1967-01-01", None, "in force"),
    ("denied", (TOLD, DENIED), NEVER, "2020-03-01", None, "disputed"),
    ("two ends", (BEGAN, ENDED, LATER_END), NEVER, "1998-01-01", None, "disputed"),
    ("two ends, both past", (BEGAN, ENDED, LATER_END), NEVER, "2001-01-01", None, "terminated"),
    ("two terms", (DECLARED, CONTINUED, SHORTER), ANNUAL, "2010-02-01", None, "disputed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "rule", "on", "known", "want"), CASES, ids=[case[0] for case in CASES])
def test_status(name: str, changes: tuple[Dated, ...], rule: Renewal, on: str, known: str | None, want: str) -> None:
    assert status(changes, rule, on, known).status == want


def test_expiry_anniversary_and_renewal_of_a_treaty_that_renews_itself() -> None:
    found = status((SIGNED, BEGAN), FIVE_YEARS, "1980-01-01")

    assert (found.since, found.signed, found.expiry) == ("1961-07-06", "1961-07-06", "1981-07-06")
    assert (found.next_anniversary, found.anniversary_years) == ("1980-07-06", 19)
    assert found.next_renewal == "1981-07-06"
    assert found.claims == ("c1", "c2") or set(found.claims) == {"c2"}


def test_the_day_itself_is_the_sixtieth_anniversary() -> None:
    found = status((Dated("c", "in_force", "1961-07-11"),), NEVER, "2021-07-11")

    assert (found.next_anniversary, found.anniversary_years) == ("2021-07-11", 60)


def test_a_status_beyond_what_was_known_is_projected() -> None:
    assert status((BEGAN, ENDED), FIVE_YEARS, "1997-01-01", "1990-01-01").projected
    assert not status((BEGAN, ENDED), FIVE_YEARS, "1989-01-01", "1990-01-01").projected


def test_a_dispute_names_the_claims_on_both_sides() -> None:
    found = status((BANNED, LIFTED, STANDS), NEVER, "2018-06-01")

    assert set(found.against) == {"s4", "n1"}
    assert set(found.against) <= set(found.claims)


def test_a_dispute_ends_when_one_claim_is_left_out() -> None:
    assert status((BANNED, STANDS), NEVER, "2018-06-01").status == "in force"
    assert status((BANNED, LIFTED), NEVER, "2018-06-01").status == "terminated"


DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
CLAIMS = st.lists(
    st.builds(
        Dated,
        claim=st.text("abcdef", min_size=4, max_size=8),
        kind=st.sampled_from(sorted(EFFECTS)),
        effective=st.none() | DAYS,
        until=st.none() | DAYS,
        known=st.none() | DAYS,
        since=st.none() | DAYS,
        denied=st.sampled_from([False, False, False, True]),
    ),
    max_size=7,
    unique_by=lambda one: one.claim,
)
RULES = st.builds(
    Renewal,
    rule=st.sampled_from(["unknown", "indefinite", "fixed", "by_act", "automatic", "annual"]),
    months=st.none() | st.integers(1, 240),
    renewal=st.none() | st.integers(1, 120),
)
ON = st.dates(date(1940, 1, 1), date(2040, 12, 31)).map(date.isoformat)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, RULES, ON, st.none() | ON, st.randoms(use_true_random=False))
def test_the_order_of_claims_is_of_no_account(claims, rule, on, known, random) -> None:
    mixed = list(claims)
    random.shuffle(mixed)

    assert status(claims, rule, on, known) == status(mixed, rule, on, known)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, RULES, ON, ON)
def test_what_was_not_known_does_not_count(claims, rule, on, known) -> None:
    early = [
        one
        for one in claims
        if one.known is None or (one.known + "-01-01")[:10] <= known or one.known <= known[: len(one.known)]
    ]

    assert status(claims, rule, on, known) == status(early, rule, on, known)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, RULES, ON)
def test_what_is_answered_hangs_together(claims, rule, on) -> None:
    found = status(claims, rule, on)

    assert set(found.claims) <= {one.claim for one in claims}
    assert (found.status == "disputed") == bool(found.against)
    if not claims:
        assert found.status == "unknown"
    if found.status in {"in force", "presumed renewed", "eased"} and found.expiry:
        assert found.expiry >= on
    if found.status == "lapsed or unreported":
        assert found.expiry is not None
        assert found.expiry < on
    if found.next_anniversary:
        assert found.next_anniversary >= on


@settings(max_examples=100, deadline=None)
@given(CLAIMS, RULES, ON)
def test_a_claim_told_twice_changes_nothing(claims, rule, on) -> None:
    again = [
        *claims,
        *(
            Dated(one.claim + "g", one.kind, one.effective, one.until, one.known, one.since, one.source, one.denied)
            for one in claims
        ),
    ]
    if (
        rule.rule not in {"unknown", "annual"}
        and rule.step is None
        and not any(one.effect in {"extend", "renew"} for one in claims)
    ):
        assert status(again, rule, on).status == status(claims, rule, on).status
