"""The bench reads both formats and counts as it says."""

from dragoman.bench import places as bench
from dragoman.record.sentence import Sentence

GEOVIRUS = """<articles><article><source>x</source><text>Flu hit Paris in France.</text><locations>
<location><name>Paris</name><start>9</start><end>14</end><lat>48.85</lat><lon>2.35</lon><page>p</page></location>
<location><name>France</name><start>18</start><end>24</end><lat>46</lat><lon>2</lon><page>p</page></location>
</locations></article></articles>"""


def analyse(text: str) -> list[Sentence]:
    words = text.removesuffix(".").split()
    starts = [text.index(word) for word in words]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return [Sentence(0, 0, 0, len(text), tuple(words), tuple(starts), tuple(ends))]


def test_geovirus_offsets_count_from_one(tmp_path) -> None:
    path = tmp_path / "GeoVirus.xml"
    path.write_text(GEOVIRUS, encoding="utf-8")
    result = bench.run(path, analyse=analyse)
    assert result["n"] == 2
    assert result["metrics"]["f1"] == 1.0
    assert result["metrics"]["within_161_km"] == 1.0
    assert "baseline_population_only" in result["metrics"]
