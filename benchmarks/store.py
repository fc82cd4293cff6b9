"""How fast a store is: adding (apart from reading), size on disk, and the questions that pages ask.

    python benchmarks/store.py --reports 100000 --store /tmp/big

Reports are made up: Zipf-distributed words, thirty states, ten years. The texts differ, as real ones do, so that the
search for near copies finds only the five in a hundred that are copies.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import shutil
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.record import (
    Actor,
    Change,
    Counts,
    Event,
    Mention,
    Outlet,
    Party,
    Reading,
    Report,
    Statement,
    Tie,
    Time,
    claim_id,
    report_id,
    span_of,
)  # fmt: skip
from dragoman.store import open_store

STATES = [
    "CHN", "PRK", "USA", "RUS", "KOR", "JPN", "IND", "PAK", "IRN", "ISR", "SYR", "TUR", "GBR", "FRA", "DEU", "UKR",
    "BLR", "POL", "EGY", "SAU", "YEM", "ETH", "KEN", "SDN", "NGA", "ZAF", "BRA", "VEN", "CUB", "MEX",
]  # fmt: skip
STATUSES = ["actual"] * 14 + [
    "ongoing",
    "promised",
    "threatened",
    "requested",
    "expected",
    "alleged",
    "denied",
    "negated",
]
START = date(2014, 1, 1)
DAYS = 3650


class Maker:
    """Makes readings from a seed: the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.book = load_codebook()
        self.types = list(self.book.types)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "os", "un")]
        self.words = ["".join(self.random.choices(syllables, k=self.random.choice((2, 2, 3)))) for _ in range(30_000)]
        self.weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(self.words))))
        self.last: Reading | None = None

    def readings(self, number: int) -> list[Reading]:
        """``number`` readings; one in twenty is a near copy of the one before."""
        made = []
        for at in range(number):
            day = START + timedelta(days=self.random.randrange(DAYS))
            if at % 20 == 19 and self.last is not None:
                made.append(
                    self._reading(
                        self.last.report.text + f" Additional reporting by desk {at}.", self.last.report.published
                    )
                )
            else:
                self.last = self._reading(self._text(), day.isoformat())
                made.append(self.last)
        return made

    def _text(self) -> str:
        sentences = []
        for _ in range(self.random.randrange(8, 20)):
            words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randrange(14, 30))
            for place in (0, 8):
                words[place] = self.random.choice(STATES)
            sentences.append(" ".join(words).capitalize() + ".")
        return " ".join(sentences)

    def _reading(self, text: str, published: str | None) -> Reading:
        rid, seeded = report_id(text), random.Random(text[:400])  # noqa: S311 - no secret
        report = Report(
            rid, text, text[:60], Outlet(f"Outlet {seeded.randrange(80)}"), f"https://example.org/{rid}", published
        )
        pairs = [seeded.sample(STATES, 2) for _ in range(4)]
        used = sorted({one for pair in pairs for one in pair})
        actors = tuple(
            Actor(
                one,
                one,
                "state",
                one,
                ("GOV",),
                None,
                None,
                tuple(Mention(at, at + 3, text[at : at + 3], "name") for at in (0, 9, 30)),
            )
            for one in used
        )
        statements = tuple(self._statement(text, rid, seeded, pair[0], at) for at, pair in enumerate(pairs[:2]))
        events = tuple(
            self._event(text, rid, seeded, pair, at) for at, pair in enumerate(pairs[: seeded.randrange(1, 5)])
        )
        ties = (self._tie(text, rid, seeded, pairs[0]),) if seeded.random() < 0.2 else ()
        return Reading(report, actors, statements, events, ties)

    def _statement(self, text: str, rid: str, seeded: random.Random, who: str, at: int) -> Statement:
        start = 60 + 200 * at
        span = span_of(text, start, start + 120)
        return Statement(claim_id("s", rid, (start, start + 120), "s", []), who, None, None, (span,), (), "indirect",
                         None, (), seeded.choice(("asserts", "denies", "promises")), None, (), 0.8)  # fmt: skip

    def _event(self, text: str, rid: str, seeded: random.Random, pair: list[str], at: int) -> Event:
        kind, start = seeded.choice(self.types), 20 + 150 * at
        cameo = self.book.to_cameo(kind, None)
        return Event(claim_id("e", rid, (start, start + 8), kind, []), kind, None, (), cameo, self.book.quad(kind),
                     self.book.goldstein(cameo), (pair[0],), (pair[1],), span_of(text, start, start + 8),
                     span_of(text, max(0, start - 60), start + 100), seeded.choice(STATUSES), None,
                     Time(None, None, "reported", None),
                     None, Counts(), (), round(seeded.random(), 3), "made up")  # fmt: skip

    def _tie(self, text: str, rid: str, seeded: random.Random, pair: list[str]) -> Tie:
        kind = seeded.choice(("alliance", "treaty", "sanctions", "trade"))
        roles = ("sender", "target") if kind == "sanctions" else ("party", "party")
        return Tie(claim_id("t", rid, (10, 90), kind, []), kind, None,
                   tuple(Party(who, role) for who, role in zip(pair, roles, strict=True)), (),
                   Change(seeded.choice(("exists", "signed", "renewed", "suspended")), None, None, None), None, None,
                   (), None, span_of(text, 10, 90), 0.7)  # fmt: skip


