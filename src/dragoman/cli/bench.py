"""``dragoman bench``: score the program on a data set of a known format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

_DATA = click.Path(path_type=Path, exists=True)


@click.group()
def bench() -> None:
    """Measure accuracy and speed. --json prints one object {name, n, metrics, model, seconds}."""


def _command(name: str, what: str) -> click.Command:
    """A command that scores ``--data`` with ``dragoman.bench.NAME.run``."""

    @click.command(name=name, help=what)
    @click.option("--data", type=_DATA, required=True, help="The file or folder to score.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    def command(data: Path, as_json: bool) -> None:
        _show(_scored(name, data), as_json=as_json)

    return command


# These score the reader model by itself; the rest build what they need.
_OF_THE_MODEL = frozenset({"parse", "ner", "polnear", "plv"})


def _scored(name: str, data: Path) -> dict[str, Any]:
    """The result of one bench. A treebank is parsed after its own guidelines, told by its file name."""
    scorer = import_module(f"dragoman.bench.{name}")
    if name not in _OF_THE_MODEL:
        result: dict[str, Any] = scorer.run(data)
        return result
    from dragoman.language import LanguageModel

    style = next((bank for bank in ("ewt", "gum") if name == "parse" and bank in data.name.lower()), "any")
    model = LanguageModel.load(style=style)
    result = scorer.run(data, model)
    if name == "parse":
        result["metrics"]["gold_words"] = scorer.run(data, model, gold_words=True)["metrics"]
    return result


@click.command()
@click.option("--data", type=_DATA, required=True, help="A file of gold readings, JSON Lines.")
@click.option(
    "--reports", type=_DATA, required=True, help="The folder that holds the reports, ID.txt or reports.jsonl."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def readings(data: Path, reports: Path, as_json: bool) -> None:
    """Statements, sources, relays, medium, stance, events, status and ties on gold readings."""
    from dragoman.bench import readings as scorer

    _show(scorer.run(data, reports), as_json=as_json)


def _show(result: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    head = f"{result['name']}  n={result['n']}  {date.today()}  model {result.get('model')}  {result['seconds']:.1f} s"
    click.echo(head)
    _lines(result["metrics"], "  ")


def _lines(metrics: Mapping[str, Any], indent: str) -> None:
    for key, value in metrics.items():
        if isinstance(value, Mapping):
            click.echo(f"{indent}{key}")
            _lines(value, indent + "  ")
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else value
            click.echo(f"{indent}{key:<28} {shown}")


for _name, _what in {
    "parse": "Tagging and parsing on CoNLL-U, from raw text and from gold words.",
    "ner": "Named entities on IOB2.",
    "polnear": "Attribution spans and links on a brat stand-off folder.",
    "plv": "PLOVER root types with source and target given, on TSV.",
    "petrarch": "Whole coding on PETRARCH-style XML.",
    "dates": "Time expressions on JSON specs or gold JSON Lines.",
    "places": "Toponyms, found and resolved, on geoparsing XML.",
    "alliances": "Defence dyads on two days: computed and by the rows of an ATOP file.",
    "orders": "National emergencies in executive orders.",
    "ties": "Ties read from single sentences.",
    "unsc": "Titles of Security Council resolutions with a day, and their chains.",
    "speed": "Articles, sentences and words a second, and peak memory.",
}.items():
    bench.add_command(_command(_name, _what))
bench.add_command(readings)
