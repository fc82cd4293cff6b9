"""Readings of the workbench's tests, written by hand: a relay, a denial, a tie, a promise; and one full of script."""

from dragoman.codebook import load_codebook
from dragoman.record import (
    Actor,
    Change,
    Counts,
    Dateline,
    Event,
    Mention,
    Outlet,
    Party,
    Place,
    Reading,
    Report,
    Statement,
    Term,
    Tie,
    Time,
    claim_id,
    report_id,
    span_of,
)

BOOK = load_codebook()
RELAY = (
    'Ruritanian leader Anna Vance said in a letter that Ruritania would "never bow", the RNA agency reported.'
    " Ruritania and Graustark signed a defence treaty. Graustark promised grain to Ruritania."
)
CLASH = "Graustark troops fired at a Ruritanian patrol on Tuesday, killing four."
DENIAL = "The RNA agency denied that Graustark troops had fired at a Ruritanian patrol."
EVIL = "<script>alert(1)</script>"
EVILS = (
    EVIL,
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</title></style></textarea><svg onload=alert(1)>",
    "]]><script>alert(1)</script>",
    "\x00\x0b\x1b<b>",
)


def actor(key, name, text, kind="state", state=None, role=None):
    at = text.find(name)
    mentions = (Mention(at, at + len(name), name, "name"),) if at >= 0 else ()
    return Actor(key, name, kind, state, ("GOV",), role, None, mentions)


def cast(text):
    return (
        actor("RUR", "Ruritania", text, state="RUR"),
        actor("GRA", "Graustark", text, state="GRA"),
        actor("anna-vance", "Anna Vance", text, "person", "RUR", "leader"),
        actor("outlet:rna", "RNA", text, "outlet", "RUR"),
    )


def span(text, piece):
    at = text.index(piece)
    return span_of(text, at, at + len(piece))


def event(text, kind, who, whom, trigger, status="actual", said=None, day="2021-07-11", killed=None, confidence=0.8):  # noqa: PLR0917 - shorthand
    cameo, where = BOOK.to_cameo(kind, None), span(text, trigger)
    return Event(
        claim_id("e", report_id(text), (where.start, where.end), kind, []),
        kind,
        None,
        (),
        cameo,
        BOOK.quad(kind),
        BOOK.goldstein(cameo),
        who,
        whom,
        where,
        span_of(text, 0, len(text)),
        status,
        said,
        Time(day, day, "day", None),
        None,
        Counts(killed=killed),
        (),
        confidence,
        "trigger and pattern",
    )


def report(text, outlet, published, **more):
    return Report(id=report_id(text), text=text, outlet=Outlet(outlet), published=published, **more)


def readings():
    relay = Statement(
        claim_id("s", report_id(RELAY), (0, 5), "statement", []),
        "anna-vance",
        None,
        span(RELAY, "said"),
        (span(RELAY, 'Ruritania would "never bow"'),),
        (span(RELAY, "never bow"),),
        "mixed",
        "letter",
        (),
        "asserts",
        None,
        ("outlet:rna",),
        0.9,
    )
    tie = Tie(
        claim_id("t", report_id(RELAY), (1, 2), "tie", []),
        "alliance",
        None,
        (Party("RUR", "party"), Party("GRA", "party")),
        (Term("atop", "DEFENSE"),),
        Change("signed", "2016-08-01", None, "day"),
        "2016-08-01",
        "2021-09-01",
        (),
        None,
        span(RELAY, "Ruritania and Graustark signed a defence treaty"),
        0.7,
    )
    denied = Statement(
        claim_id("s", report_id(DENIAL), (0, 5), "statement", []),
        "outlet:rna",
        None,
        span(DENIAL, "denied"),
        (span(DENIAL, "Graustark troops had fired at a Ruritanian patrol"),),
        (),
        "indirect",
        None,
        (),
        "denies",
        None,
        (),
        0.9,
    )
    return [
        Reading(
            report(
                RELAY,
                "The Courier",
                "2021-07-12",
                title="Vance writes",
                url="https://courier.example/vance",
                dateline=Dateline("Strelsau", None, "outlet:rna"),
            ),
            cast(RELAY),
            (relay,),
            (
                event(RELAY, "AID", ("GRA",), ("RUR",), "promised grain", "promised", day="2021-07-12"),
                event(RELAY, "AGREE", ("RUR", "GRA"), ("RUR", "GRA"), "signed", day="2021-07-11"),
            ),
            (tie,),
        ),
        Reading(
            report(CLASH, "=HYPERLINK(1)", "2021-08-04"),
            cast(CLASH),
            (),
            (event(CLASH, "ASSAULT", ("GRA",), ("RUR",), "fired", day="2021-08-03", killed=4, confidence=0.4),),
        ),
        Reading(
            report(DENIAL, "RNA Wire", "2021-08-05"),
            cast(DENIAL),
            (denied,),
            (event(DENIAL, "ASSAULT", ("GRA",), ("RUR",), "fired", "denied", denied.id, "2021-08-03"),),
        ),
    ]


def evil(payload=EVIL):
    """A reading that carries the payload in every field that takes text."""
    text = f"{payload} says {payload} did {payload}. Grain {payload}"
    rid, whole = report_id(text), span_of(text, 0, len(text))
    kept = Actor(
        "evil:" + payload, payload, payload, None, (payload,), payload, payload, (Mention(0, 5, text[:5], "name"),)
    )
    said = Statement(
        claim_id("s", rid, (0, 5), payload, []),
        kept.id,
        whole,
        whole,
        (whole,),
        (whole,),
        "direct",
        payload,
        (kept.id,),
        "asserts",
        None,
        (kept.id,),
        0.1,
    )
    happened = Event(
        claim_id("e", rid, (0, 5), payload, []),
        "ACCUSE",
        payload,
        (payload,),
        payload,
        "verbal conflict",
        -1.0,
        (kept.id,),
        (kept.id,),
        whole,
        whole,
        "actual",
        said.id,
        Time("2021-07-12", "2021-07-12", "day", whole),
        Place(payload, None, None, None, payload, whole),
        Counts(killed=1, currency=payload),
        (payload,),
        0.1,
        payload,
    )
    tie = Tie(
        claim_id("t", rid, (0, 5), payload, []),
        payload,
        payload,
        (Party(kept.id, "party"),),
        (Term(payload, payload),),
        Change(payload, payload, payload, payload),
        payload,
        payload,
        (payload,),
        said.id,
        whole,
        0.1,
    )
    made = Report(
        rid,
        text,
        payload,
        Outlet(payload, kept.id),
        payload,
        "2021-07-12",
        payload,
        Dateline(payload, payload, kept.id),
        (payload,),
    )
    return Reading(made, (kept,), (said,), (happened,), (tie,), (payload,))
