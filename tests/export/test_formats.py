"""Every format is read back by the tools that its users have, and holds what the store counted."""

import csv
import io
import json

import pytest

from dragoman.export import (
    to_dyad_months,
    to_ftm,
    to_gdelt_events,
    to_gdelt_mentions,
    to_graphml,
    to_icews,
    to_phoenix,
    to_polecat,
    to_rows_csv,
    to_rows_jsonl,
    write_parquet,
)
from dragoman.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from dragoman.export.phoenix import COLUMNS as PHOENIX

EVENT = {
    "id": "v1", "coding": "e1", "report": "r1", "type": "ASSAULT", "mode": "aerial",
    "contexts": "military;territory",
    "cameo": "195", "quad": "material conflict", "goldstein": -10.0, "status": "actual", "day": "2021-08-03",
    "day_end": "2021-08-03", "precision": "day", "actors": "North Korea", "actor_keys": "PRK",
    "actor_sectors": "MIL/GOV",
    "recipients": "China", "recipient_keys": "CHN", "recipient_sectors": "", "place": "Sinuiju", "geonames": 1871859,
    "lat": 40.1, "lon": 124.4, "country": "PRK", "killed": 4, "injured": None, "issue": None, "trigger": "bombed",
    "start": 6, "end": 12, "evidence": "a\tb\nc", "statement": None, "said_by": None, "origin": "outlet:reuters",
    "confidence": 0.8, "why": "=1+1", "review": None, "codings": 3, "reports": 2, "sources": 1, "statuses": "actual",
    "disputed": 0, "published": "2021-08-04T08:30:00+09:00", "outlet": "The Example", "url": "https://a.example/1",
    "title": None,
}  # fmt: skip
MUTUAL = EVENT | {
    "id": "v2", "type": "CONSULT", "mode": "meet", "cameo": "046", "quad": "verbal cooperation", "day": "2021-09",
    "actors": "China;North Korea;Russia", "actor_keys": "CHN;PRK;RUS", "actor_sectors": ";;", "killed": None,
    "recipients": "China;North Korea;Russia", "recipient_keys": "CHN;PRK;RUS", "recipient_sectors": ";;",
}  # fmt: skip
ALONE = EVENT | {"id": "v3", "recipients": None, "recipient_keys": None, "recipient_sectors": None, "lat": None}
UNDATED = EVENT | {"id": "v4", "day": None, "published": None}
ROWS = [EVENT, MUTUAL, ALONE, UNDATED]
MONTHS = [
    {"month": "2021-08", "actor": "PRK", "recipient": "CHN", "events": 2, "verbal_cooperation": 0,
     "material_cooperation": 0, "verbal_conflict": 1, "material_conflict": 1, "goldstein_sum": -12.0,
     "goldstein_mean": -6.0, "share": 0.5, "covered": True},
    {"month": "2021-09", "actor": "PRK", "recipient": "CHN", "events": None, "verbal_cooperation": None,
     "material_cooperation": None, "verbal_conflict": None, "material_conflict": None, "goldstein_sum": None,
     "goldstein_mean": None, "share": None, "covered": False},
]  # fmt: skip


def table(lines, header=None):
    """A tab-separated file as dicts."""
    rows = [line.rstrip("\n").split("\t") for line in lines]
    names = header or rows.pop(0)
    assert all(len(row) == len(names) for row in rows)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_polecat_has_a_row_for_each_event_and_plovers_score():
    rows = table(to_polecat(ROWS, {"PRK": "731", "CHN": "710"}))

    assert [row["Event ID"] for row in rows] == ["v1", "v2", "v3", "v4"]
    first = rows[0]
    assert (first["Event Type"], first["Event Mode"], first["Intensity"]) == ("ASSAULT", "aerial", "-9.5")
    assert (first["Actor Country"], first["Actor COW"], first["Primary Actor Sector"]) == ("PRK", "731", "MIL")
    assert rows[1]["Actor Country"] == "CHN; PRK; RUS"
    assert first["Publication Date"] == "2021-08-04"


def test_icews_has_a_row_for_each_pair_and_no_id_twice():
    rows = table(to_icews(ROWS, {"PRK": "North Korea"}))

    assert len(rows) == 1 + 6 + 1 + 1
    assert len({row["Event ID"] for row in rows}) == len(rows)
    assert (rows[0]["Source Country"], rows[0]["CAMEO Code"], rows[0]["Event Text"]) == (
        "North Korea", "195", "Assault (aerial)",
    )  # fmt: skip
    assert rows[7]["Target Name"] == ""


