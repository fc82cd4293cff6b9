"""Build the sentence records of one window from the network's rows."""

from collections.abc import Iterator, Sequence

from dragoman.language.lemmas import lemma
from dragoman.language.network import Network, Rows
from dragoman.language.quotations import Piece, pieces
from dragoman.language.spans import Found, SpanFinder
from dragoman.language.syntax import heads, relations, span_head
from dragoman.language.triggers import EventHeads
from dragoman.record.sentence import Quotation, Sentence, Trigger, WordSpan

Range = tuple[int, int]


class Window:
    """Words of one paragraph or a part of it, with offsets into the text."""

    def __init__(self, text: str, paragraph: int, spans: list[Range], words: list[str] | None = None) -> None:
        self.text = text
        self.paragraph = paragraph
        self.spans = spans
        self.words = [text[a:b] for a, b in spans] if words is None else words

    def part(self, start: int, end: int) -> "Window":
        """Return the window of some of the words."""
        if start == 0 and end == len(self.spans):
            return self
        return Window(self.text, self.paragraph, self.spans[start:end], self.words[start:end])


class Builder:
    """Turns rows into records; holds the decoders and the lemma table."""

    def __init__(self, network: Network, lemmas: dict[str, str]) -> None:
        self._network = network
        self._lemmas = lemmas
        self._finder = SpanFinder(network)
        self.events = EventHeads(network)

    def build(self, window: Window, rows: Rows, cuts: Sequence[Range], first: int) -> Iterator[Sentence]:
        """Yield a record for each range of ``cuts``; ``first`` is the index of the first sentence in the text."""
        found = self._finder.find(rows)
        quoted = pieces(rows, found)
        home = {number: first + k for k, cut in enumerate(cuts) for number in _within(quoted, cut)}
        for k, cut in enumerate(cuts):
            yield self._sentence(window, rows, cut, first + k, (found, quoted, home))

    def _sentence(
        self,
        window: Window,
        rows: Rows,
        cut: Range,
        index: int,
        seen: tuple[dict[str, list[Found]], list[Piece], dict[int, int]],
    ) -> Sentence:
        start, end = cut
        found, quoted, home = seen
        labels = self._network.labels
        words = tuple(window.words[start:end])
        upos = tuple(labels["upos"][i] for i in rows.upos[start:end])
        tree = heads(self._network, rows, start, end)
        governors = tuple(int(h) for h in tree)
        mentions = self._spans(found["mention"], cut, governors)
        attribution, quotations, cues = _quotations(quoted, cut, governors, home)
        scripts = [[labels["lemma"][i] for i in row] for row in rows.lemma[start:end]]
        return Sentence(
            index=index,
            paragraph=window.paragraph,
            start=window.spans[start][0],
            end=window.spans[end - 1][1],
            words=words,
            starts=tuple(a for a, _ in window.spans[start:end]),
            ends=tuple(b for _, b in window.spans[start:end]),
            upos=upos,
            feats=tuple(labels["feats"][i] for i in rows.feats[start:end]),
            lemmas=tuple(
                lemma(w, u, s, self._lemmas, self._network.known) for w, u, s in zip(words, upos, scripts, strict=True)
            ),
            heads=governors,
            deprels=tuple(relations(self._network, rows, start, end, tree)),
            entities=self._spans(found["entity"], cut, governors),
            mentions=mentions,
            attribution=attribution,
            quotations=quotations,
            triggers=self._triggers(rows, found["trigger"], cut, governors, mentions),
            cue_sentences=cues,
        )

    @staticmethod
    def _spans(found: Sequence[Found], cut: Range, governors: Sequence[int]) -> tuple[WordSpan, ...]:
        """Spans that begin in the sentence, cut off at its end."""
        return tuple(_word_span(s, cut, governors) for s in found if cut[0] <= s.start < cut[1])

    def _triggers(
        self, rows: Rows, found: Sequence[Found], cut: Range, governors: Sequence[int], mentions: Sequence[WordSpan]
    ) -> tuple[Trigger, ...]:
        start, end = cut
        ranges = [(m.start + start, m.end + start) for m in mentions]
        out = []
        for span in found:
            if start <= span.start < end:
                clipped = span._replace(end=min(span.end, end))
                head = span_head(governors, clipped.start - start, clipped.end - start)
                out.append(self.events.trigger(rows, clipped, start, head, ranges))
        return tuple(out)


def _word_span(span: Found, cut: Range, governors: Sequence[int]) -> WordSpan:
    start, end = max(span.start, cut[0]) - cut[0], min(span.end, cut[1]) - cut[0]
    return WordSpan(start=start, end=end, label=span.label, score=span.score, head=span_head(governors, start, end))


def _within(quoted: Sequence[Piece], cut: Range) -> list[int]:
    """Numbers of the pieces that begin in the sentence."""
    return [i for i, p in enumerate(quoted) if cut[0] <= p.span.start < cut[1]]


def _quotations(
    quoted: Sequence[Piece], cut: Range, governors: Sequence[int], home: dict[int, int]
) -> tuple[tuple[WordSpan, ...], tuple[Quotation, ...], tuple[int, ...]]:
    """The pieces that reach into the sentence, in order of place, and what joins them here."""
    here = [i for i, p in enumerate(quoted) if p.span.start < cut[1] and cut[0] < p.span.end]
    here.sort(key=lambda i: (quoted[i].span.start, quoted[i].layer, quoted[i].span.end))
    place = {number: k for k, number in enumerate(here)}
    spans = tuple(_word_span(quoted[i].span, cut, governors) for i in here)
    cues = [home.get(i if quoted[i].span.label == "cue" else _cue(quoted[i]), -1) for i in here]
    quotations = []
    for number in here:
        piece = quoted[number]
        if piece.span.label != "cue":
            continue
        linked = [i for i in here if quoted[i].cue == number]
        sources = [i for i in linked if quoted[i].span.label == "source"]
        source = max(sources, key=lambda i: (quoted[i].score, -i), default=None)
        quotations.append(
            Quotation(
                cue=place[number],
                source=None if source is None else place[source],
                contents=tuple(place[i] for i in linked if quoted[i].span.label == "content"),
                layer=piece.layer,
                score=piece.score,
            )
        )
    return spans, tuple(quotations), tuple(cues)


def _cue(piece: Piece) -> int:
    return -1 if piece.cue is None else piece.cue
