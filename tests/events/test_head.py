"""The light head of a user's own types, on made-up vectors."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import DataError
from dragoman.events.head import NONE, Head, cross_validate, fit


@pytest.fixture(scope="module")
def data() -> tuple[np.ndarray, list[str]]:
    dice = np.random.default_rng(7)
    labels = ["RAID"] * 25 + [NONE] * 60
    centre = np.where(np.array(labels)[:, None] == "RAID", 1.0, -1.0)
    return centre * np.eye(8)[0] * 2 + dice.normal(size=(85, 8)), labels


def test_it_learns_what_can_be_told_apart(data: tuple[np.ndarray, list[str]]) -> None:
    (score,) = cross_validate(*data)

    assert (score.type, score.n) == ("RAID", 25)
    assert score.f1 > 0.9


def test_it_does_not_learn_noise(data: tuple[np.ndarray, list[str]]) -> None:
    vectors = np.random.default_rng(8).normal(size=data[0].shape)

    assert cross_validate(vectors, data[1])[0].f1 < 0.6


def test_saved_and_read_again_it_says_the_same(tmp_path: Path, data: tuple[np.ndarray, list[str]]) -> None:
    head = fit(*data, ["raid"], "model-1")
    head.save(tmp_path / "my.head.npz")
    again = Head.load(tmp_path / "my.head.npz", "model-1")

    assert again.words == ("raid",)
    np.testing.assert_allclose(again.shares(data[0]), head.shares(data[0]))


def test_a_head_of_another_model_is_refused(tmp_path: Path, data: tuple[np.ndarray, list[str]]) -> None:
    fit(*data, (), "model-1").save(tmp_path / "my.head.npz")

    with pytest.raises(DataError, match="another model"):
        Head.load(tmp_path / "my.head.npz", "model-2")
