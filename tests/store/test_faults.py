"""Bad luck: a newer store, another writer, a full disk, a folder that cannot be written to, kill -9."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from dragoman.store import StoreError, open_store
from dragoman.store.database import FILE, migrations
from tests.store.building import E, R, build
from tests.store.corpus import reports
from tests.store.kill import killed

ONE_LINE = r"\A[^\n]+\Z"


def test_no_store_is_one_line_that_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="dragoman add"):
        open_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(StoreError, match="other files"):
        open_store(tmp_path, create=True)


def test_a_store_of_a_newer_version_is_refused(tmp_path):
    open_store(tmp_path / "s", create=True).close()
    connection = sqlite3.connect(tmp_path / "s" / FILE)
    connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    connection.close()

    with pytest.raises(StoreError, match="update Dragoman"):
        open_store(tmp_path / "s")


def test_another_programs_database_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("CREATE TABLE cookies (a)")
    connection.close()

    with pytest.raises(StoreError, match="not made by Dragoman"):
        open_store(tmp_path)


def test_a_damaged_file_is_one_line(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError, match=ONE_LINE):
        open_store(tmp_path)


def test_every_migration_leads_to_the_schema_of_a_new_store(tmp_path):
    """A store that stopped at an older version is brought up to date, step by step, when it is opened."""
    open_store(tmp_path / "new", create=True).close()
    schemas = set()
    for stop in range(len(migrations())):
        folder = tmp_path / str(stop)
        folder.mkdir()
        connection = sqlite3.connect(folder / FILE)
        for script in migrations()[:stop]:
            connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {stop}")
        connection.execute(f"PRAGMA application_id = {0x44524147 if stop else 0}")
        connection.close()
        open_store(folder).close()
        schemas.add(schema(folder))
    assert schemas == {schema(tmp_path / "new")}


def schema(folder: Path) -> str:
    connection = sqlite3.connect(folder / FILE)
    found = sorted(row[0] for row in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    connection.close()
    return "\n".join(found)


def test_a_second_writer_waits_and_then_says_so(tmp_path):
    with open_store(tmp_path / "s", create=True) as first, open_store(tmp_path / "s", wait=0.3) as second:
        with first.writing() as writer:
            writer.add(reports()[0], "by hand")
            started = time.monotonic()
            with pytest.raises(StoreError, match="another process"):
                second.add(reports()[1])
            assert 0.2 < time.monotonic() - started < 5
            assert second.events().count() == 0  # reading goes on, and sees nothing half-written
        assert second.add(reports()[1], reader="by hand") == "copy"


def test_two_processes_that_add_at_once_both_succeed(tmp_path):
    workers = [subprocess.Popen(adder(tmp_path / "s", 1), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]

    with open_store(tmp_path / "s") as store:
        assert store.totals()["reports"] == 120
        assert store.check() == []


def test_a_full_disk_is_one_line_and_keeps_what_was_there(tmp_path):
    with open_store(tmp_path / "s", create=True) as store:
        store.add(reports()[3])
        pages = store.database.connection.execute("PRAGMA page_count").fetchone()[0]
        store.database.connection.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(StoreError, match="disk is full"):
            store.add(build(R("Chad thanked Niger. " * 20_000)))
        assert store.totals()["reports"] == 1
        store.database.connection.execute("PRAGMA max_page_count = 1000000")
        assert store.add(reports()[4]) == "new"
        assert store.check() == []


def test_a_failure_in_the_middle_keeps_nothing_of_its_batch(tmp_path):
    class Odd(Exception):
        pass

    with open_store(tmp_path / "s", create=True) as store:
        with pytest.raises(Odd), store.writing() as writer:
            writer.add(reports()[0], "by hand")
            raise Odd
        assert store.totals()["reports"] == 0
        assert store.check() == []


def test_a_read_only_store_answers_and_refuses_to_write(tmp_path, monkeypatch):
    with open_store(tmp_path / "s", create=True) as store:
        store.add_many(reports())
    # The test may run as root, for whom every folder can be written to.
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)

    with open_store(tmp_path / "s") as store:
        assert store.events().count() == 9
        assert store.check() == []
        with pytest.raises(StoreError, match="read-only"):
            store.add(reports()[0])
    assert sorted(one.name for one in (tmp_path / "s").iterdir()) == [FILE]


def test_kill_nine_loses_nothing_and_doubles_nothing(tmp_path):
    """Ten kills here; ``python -m tests.store.kill 100`` for more."""
    folder, dice = tmp_path / "s", random.Random(3)
    for _ in range(10):
        killed(adder(folder, 1), dice)
    assert subprocess.run(adder(folder, 1), check=False, stdout=subprocess.DEVNULL).returncode == 0

    with open_store(folder) as store:
        assert store.totals()["reports"] == store.totals()["publications"] == 120
        assert store.totals()["codings"] == 240
        assert store.check() == []


def adder(folder: Path, seed: int, number: int = 120) -> list[str]:
    """A process that adds made-up reports one by one, each in its own transaction."""
    return [sys.executable, "-m", "tests.store.kill", "--add", str(folder), str(seed), str(number)]


def test_the_record_is_stored_whole_even_if_a_field_is_added_later(tmp_path):
    """A reading written by a newer minor version has fields this one does not know; they must not break the store."""
    with open_store(tmp_path / "s", create=True) as store:
        store.add(build(R("China condemned it.", events=[E("CHN", "ACCUSE", "PRK", "condemned")])))
        assert msgspec.json.decode(store.reading(next(iter(store.reports()))["id"]).to_json())["schema"] == "dragoman/1"