def timed(name: str, ask: object, times: int = 5) -> dict[str, object]:
    """The median and worst milliseconds of a question, the first time left in."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - started) * 1000)
    return {"question": name, "first_ms": round(spent[0], 1), "median_ms": round(statistics.median(spent), 1)}


def main() -> None:
    """Fill a store and ask it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--store", type=Path, required=True)
    options.add_argument("--batch", type=int, default=500)
    options.add_argument("--keep", action="store_true", help="ask a store that is there already")
    given = options.parse_args()
    result: dict[str, object] = {"reports": given.reports, "date": date.today().isoformat()}
    if not given.keep:
        shutil.rmtree(given.store, ignore_errors=True)
        result |= fill(given.store, given.reports, given.batch)
    result |= ask_all(given.store)
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(result, indent=1))


def fill(folder: Path, reports: int, batch: int) -> dict[str, object]:
    """Add made-up readings; only the adding is timed."""
    maker, spent, steps = Maker(7), 0.0, []
    cpu = 0.0
    with open_store(folder, create=True) as store:
        for start in range(0, reports, batch):
            readings = maker.readings(min(batch, reports - start))
            began, cpu_began = time.perf_counter(), time.process_time()
            store.add_many(readings, reader="made up", batch=batch)
            spent += time.perf_counter() - began
            cpu += time.process_time() - cpu_began
            if (start // batch) % 20 == 19:
                steps.append(round((start + batch) / spent))
                print(f"{start + batch:,} reports, {steps[-1]}/s", flush=True)
        totals = store.totals()
    size = sum(one.stat().st_size for one in folder.iterdir())
    return {"add_per_s": round(reports / spent), "add_per_cpu_s": round(reports / cpu), "rate_so_far": steps,
            "size_mb": round(size / 1e6), "totals": totals}  # fmt: skip


def ask_all(folder: Path) -> dict[str, object]:
    """The questions that pages ask."""
    with open_store(folder, readonly=True) as store:
        words = Maker(7).words
        questions = {
            "dossier pair": lambda: store.dossier("CHN", "PRK"),
            "dossier actor": lambda: store.dossier("CHN"),
            "dossier pair, one year": lambda: store.dossier("USA", "RUS", since="2020", until="2020"),
            "search, two common words": lambda: store.search(f"{words[0]} {words[1]}"),
            "search, one rare word": lambda: store.search(words[20_000]),
            "search, phrase": lambda: store.search(f'"{words[0]} {words[1]}"'),
            "search, common word, actor and type": lambda: store.search(words[0], actor="CHN", type="ASSAULT"),
            "dyad months, all dyads": store.dyad_months,
            "dyad months, one dyad": lambda: store.dyad_months([("CHN", "PRK")], since="2014-01", until="2023-12"),
            "events of a dyad, first page": lambda: store.events(actor="CHN", recipient="PRK").page(50).to_dicts(),
            "events of an actor, first page": lambda: store.events(involving="CHN").page(50).to_dicts(),
            "latest reports, first page": lambda: store.reports().page(50).to_dicts(),
            "lowest confidence, first page": lambda: store.query("SELECT id FROM codings ORDER BY confidence LIMIT 50"),
        }
        return {"questions": [timed(name, ask) for name, ask in questions.items()]}


if __name__ == "__main__":
    main()
