"""Judgements on identity: added, never overwritten, and undone by a later one."""

import pytest

from dragoman.knowledge import Identities, Judgement, Knowledge, KnowledgeError, add_judgement, check

REPORT_OWN = "a0123456789abcdef"


def judged(left: str, right: str, judgement: str, when: str = "2024-01-01") -> Judgement:
    return Judgement(left, right, judgement, "editor", when, "compared by hand")


def test_same_joins_and_a_table_id_stands_for_all():
    found = Identities([judged(REPORT_OWN, "org:is", "same"), judged("org:isil", REPORT_OWN, "same")])
    assert found.same("org:is") == {REPORT_OWN, "org:is", "org:isil"}
    assert found.canonical(REPORT_OWN) == "org:is"
    assert found.canonical("CHN") == "CHN"


def test_the_last_judgement_counts_and_the_first_stays():
    found = Identities([judged("x", "y", "same"), judged("y", "x", "different", "2024-02-01")])
    assert found.same("x") == {"x"}
    assert len(found.history) == 2
    assert found.judgement("x", "y").judgement == "different"


def test_conflicts_are_named():
    found = Identities([judged("x", "y", "same"), judged("y", "z", "same"), judged("x", "z", "different")])
    assert len(found.conflicts()) == 1


def test_a_folder_keeps_its_history(tmp_path):
    add_judgement(tmp_path, judged("x", "y", "same"))
    add_judgement(tmp_path, judged("x", "y", "unsure", "2024-03-01"))
    found = Identities.load(tmp_path)
    assert [one.judgement for one in found.history] == ["same", "unsure"]
    assert found.canonical("y") == "y"
    assert check(Knowledge.load(tmp_path)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        judged("x", "x", "same"),
        judged("x", "y", "maybe"),
        judged("x", "y", "same", "yesterday"),
        judged("x", "", "same"),
    ],
)
def test_a_bad_judgement_is_refused(tmp_path, wrong):
    with pytest.raises(KnowledgeError):
        add_judgement(tmp_path, wrong)


def test_a_broken_row_names_its_line(tmp_path):
    (tmp_path / "identities.tsv").write_text("left\tright\tjudgement\twho\twhen\twhy\nx\ty\tsame\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"identities\.tsv:2"):
        Identities.load(tmp_path)
    assert any("identities.tsv:2" in fault for fault in check(Knowledge.load(tmp_path)))
