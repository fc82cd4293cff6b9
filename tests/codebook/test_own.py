"""A user's own codebook file."""

from pathlib import Path

import pytest

from dragoman.codebook import Codebook, load_codebook, read_own
from dragoman.errors import DataError

GOOD = """
version: trial/1
types:
  HOSTAGE_DIPLOMACY:
    like: COERCE
    definition: Detains foreigners to press their state.
    examples: ["Tehran [jailed] a French tourist as a bargaining chip."]
    negative: ["Tehran [jailed] a smuggler."]
patterns:
  - id: jail-foreigner
    type: HOSTAGE_DIPLOMACY
    word: [jail]
    having: {obj: [tourist]}
    sure: 0.8
    positive: ["They jailed a tourist."]
    negative: ["They jailed a thief."]
"""


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


def test_a_good_file_extends_the_codebook(tmp_path: Path, book: Codebook) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(GOOD)
    own = read_own(path, book)
    extended = own.extend(book)

    example = own.types["HOSTAGE_DIPLOMACY"].marked()[0]
    assert example.text[example.start : example.end] == "jailed"
    assert extended.quad("HOSTAGE_DIPLOMACY") == "material conflict"
    assert extended.to_cameo("HOSTAGE_DIPLOMACY", None) == "170"
    assert set(book.types) < set(extended.types)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("like: COERCE", "like: COERCION", "names no PLOVER type"),
        ("HOSTAGE_DIPLOMACY:", "COERCE:", "one of PLOVER's"),
        ("[jailed] a French", "jailed a French", "mark one trigger"),
        ("definition:", "defintion:", "my.yaml"),
        ("sure: 0.8", "sure: 8", "between 0 and 1"),
        ("types:", "types: [", "my.yaml"),
    ],
)
def test_a_broken_file_is_named_in_one_line(tmp_path: Path, book: Codebook, old: str, new: str, message: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(GOOD.replace(old, new))

    with pytest.raises(DataError, match=message) as caught:
        read_own(path, book)
    assert "\n" not in str(caught.value)
