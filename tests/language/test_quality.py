"""A quality gate: what a good export reads right in our own small treebank and entity sample, so a bad one cannot land.

The floors lie some points below the scores of the shipped weights (see their model card).
"""

from pathlib import Path

import pytest

from dragoman.bench import ner, parse

DATA = Path(__file__).parent / "data"
FLOORS = {"words": 99.5, "sentences": 97.0, "upos": 97.0, "ufeats": 95.0, "lemmas": 96.0, "uas": 95.0, "las": 93.5}


@pytest.fixture(scope="module")
def scores(model):
    return parse.run(DATA / "news.conllu", model)["metrics"]


@pytest.mark.parametrize(("metric", "floor"), FLOORS.items())
def test_parse(scores, metric, floor):
    assert scores[metric] >= floor


def test_entities(model):
    assert ner.run(DATA / "news.iob2", model)["metrics"]["f1"] >= 90.0
