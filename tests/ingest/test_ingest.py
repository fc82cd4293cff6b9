"""Bad input never costs good work: each kind of it gives one clear error, and the rest is read."""

import io
import json
from pathlib import Path

import pytest

from dragoman.errors import InputError, UsageError
from dragoman.ingest import MAX_CHARACTERS, Source, make_report, parse_published, read_path, read_stream
from dragoman.record import Report

TEXT = "Chad and Niger signed an accord on grazing rights in Agadez on Monday."


def one(path: Path, source: Source | None = None) -> Report | InputError:
    (found,) = read_path(path, source or Source())
    return found


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x00\x01\x02\x03PNG", "binary"),
        ("Café said \x93no\x94".encode("latin-1"), "not UTF-8 at byte 3"),
        (b"--- ... ---", "no text"),
    ],
)
def test_unreadable_text_names_the_file_and_the_remedy(tmp_path: Path, data: bytes, wrong: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)

    found = one(path)

    assert isinstance(found, InputError)
    assert str(path) in str(found)
    assert wrong in str(found)
    assert ";" in str(found)


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(f"{TEXT} Señor".encode("cp1252"))

    found = one(path, Source(encoding="cp1252"))

    assert isinstance(found, Report)
    assert found.text.endswith("Señor")


def test_an_oversized_report_is_refused() -> None:
    with pytest.raises(InputError, match="split it"):
        make_report("a " * MAX_CHARACTERS, "big.txt", Source())


def test_a_line_of_fifty_megabytes_costs_only_itself() -> None:
    good = json.dumps({"text": TEXT}).encode()
    stream = io.BytesIO(b'{"text": "' + b"a" * 50_000_000 + b'"}\n' + good + b"\n")

    first, second = read_stream(stream, "big.jsonl", Source(), kind="jsonl")

    assert isinstance(first, InputError)
    assert "big.jsonl:1" in str(first)
    assert isinstance(second, Report)


def test_a_broken_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{TEXT} Item {number}."}) for number in range(10)]
    lines[2] = '{"text": "broken'
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines))

    found = list(read_path(path, Source()))

    assert [isinstance(entry, Report) for entry in found] == [number != 2 for number in range(10)]
    assert f"{path}:3: broken JSON" in str(found[2])


@pytest.mark.parametrize("entry", [[], {}, {"text": 3}, {"text": TEXT, "url": 4}, {"text": TEXT, "published": "soon"}])
def test_a_json_line_of_the_wrong_shape_is_named(entry: object) -> None:
    (found,) = read_stream(io.BytesIO(json.dumps(entry).encode()), "x.jsonl", Source(), kind="jsonl")

    assert isinstance(found, InputError)
    assert "x.jsonl:1" in str(found)


def test_a_page_gives_text_title_date_and_outlet(tmp_path: Path) -> None:
    body = "".join(f"<p>{TEXT} Paragraph {number} adds what the ministers said afterwards.</p>" for number in range(5))
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html lang='en'><head><title>Accord signed</title>"
        "<meta property='og:site_name' content='Sahel Post'>"
        "<meta property='article:published_time' content='2023-04-03T10:00:00+01:00'></head>"
        f"<body><nav>Home | About</nav><article><h1>Accord signed</h1>{body}<script>alert(1)</script></article>"
        "</body></html>"
    )

    found = one(path)

    assert isinstance(found, Report)
    assert "Paragraph 4" in found.text
    assert "alert" not in found.text
    assert found.title == "Accord signed"
    assert found.published is not None
    assert found.published.startswith("2023-04-03")
    assert found.outlet is not None
    assert found.outlet.name == "Sahel Post"


def test_a_page_without_an_article_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><p>Accept cookies?</p></body></html>")

    found = one(path)

    assert isinstance(found, InputError)
    assert "no article" in str(found)


def test_a_script_in_the_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{TEXT} <script>alert(1)</script> \x1b[31m")

    found = one(path)

    assert isinstance(found, Report)
    assert "<script>" in found.text
    assert "\x1b" not in found.text


def test_a_folder_is_read_by_name_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "ignored.bin"):
        (tmp_path / name).write_text(f"{TEXT} {name}")

    found = [entry.text[-5:] for entry in read_path(tmp_path, Source()) if isinstance(entry, Report)]

    assert found == ["a.txt", "b.txt"]
    assert "no such file" in str(one(tmp_path / "missing.txt"))
    (tmp_path / "empty").mkdir()
    assert "no readable file" in str(one(tmp_path / "empty"))


def test_dates_are_iso_or_mail_dates() -> None:
    assert parse_published("2021-07-12") == "2021-07-12"
    assert parse_published("Mon, 12 Jul 2021 08:30:00 +0900") == "2021-07-12T08:30:00+09:00"
    with pytest.raises(UsageError, match="2021-07-12"):
        parse_published("12th of July")