def test_gdelt_has_61_and_16_columns_and_mentions_join_events():
    events = table(to_gdelt_events(ROWS), EVENT_COLUMNS)
    mentions = table(to_gdelt_mentions([EVENT | {"event": "v1"}, MUTUAL | {"event": "v2"}]), MENTION_COLUMNS)

    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert {row["GLOBALEVENTID"] for row in mentions} < {row["GLOBALEVENTID"] for row in events}
    first = events[0]
    assert (first["SQLDATE"], first["QuadClass"], first["EventRootCode"], first["Actor1Code"]) == (
        "20210803", "4", "19", "PRKMIL",
    )  # fmt: skip
    assert (first["NumMentions"], first["NumSources"], first["NumArticles"]) == ("3", "1", "2")
    assert first["DATEADDED"] == "20210804083000"
    assert events[1]["SQLDATE"] == "20210901"


def test_gdelt_and_phoenix_leave_out_events_without_a_day():
    assert len(list(to_gdelt_events([UNDATED]))) == len(list(to_phoenix([UNDATED]))) == 0


def test_phoenix_has_26_columns_and_its_own_quad_class():
    rows = table(to_phoenix([EVENT, MUTUAL | {"cameo": "010"}]), PHOENIX)

    assert len(PHOENIX) == 26
    assert (rows[0]["QuadClass"], rows[1]["QuadClass"]) == ("4", "0")


def test_ftm_statements_share_an_entity_and_a_checksum():
    actors = [
        {"id": "PRK", "name": "North Korea", "kind": "state", "state": "PRK", "wikidata": "Q423"},
        {"id": "CHN", "name": "China", "kind": "state", "state": "CHN", "wikidata": None},
    ]
    tie = EVENT | {
        "id": "t1",
        "kind": "alliance",
        "parties": "China;North Korea",
        "change": "signed",
        "since": "1961",
        "until": None,
    }
    rows = list(csv.DictReader(io.StringIO("".join(to_ftm(actors, [EVENT], [tie])))))

    assert {row["schema"] for row in rows} == {"PublicBody", "Event", "UnknownLink"}
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["value"] for row in rows if row["prop"] == "involved"} == {"dragoman-PRK", "dragoman-CHN"}
    assert sum(row["prop"] == "id" for row in rows) == 4


def test_csv_defuses_formulas_and_jsonl_does_not():
    text = "".join(to_rows_csv([EVENT], list(EVENT)))

    assert "'=1+1" in text
    assert next(csv.DictReader(io.StringIO(text)))["goldstein"] == "-10.0"
    assert json.loads(next(iter(to_rows_jsonl([EVENT])))) == EVENT


def test_dyad_months_write_na_where_nothing_is_known():
    rows = list(csv.DictReader(io.StringIO("".join(to_dyad_months(MONTHS)))))

    assert (rows[0]["events"], rows[1]["events"], rows[1]["covered"]) == ("2", "NA", "no")


def test_pandas_and_polars_read_na_as_missing(tmp_path):
    path = tmp_path / "months.csv"
    path.write_text("".join(to_dyad_months(MONTHS)))

    pandas = pytest.importorskip("pandas")
    assert pandas.read_csv(path)["events"].isna().tolist() == [False, True]
    polars = pytest.importorskip("polars")
    assert polars.read_csv(path, null_values="NA")["events"].to_list() == [2, None]


def test_pandas_reads_the_tab_separated_files(tmp_path):
    pandas = pytest.importorskip("pandas")
    for name, lines, header in (
        ("polecat", to_polecat(ROWS), 0), ("icews", to_icews(ROWS), 0), ("gdelt", to_gdelt_events(ROWS), None),
        ("phoenix", to_phoenix(ROWS), None),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_text("".join(lines))
        frame = pandas.read_csv(path, sep="\t", header=header, quoting=csv.QUOTE_NONE)
        assert len(frame) in {4, 8, 9}


def test_networkx_reads_the_graph(tmp_path):
    networkx = pytest.importorskip("networkx")
    path = tmp_path / "a.graphml"
    path.write_text("".join(to_graphml(MONTHS, {"PRK": "North <Korea> & co"})))
    graph = networkx.read_graphml(path)

    assert graph.nodes["PRK"]["label"] == "North <Korea> & co"
    assert graph.edges["PRK", "CHN"]["events"] == 2
    assert graph.edges["PRK", "CHN"]["goldstein_sum"] == -12.0


def test_parquet_keeps_types_and_unknowns(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "events.parquet"

    assert write_parquet(ROWS, list(EVENT), path) == 4
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(path)
    assert frame["killed"].to_list() == [4, None, 4, 4]
    assert frame.to_dicts()[0] == EVENT
    duckdb = pytest.importorskip("duckdb")
    assert duckdb.read_parquet(str(path)).sum("codings").fetchall() == [(12,)]


def test_parquet_without_rows_has_the_same_schema(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet([], list(EVENT), tmp_path / "none.parquet")
    write_parquet(ROWS, list(EVENT), tmp_path / "some.parquet")

    assert parquet.read_schema(tmp_path / "none.parquet") == parquet.read_schema(tmp_path / "some.parquet")
