"""The scorers of the reader model: agreement with the gold scores 100, an error costs what it should."""

import pytest

from dragoman.bench import ner, parse, plv, polnear
from dragoman.bench.brat import read
from dragoman.language.model import LanguageModel


@pytest.fixture(scope="module")
def model():
    return LanguageModel.load()


TEXT = "The two presidents met in Geneva. They didn't sign the treaty, Reuters reported."


def conllu(sentences, *, wrong_head=False):
    lines = ["# newdoc"]
    for s in sentences:
        for i, word in enumerate(s.words):
            after = s.starts[i + 1] if i + 1 < len(s.words) else s.ends[i] + 1
            misc = "_" if after > s.ends[i] else "SpaceAfter=No"
            head = s.heads[i] + 1
            if wrong_head and i == 0:
                head = 3 if head != 3 else 2
            lines.append(
                f"{i + 1}\t{word}\t{s.lemmas[i]}\t{s.upos[i]}\t_\t{s.feats[i]}\t{head}\t{s.deprels[i]}\t_\t{misc}"
            )
        lines.append("")
    return "\n".join(lines) + "\n"


def test_parse_of_its_own_output_is_perfect(model, tmp_path):
    path = tmp_path / "own.conllu"
    path.write_text(conllu(model.analyse(TEXT)), encoding="utf-8")
    result = parse.run(path, model)
    assert set(result) == {"name", "n", "metrics", "model", "seconds"}
    assert set(result["metrics"].values()) == {100.0}


def test_a_wrong_head_costs_one_arc_a_sentence(model, tmp_path):
    sentences = model.analyse(TEXT)
    path = tmp_path / "wrong.conllu"
    path.write_text(conllu(sentences, wrong_head=True), encoding="utf-8")
    metrics = parse.run(path, model)["metrics"]
    words = sum(len(s.words) for s in sentences)
    assert metrics["uas"] == pytest.approx(100 * (words - len(sentences)) / words, abs=0.01)
    assert metrics["upos"] == 100.0


def test_a_short_line_is_named(model, tmp_path):
    path = tmp_path / "bad.conllu"
    path.write_text("1\tword\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.conllu:1"):
        parse.run(path, model)


def test_entity_columns_and_types():
    assert ner.SAME["POLITICALPARTY"] == "ORG"


def test_entities_are_read_with_and_without_an_index(tmp_path):
    for line, name in (("1\tParis\tB-LOC\t-\t-", "a"), ("Paris\tB-location", "b"), ("Paris I-LOC", "c")):
        path = tmp_path / name
        path.write_text(f"# text = Paris\n{line}\n\n", encoding="utf-8")
        assert ner.read(path) == [(["Paris"], {(0, 1, "LOC")})]


def test_marked_spans_are_found_also_when_nested():
    text, marks = plv.unmark("<t>Iran's <s>army</s></t> fired at <t>it</t>.")
    assert text == "Iran's army fired at it."
    assert text[slice(*marks["s"])] == "army"
    assert text[slice(*marks["t"])] == "it"


def test_macro_f1_counts_every_class():
    assert plv.per_class(["A", "A", "B"], ["A", "B", "B"]) == {
        "A": pytest.approx(66.67, abs=0.01),
        "B": pytest.approx(66.67, abs=0.01),
    }


def test_plv_needs_its_columns(model, tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        plv.run(path, model)


def test_standoff_files(tmp_path):
    path = tmp_path / "x_a1.ann"
    path.write_text(
        "T1\tSource 0 4\tKiev\nT2\tCue 5 9\tsaid\nT3\tContent 10 14;20 22\tno it\n"
        "T4\tAttribution 5 9\tsaid\nE1\tAttribution:T4 Source:T1 Content:T3 Cue:T2\n#1\tnote\n",
        encoding="utf-8",
    )
    (found,) = read(path)
    assert (found.source, found.cue, found.content) == ([(0, 4)], [(5, 9)], [(10, 14), (20, 22)])


def test_attribution_of_its_own_output_is_perfect(model, tmp_path):
    text = "Kigali denied that its troops had crossed the border. “We will not wait,” the minister told reporters."
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8")
    lines, number = [], 0
    for item in polnear.statements(model.analyse(text)):
        arguments = []
        for role in ("source", "cue", "content"):
            for start, end in getattr(item, role):
                number += 1
                lines.append(f"T{number}\t{role.title()} {start} {end}\t{text[start:end]}")
                arguments.append(f"{role.title()}:T{number}")
        lines.append(f"E{number}\t{' '.join(arguments)}")
    (tmp_path / "attributions" / "a_x1.ann").write_text("\n".join(lines), encoding="utf-8")
    metrics = polnear.run(tmp_path, model)["metrics"]
    assert metrics["linked"] == metrics["cue_exact"] == metrics["content_exact"] == 100.0
