"""Sentences from literals: one word a line, ``word lemma UPOS head deprel [feats]``, heads 1-based as in CoNLL-U."""

from collections.abc import Sequence

from dragoman.record import Actor, ActorMention, Cast, Form, Mention, Report, Sentence, report_id


def sentence(lines: str, *, index: int = 0, offset: int = 0) -> tuple[Sentence, str]:
    """A sentence and its text; words are joined by single spaces, starting at ``offset``."""
    rows = [line.split() for line in lines.strip().splitlines()]
    words = [row[0] for row in rows]
    starts, at = [], offset
    for word in words:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    made = Sentence(
        index=index,
        paragraph=0,
        start=starts[0],
        end=ends[-1],
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(ends),
        lemmas=tuple(row[1] for row in rows),
        upos=tuple(row[2] for row in rows),
        heads=tuple(int(row[3]) - 1 for row in rows),
        deprels=tuple(row[4] for row in rows),
        feats=tuple(row[5] if len(row) > 5 else "_" for row in rows),
    )
    return made, " ".join(words)


def report(text: str, published: str | None = "2021-07-12") -> Report:
    """A report of a text."""
    return Report(id=report_id(text), text=text, published=published)


def cast(made: Sentence, text: str, named: dict[str, tuple[str, Sequence[str]]]) -> Cast:
    """A cast: ``{"Xi Jinping": ("xi-jinping", ["Xi", "he"])}``, the words being heads of mentions in the sentence."""
    mentions, actors = [], []
    for name, (key, heads) in named.items():
        found = []
        for head in heads:
            at = made.words.index(head)
            form: Form = "name"
            mentions.append(
                ActorMention(made.index, at, at + 1, at, made.starts[at], made.ends[at], form, (key,), "literal")
            )
            found.append(Mention(made.starts[at], made.ends[at], head, form))
        state = key if key.isupper() and len(key) == 3 else None
        actors.append(Actor(key, name, "state" if state else "person", state, (), None, None, tuple(found)))
    return Cast(tuple(actors), tuple(mentions))
