"""Statements from the spans that the model's attribution heads found, with stance and manner from lexicon and tree."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.attribution.found import Found
from dragoman.attribution.lexicon import Cue, Lexicon
from dragoman.attribution.tree_cues import carrier, manner, quoted_speaker
from dragoman.record import Quotation, Sentence, Tree, WordSpan


def find_in_spans(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """One statement per quotation of the model that has content or a source."""
    tree = Tree(sentence)
    for quotation in sentence.quotations:
        cue_span = sentence.attribution[quotation.cue]
        source = sentence.attribution[quotation.source] if quotation.source is not None else None
        contents = tuple(_without_mark(tree, (span.start, span.end)) for span in _contents(sentence, quotation))
        if not contents and source is None:
            continue
        yield _found(tree, quotation, cue_span, source, contents, lexicon)


def _without_mark(tree: Tree, words: tuple[int, int]) -> tuple[int, int]:
    """The range without a leading "that"."""
    first, last = words
    starts_with_mark = tree.rel(first, "mark") and tree.lemma(first) == "that"
    return (first + 1, last) if starts_with_mark and last - first > 1 else words


def _contents(sentence: Sentence, quotation: Quotation) -> list[WordSpan]:
    return [sentence.attribution[index] for index in quotation.contents]


def _found(
    tree: Tree,
    quotation: Quotation,
    cue_span: WordSpan,
    source: WordSpan | None,
    contents: tuple[tuple[int, int], ...],
    lexicon: Lexicon,
) -> Found:
    head, cue = _cue_word(tree, cue_span, lexicon)
    medium, to = manner(tree, head, lexicon) if tree.sentence.upos[head] == "VERB" else (None, [])
    stance = cue.stance if cue else "asserts"
    speaker, relay = None, carrier(tree, head, lexicon) if tree.sentence.upos[head] == "VERB" else None
    if cue is not None and cue.kind == "quote" and tree.passive(head):
        speaker, relay = quoted_speaker(tree, head)
    if any(tree.negated(word) for word in range(cue_span.start, cue_span.end)):
        stance = "declines" if cue and cue.kind in {"promise", "ask"} else "denies"
    return Found(
        sentence=tree.sentence.index,
        source=(speaker, speaker + 1) if speaker is not None else (source.start, source.end) if source else None,
        source_head=speaker if speaker is not None else source.head if source else None,
        cue=(cue_span.start, cue_span.end),
        cue_head=head,
        contents=contents,
        kind=cue.kind if cue else "say",
        stance=stance,
        medium=medium or _medium_inside(tree, cue_span, lexicon),
        addressees=tuple(to),
        origin="model",
        confidence=round(quotation.score, 3),
        relay_head=relay,
    )


def _cue_word(tree: Tree, span: WordSpan, lexicon: Lexicon) -> tuple[int, Cue | None]:
    """The word of a cue span that the lexicon knows, verbs before nouns; else the span's head."""
    words = range(span.start, span.end)
    for word in words:
        if tree.sentence.upos[word] == "VERB" and (cue := lexicon.verb(tree.lemma(word))):
            return word, cue
    for word in words:
        if tree.sentence.upos[word] == "NOUN" and (cue := lexicon.noun(tree.lemma(word))):
            return word, cue
    for word in words:
        if cue := lexicon.adverb(tree.sentence.words[word].lower()):
            return word, cue
    return span.head, None


def _medium_inside(tree: Tree, span: WordSpan, lexicon: Lexicon) -> str | None:
    """The medium named within the cue itself: "said in a statement"."""
    for word in range(span.start, span.end):
        if tree.sentence.upos[word] in {"NOUN", "PROPN"} and (named := lexicon.medium(tree.lemma(word))):
            return named
    return None
