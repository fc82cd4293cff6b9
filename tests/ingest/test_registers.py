"""Importers of registers, on small files of our own in the registers' formats."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import InputError, UsageError
from dragoman.ingest.registers import import_register
from dragoman.knowledge import Knowledge
from dragoman.record import Reading, Tie

ATOP_COLUMNS = (
    "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,ineffect,phase,length,proren,renewlgt,term,"
    "defense,offense,neutral,nonagg,consul"
)
ATOP = f"""{ATOP_COLUMNS}
9001,710,1961,7,11,0,0,0,1,0,0,0,0,0,1,0,0,1,0
9001,731,1961,7,11,0,0,0,1,0,0,0,0,0,1,0,0,1,0
9002,2,1950,3,1,1990,5,,0,0,120,2,60,2,1,0,0,0,0
9002,20,1950,3,1,1970,1,1,0,0,120,2,60,2,0,0,0,0,0
9002,200,1960,3,1,1990,5,,0,0,120,2,60,2,1,0,0,0,0
"""
COW_COLUMNS = (
    "version4id,ccode1,ccode2,dyad_st_year,dyad_st_month,dyad_st_day,dyad_end_year,dyad_end_month,dyad_end_day,"
    "defense,neutrality,nonaggression,entente"
)
COW = f"""{COW_COLUMNS}
77,710,731,1961,7,11,NA,NA,NA,1,0,0,0
78,2,40,1934,5,29,1960,1,,0,0,1,0
"""
GSDB_COLUMNS = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other,"
    "objective,success"
)
GSDB = f"""{GSDB_COLUMNS}
5,"Belarus, Syria","EU, Canada",2011,2019,1,"exp_part,imp_part",1,0,1,0,0,"democracy,human_rights","ongoing,ongoing"
6,Iraq,United Nations,1990,2003,1,exp_compl,1,0,0,0,0,end_war,success_total
"""
PROGRAMME = """key: XX-PRK
title: Measures about North Korea
issuer: xx_body
aliases: [EO 99999]
target_territories: [kp]
measures: [Arms embargo, Travel ban]
status: legacy
"""
ISSUER = "name: A Ministry\nterritory: ca\n"
RECORD = {
    "symbol": "S/RES/9001 (2015)",
    "resolution_number": "RESOLUTION 9001 (2015)",
    "adoption_date": "27 January 2015",
    "agenda_item_name": "The situation in Cyprus",
    "resolution_title": "Security Council resolution 9001 (2015) [on extension of the mandate of the UN Peacekeeping "
    "Force in Cyprus (UNFICYP) until 31 July 2015 and renewal of sanctions against Yemen until 26 Feb. 2016]",
    "MS_in_favour": ["CHINA", "FRANCE"],
    "MS_against": ["RUSSIAN FEDERATION"],
    "sponsors": ["FRANCE"],
}
TEXT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><meta>
<FRBRdate date="2015-01-27" name="adoption"/>
<keyword refersTo="title" showAs="Security Council resolution 9001 (2015) [on Cyprus]"/></meta>
<mainBody><paragraph><num>1.</num><content><p><span>Decides</span> to extend the mandate of the UN Force in Cyprus
(UNFICYP) until 31 July 2015;</p></content></paragraph>
<paragraph><num>2.</num><content><p><span>Requests</span> the Secretary-General to report by 10 July;</p></content>
</paragraph>
</mainBody></statement></akomaNtoso>"""
ORDER = """# Executive Order 19001: Blocking Property of Certain Persons in Belarus

**Date:** June 16, 2006
---
I, the President, find that the actions of the Government of Belarus constitute a threat, and I hereby declare a
national emergency to deal with that threat.
"""
END = """# Executive Order 19002: Termination of Emergency With Respect to Belarus

**Date:** May 2, 2010
---
I hereby terminate the national emergency declared in Executive Order 19001 of June 16, 2006, and revoke that order.
"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def readings(kind: str, path: Path, knowledge: Knowledge) -> Iterator[Reading]:
    for one in import_register(kind, path, knowledge):
        assert isinstance(one, Reading)
        for tie in one.ties:
            assert one.report.text[tie.evidence.start : tie.evidence.end] == tie.evidence.text
            assert {party.actor for party in tie.parties} <= {actor.id for actor in one.actors}
        yield one


def ties(kind: str, path: Path, knowledge: Knowledge) -> list[Tie]:
    return [tie for one in readings(kind, path, knowledge) for tie in one.ties]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_alliance_in_effect(tmp_path: Path, knowledge: Knowledge) -> None:
    begun, stands = [
        one for one in ties("atop", written(tmp_path, "a.csv", ATOP), knowledge) if one.name == "ATOP 9001"
    ]

    assert [party.actor for party in begun.parties] == ["CHN", "PRK"]
    assert (begun.change.kind, begun.change.effective) == ("in_force", "1961-07-11")
    assert {(term.vocabulary, term.code) for term in begun.terms} == {
        ("atop", "defense"),
        ("atop", "nonaggression"),
        ("rule", "indefinite"),
    }
    assert (stands.change.kind, stands.change.effective) == ("exists", "2016-12-31")


def test_an_asymmetric_alliance_with_entries_and_exits(tmp_path: Path, knowledge: Knowledge) -> None:
    found = [one for one in ties("atop", written(tmp_path, "a.csv", ATOP), knowledge) if "9002" in (one.name or "")]

    assert [(one.change.kind, one.change.effective) for one in found] == [
        ("in_force", "1950-03-01"),
        ("joined", "1960-03-01"),
        ("left", "1970-01-01"),
        ("broken", "1990-05"),
    ]
    assert [(party.actor, party.role) for party in found[0].parties] == [("USA", "guarantor"), ("CAN", "party")]
    assert {term.code for term in found[0].terms if term.vocabulary != "atop"} == {"automatic", "120", "60"}


def test_dyads_of_the_correlates_of_war(tmp_path: Path, knowledge: Knowledge) -> None:
    found = ties("cow-alliances", written(tmp_path, "c.csv", COW), knowledge)

    assert [(one.name, one.change.kind, one.change.effective) for one in found] == [
        ("COW 77", "in_force", "1961-07-11"),
        ("COW 77", "exists", "2012-12-31"),
        ("COW 78", "in_force", "1934-05-29"),
        ("COW 78", "ended", "1960-01"),
    ]


def test_a_sanctions_case_with_several_senders_and_targets(tmp_path: Path, knowledge: Knowledge) -> None:
    imposed, stands, _, ended = ties("gsdb", written(tmp_path, "g.csv", GSDB), knowledge)

    assert [(party.actor, party.role) for party in imposed.parties] == [
        ("org:eu", "sender"),
        ("CAN", "sender"),
        ("BLR", "target"),
        ("SYR", "target"),
    ]
    assert imposed.issue == ("democracy", "human_rights")
    assert (stands.change.kind, ended.change.kind, ended.change.effective) == ("exists", "ended", "2003")


def test_a_programme(tmp_path: Path, knowledge: Knowledge) -> None:
    written(tmp_path, "programs/XX-PRK.yml", PROGRAMME)
    written(tmp_path, "issuers/xx_body.yml", ISSUER)
    (found,) = ties("opensanctions-programs", tmp_path, knowledge)

    assert [(party.actor, party.role) for party in found.parties] == [("CAN", "sender"), ("PRK", "target")]
    assert found.change.kind == "eased"
    assert {term.code for term in found.terms} == {"Arms embargo", "Travel ban", "arms", "travel"}


def test_a_record_of_a_resolution(tmp_path: Path, knowledge: Knowledge) -> None:
    (found,) = readings("unsc", written(tmp_path, "u.json", json.dumps(RECORD)), knowledge)
    force, sanctions = found.ties

    assert (force.name, force.kind, force.change.kind, force.until) == ("UNFICYP", "presence", "extended", "2015-07-31")
    assert (sanctions.name, sanctions.change.kind, sanctions.until) == ("Sanctions, Yemen", "renewed", "2016-02-26")
    assert [(one.type, one.actors) for one in found.events] == [
        ("SUPPORT", ("CHN", "FRA")),
        ("REJECT", ("RUS",)),
        ("SUPPORT", ("FRA",)),
    ]


def test_the_text_of_a_resolution(tmp_path: Path, knowledge: Knowledge) -> None:
    (found,) = readings("unsc", written(tmp_path, "u.xml", TEXT), knowledge)
    (tie,) = found.ties
    decided, requested = found.statements

    assert (tie.name, tie.change.kind, tie.change.effective, tie.until) == (
        "UNFICYP",
        "extended",
        "2015-01-27",
        "2015-07-31",
    )
    assert tie.statement == decided.id
    assert (requested.stance, requested.addressee) == ("asks", ("org:un-sg",))


def test_a_document_type_is_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    path = written(tmp_path, "u.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + TEXT)
    (found,) = import_register("unsc", path, knowledge)

    assert isinstance(found, InputError)


def test_orders_declare_and_end_an_emergency(tmp_path: Path, knowledge: Knowledge) -> None:
    written(tmp_path, "1.md", ORDER)
    written(tmp_path, "2.md", END)
    declared, ended = ties("us-executive-orders", tmp_path, knowledge)

    assert (declared.name, declared.change.kind, declared.change.effective) == (
        "Executive Order 19001",
        "declared",
        "2006-06-16",
    )
    assert [(party.actor, party.role) for party in declared.parties] == [("USA", "declarer"), ("BLR", "subject")]
    assert (ended.name, ended.change.kind, ended.change.effective) == ("Executive Order 19001", "ended", "2010-05-02")


def test_a_file_without_the_columns_is_named(tmp_path: Path, knowledge: Knowledge) -> None:
    with pytest.raises(InputError, match="no column atopid"):
        list(import_register("atop", written(tmp_path, "x.csv", "a,b\n1,2\n"), knowledge))
    with pytest.raises(UsageError, match="no register"):
        import_register("other", tmp_path, knowledge)
