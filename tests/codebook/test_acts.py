"""What an act does to a relation, and the CAMEO code it leads to."""

import pytest

from dragoman.codebook import Codebook, load_codebook


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


@pytest.mark.parametrize(
    ("kind", "mode", "trigger", "near", "act", "cameo"),
    [
        ("SUPPORT", None, ["sign"], {"treaty"}, "signed", "057"),
        ("SUPPORT", None, ["enter", "into", "force"], set(), "in_force", "057"),
        ("SUPPORT", None, ["recognise"], set(), "recognised", "054"),
        ("CONCEDE", None, ["lift"], {"sanction"}, "lifted_sanctions", "085"),
        ("CONCEDE", None, ["lift"], {"curfew"}, "lifted_curfew", "081"),
        ("SANCTION", "withdraw", ["recall"], {"ambassador"}, "recalled", "161"),
        ("SANCTION", "discontinue", ["suspend"], {"aid"}, "suspended_aid", "162"),
        ("REJECT", "change", ["veto"], set(), "vetoed", "129"),
        ("CONSULT", "visit", ["travel"], set(), None, "042"),
    ],
)
def test_acts(  # noqa: PLR0917 - a row of the table above
    book: Codebook, kind: str, mode: str | None, trigger: list[str], near: set[str], act: str | None, cameo: str
) -> None:
    assert book.act(kind, trigger, near) == act
    assert book.to_cameo(kind, mode, act) == cameo


def test_every_code_of_an_act_belongs_to_an_act(book: Codebook) -> None:
    acts = {(kind, row.act) for kind, rows in book.acts.items() for row in rows}
    named = {(kind, act) for kind, _, act in book.preferred if act}

    assert set(book.acts) <= set(book.types)
    assert named <= acts
