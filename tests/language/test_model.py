"""The model on any text: exact offsets, valid trees, no exception, the same result whatever else is read."""

import random

import pytest

PARTS = [
    "China", "said", "the", '"', "“", "”", "'", "’s", ".", "...", "?!", "\n", "\n\n", " ", "\t", "\x00", "\u200b",
    "\u202e", "שלום", "مرحبا", "北京", "🇺🇳", "👩\u200d👩\u200d👧", "é", "e\u0301",
    "\ud800", "-", "—", "(", ")", "https://x.y/z",
    "U.S.", "don't", "1,000", "ﬁ", "\u00a0", "\u2028", "#@$%", "A" * 300, "a.b.c.d", "ATTACKED", "talks",
    "with", "Iran",
    "\r\n", "\ufeff", "\ue000", "\ue003",
]  # fmt: skip


def check(text, sentences):
    last = 0
    for number, s in enumerate(sentences):
        assert s.index == number
        assert s.start == s.starts[0] >= last
        assert s.end == s.ends[-1]
        last = s.end
        for word, start, end in zip(s.words, s.starts, s.ends, strict=True):
            assert text[start:end] == word
            assert word
        n = len(s.words)
        assert n == len(s.upos) == len(s.feats) == len(s.lemmas) == len(s.heads) == len(s.deprels)
        assert [h for h in s.heads if not -1 <= h < n] == []
        assert s.heads.count(-1) == 1
        for i in range(n):
            steps, at = 0, i
            while at >= 0 and steps <= n:
                steps, at = steps + 1, s.heads[at]
            assert steps <= n, "a cycle"
        for span in (*s.entities, *s.mentions, *s.attribution):
            assert 0 <= span.start <= span.head < span.end <= n
            assert 0 <= span.score <= 1
        assert len(s.cue_sentences) == len(s.attribution)
        for q in s.quotations:
            assert s.attribution[q.cue].label == "cue"
        for t in s.triggers:
            assert 0 <= t.start <= t.head < t.end <= n
            assert all(0 <= i < len(s.mentions) for i, _ in (*t.actors, *t.recipients))
    assert "".join("".join(s.words) for s in sentences) == "".join(text.split())


def test_two_thousand_odd_strings(model):
    rng = random.Random(7)
    for _ in range(2000):
        glue = rng.choice(["", " "])
        text = glue.join(rng.choice(PARTS) for _ in range(rng.randint(0, 12)))
        check(text, model.analyse(text))


EXTREME = [
    "", " ", "\x00", '"' * 3000, "a" * 100_000, "x " * 3000, "\n" * 5000, "word, " * 2000, "Iran said " + "and " * 900,
    "。" * 700,
]  # fmt: skip


@pytest.mark.parametrize("text", EXTREME, ids=range(len(EXTREME)))
def test_extreme_texts(model, text):
    check(text, model.analyse(text))


TEXTS = [
    "Kenya and Somalia reopened their border on Monday. Traders cheered.",
    "“We will not wait,” the minister told reporters. “Not a day.”",
    "The court in The Hague ruled against both states, and neither accepted the ruling.\n\nTalks go on.",
    "Yes.",
]


def test_results_do_not_depend_on_order_or_company(model):
    alone = [model.analyse(t) for t in TEXTS]
    assert list(model.analyse_many(TEXTS)) == alone
    assert list(model.analyse_many(TEXTS[::-1])) == alone[::-1]
    joined = model.analyse("\n\n".join(TEXTS))
    assert [s.heads for s in joined] == [s.heads for found in alone for s in found]


def test_given_words_are_kept(model):
    (sentence,) = model.analyse_words([["state-run", "media", "", "reported"]])
    assert sentence.words == ("state-run", "media", "", "reported")


def test_pair_types_are_ranked_and_cover_the_codebook(model):
    (sentence,) = model.analyse_words([["Iran", "condemned", "Israel", "."]])
    ranked = model.pair_types(sentence, (0, 1), (2, 3))
    assert len(ranked) == 16
    assert sum(p for _, p in ranked) <= 1.001
    assert [p for _, p in ranked] == sorted((p for _, p in ranked), reverse=True)


def test_an_unknown_style_is_refused(model):
    with pytest.raises(ValueError, match="style"):
        type(model).load(style="genia")
