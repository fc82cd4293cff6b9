"""The gold readings hold together: every snippet is in its report, every code exists, the relays are many and deep."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from dragoman.bench.readings import gold_actor
from dragoman.codebook import load_codebook
from dragoman.record import Stance, Status

FOLDER = Path(__file__).parents[2] / "benchmarks" / "readings"
MEDIA = {
    "statement", "message", "letter", "speech", "interview", "tweet", "report", "broadcast", "press conference",
    "document", "phone", "article",
}  # fmt: skip
KINDS = {
    "alliance", "treaty", "membership", "sanctions", "emergency", "diplomatic_relations", "presence", "aid", "trade",
    "arms", "dependence", "recognition", "dispute", "ceasefire",
}  # fmt: skip
CHANGES = {
    "proposed", "signed", "ratified", "in_force", "joined", "exists", "extended", "renewed", "suspended", "imposed",
    "eased", "lifted", "broken", "denounced", "left", "ended",
}  # fmt: skip
ISO_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def rows(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def reports() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows("reports.jsonl")}


@pytest.fixture(scope="module")
def golds() -> list[dict[str, Any]]:
    return rows("gold.jsonl")


def test_every_report_has_its_gold(reports: dict[str, dict[str, Any]], golds: list[dict[str, Any]]) -> None:
    assert len(reports) == len(rows("reports.jsonl")) >= 60
    assert [gold["id"] for gold in golds] == list(reports)


def test_reports_are_short_and_dated(reports: dict[str, dict[str, Any]]) -> None:
    for report in reports.values():
        assert set(report) == {"id", "title", "outlet", "published", "text"}
        assert 80 <= len(report["text"].split()) <= 220, report["id"]
        assert 1950 <= date.fromisoformat(report["published"]).year <= 2025


def test_every_snippet_is_in_its_report(reports: dict[str, dict[str, Any]], golds: list[dict[str, Any]]) -> None:
    for gold in golds:
        text = reports[gold["id"]]["text"]
        snippets = [snippet for one in gold["statements"] for snippet in (one["content"], one["source"])]
        snippets += [snippet for one in gold["events"] for snippet in (one["trigger"], one["place"])]
        snippets += [one["evidence"] for one in gold["ties"]]
        for snippet in snippets:
            assert snippet is None or (snippet and snippet in text), (gold["id"], snippet)


def test_a_content_stands_once_and_in_one_paragraph(
    reports: dict[str, dict[str, Any]], golds: list[dict[str, Any]]
) -> None:
    for gold in golds:
        text = reports[gold["id"]]["text"]
        for one in gold["statements"]:
            assert text.count(one["content"]) == 1, (gold["id"], one["content"])
            assert "\n" not in one["content"]


def test_codes_exist(golds: list[dict[str, Any]]) -> None:
    types = set(load_codebook().types)
    for gold in golds:
        for one in gold["statements"]:
            assert one["stance"] in get_args(Stance)
            assert one["medium"] is None or one["medium"] in MEDIA
        for one in gold["events"]:
            assert {one["type"], *one["alt"]} <= types
            assert one["type"] not in one["alt"]
            assert one["status"] in get_args(Status)
            assert one["date"] is None or ISO_DAY.fullmatch(one["date"])
        for one in gold["ties"]:
            assert one["kind"] in KINDS
            assert one["change"] in CHANGES
            assert one["direction"] in ("mutual", "A->B")
            assert all(day is None or ISO_DAY.fullmatch(day) for day in (one["since"], one["until"]))


def test_actors_are_written_with_a_name(golds: list[dict[str, Any]]) -> None:
    for gold in golds:
        written = [
            actor
            for one in gold["statements"]
            for actor in (one["source_actor"], one["addressee"], *one["relay"])
            if actor is not None
        ]
        written += [actor for one in gold["events"] for actor in (*one["actor"], *one["recipient"])]
        written += [actor for one in gold["ties"] for actor in one["parties"]]
        for actor in written:
            assert " |" in actor
            assert gold_actor(actor).name


def test_nobody_relays_himself(golds: list[dict[str, Any]]) -> None:
    for gold in golds:
        for one in gold["statements"]:
            assert one["source_actor"] not in one["relay"]
            assert len(set(one["relay"])) == len(one["relay"])


def test_there_are_many_relays_and_a_third_are_deep(golds: list[dict[str, Any]]) -> None:
    depths = [len(one["relay"]) for gold in golds for one in gold["statements"]]
    relayed = sum(depth >= 1 for depth in depths)

    assert relayed >= 150
    assert sum(depth >= 2 for depth in depths) >= max(150, relayed / 3)
