"""Questions: filters, search, guarded SQL, ties on a day, dossiers, Parquet shards."""

import json

import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.store import open_store
from dragoman.store.select import match_of
from tests.store.building import R, T, build
from tests.store.corpus import reports


def test_the_public_face_opens_a_store(tmp_path):
    with dragoman.open_store(tmp_path / "s", create=True) as store:
        assert isinstance(store, dragoman.Store)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({}, 9),
        ({"actor": "CHN", "recipient": "PRK"}, 7),
        ({"actor": "xi-jinping"}, 1),
        ({"actor": "Xi Jinping", "recipient": "kim-jong-un"}, 1),
        ({"involving": "PRK"}, 9),
        ({"between": ("PRK", "CHN")}, 9),
        ({"between": ("xi-jinping", "PRK")}, 1),
        ({"type": ["AID", "ASSAULT"]}, 3),
        ({"status": "expected"}, 1),
        ({"quad": "material conflict"}, 2),
        ({"since": "2022"}, 4),
        ({"until": "2021-07"}, 3),
        ({"since": "2021-08-03", "until": "2021-08-03"}, 1),
        ({"text": "grain"}, 3),
        ({"actor": "nobody at all"}, 0),
        ({"review": "none"}, 9),
    ],
)
def test_filters(full, wanted, number):
    rows = full.events(**wanted)

    assert rows.count() == number == len(list(rows))


@pytest.mark.parametrize("wanted", [{"since": "soon"}, {"until": "2021-13"}, {"text": "…"}])
def test_a_filter_that_makes_no_sense_is_one_line(full, wanted):
    with pytest.raises(UsageError, match=r"\A[^\n]+\Z"):
        full.events(**wanted).count()


def test_rows_become_frames_and_tables(full):
    rows = full.events(actor="CHN")

    assert rows.columns == list(rows.first())
    assert rows.page(2, 1).to_dicts() == rows.to_dicts()[1:3]
    pandas = pytest.importorskip("pandas")
    assert isinstance(rows.to_pandas(), pandas.DataFrame)
    assert list(full.events(actor="nobody").to_pandas().columns) == rows.columns
    pytest.importorskip("pyarrow")
    assert rows.to_arrow().num_rows == rows.count()


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("a b", '("a" AND "b")'),
        ('"a b" c', '("a b" AND "c")'),
        ("a OR b", '("a" OR "b")'),
        ("a -b", '("a") NOT "b"'),
        ("a*", '("a"*)'),
        ("NEAR(a", '("NEAR(a")'),
        ("x:y ^z", '("x:y" AND "^z")'),
        ("OR a OR", '("OR" AND "a")'),
    ],
)
def test_words_become_a_query_and_nothing_else(full, words, match):
    assert match_of(words) == match
    full.search(words)


def test_search_marks_words_and_takes_filters(full):
    assert "[grain]" in full.search("grain")[0]["snippet"]
    assert len(full.search("grain")) == 4
    assert len(full.search("grain", status="denied")) == 1
    assert full.search("grain", type="ASSAULT") == []
    assert len(full.search("grain -denied -autumn")) == 2


def test_sql_may_read_the_views(full):
    answer = full.query("SELECT actor_keys, count(*) AS number FROM events GROUP BY 1 ORDER BY 2 DESC LIMIT 1")

    assert list(answer) == [{"actor_keys": "CHN", "number": 5}]
    assert full.query("SELECT id FROM events", limit=2).truncated
    assert full.query("SELECT 1 AS a, 2 AS a").columns == ["a", "a_2"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM report", "DROP TABLE report", "PRAGMA user_version", "PRAGMA writable_schema = 1",
        "ATTACH 'x' AS y",
        "SELECT 1; SELECT 2", "INSERT INTO search (search) VALUES ('rebuild')", "SELECT load_extension('x')", "VACUUM",
        "SELECT * FROM nothing", "nonsense", "", "SELECT zeroblob(2000000000)",
        "BEGIN IMMEDIATE", "EXPLAIN SELECT 1" * 9,
        "CREATE TEMP TABLE t (a)", "SELECT '" + "x" * 30_000 + "'",
        "WITH RECURSIVE t (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t",
        "SELECT replace(hex(printf('%.*c', 9000000, 'x')), '7', 'yyyyyyyyyyyyyyyy')",
    ],
)  # fmt: skip
def test_sql_that_writes_runs_for_ever_or_is_wrong_is_one_line(full, sql):
    with pytest.raises(UsageError, match=r"\A[^\n]+\Z"):
        full.query(sql, seconds=0.3)
    assert full.check() == []


def test_ties_stand_as_their_last_change_known_says(full):
    def told(on, known_by=None):
        return {one.kind: one.status for one in full.standings(on, known_by, between=("CHN", "PRK"))}

    assert told("2021-07-11")["alliance"] == "in force"
    assert told("2022-01-10") == {"alliance": "in force", "trade": "suspended"}
    assert told("2022-02-01")["trade"] == "in force"
    assert told("2022-02-01", known_by="2022-01-10")["trade"] == "suspended"
    assert told("2050-01-01")["alliance"] == "expired"
    assert told("1950-01-01") == {}


def test_roles_part_the_sanctions_of_one_on_the_other_from_those_back(store):
    store.add(build(R("The United States lifted sanctions on Russia; Russia imposed sanctions on the United States.", ties=[
        T("sanctions", ("USA", "RUS"), "lifted", "lifted sanctions", roles=("sender", "target")),
        T("sanctions", ("RUS", "USA"), "imposed", "imposed sanctions", roles=("sender", "target")),
    ])))  # fmt: skip

    assert {one.party_keys: one.status for one in store.standings("2021-08-01")} == {
        "USA;RUS": "ended",
        "RUS;USA": "in force",
    }


def test_a_dossier_has_all_sides(full):
    made = full.dossier("CHN", "PRK")

    assert [row["id"] for row in made.who[:2]] == ["CHN", "xi-jinping"]
    assert {one.kind for one in made.ties} == {"alliance", "trade"}
    assert [row["type"] for row in made.ahead] == ["AID"]
    assert made.ahead[0]["seen"]["day"] == "2021-10-18"
    assert [row["type"] for row in made.disputed] == ["AID", "ASSAULT"]
    assert made.statements[0]["stance"] in {"denies", "asserts", "promises"}
    assert {(row["month"], row["actor"]) for row in made.months} >= {("2021-08", "PRK"), ("2022-03", "CHN")}
    assert made.totals["events"] == 8


def test_a_dossier_of_one_of_a_span_and_of_nobody(full):
    assert full.dossier("xi-jinping").totals == {"events": 1, "ahead": 0}
    assert full.dossier("CHN", since="2022-03").totals["events"] == 1
    with pytest.raises(UsageError, match="nothing about"):
        full.dossier("BRA")


def test_shards_are_made_once_and_anew_where_something_changed(full):
    pytest.importorskip("pyarrow")
    from dragoman.store.shards import duck, manifest, publish

    first = publish(full)
    again = publish(full)
    assert (first.written, again.written, again.kept) == (5, 0, 5)
    files = {one["file"] for one in manifest(full.path)["shards"]}

    full.reviews.correct(full.codings(type="ACCUSE").first()["id"], "reject", by="me")
    assert publish(full).written == 5
    assert all((full.path / "parquet" / name).exists() for name in files)  # somebody may still be reading them

    pytest.importorskip("duckdb")
    connection = duck(full.path)
    assert connection.execute("SELECT count(*) FROM codings").fetchall() == [(14,)]
    assert connection.execute("SELECT count(*) FROM events WHERE current = 1").fetchall() == [(8,)]
    connection.close()


def test_a_damaged_manifest_is_one_line(full):
    from dragoman.store import StoreError
    from dragoman.store.shards import manifest

    (full.path / "parquet").mkdir()
    (full.path / "parquet" / "MANIFEST.json").write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        manifest(full.path)


def test_a_store_can_be_read_by_two_threads(full):
    from concurrent.futures import ThreadPoolExecutor

    def ask(_):
        with open_store(full.path, readonly=True) as store:
            return json.dumps(store.events().to_dicts())

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1


def test_views_and_questions_have_the_same_columns(full):
    for name in ("events", "codings"):
        view = set(full.query(f"SELECT * FROM {name} LIMIT 0").columns)
        assert set(getattr(full, name)().columns) <= view
    assert len(reports()) == 13
