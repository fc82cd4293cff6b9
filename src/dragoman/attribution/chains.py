"""From single findings to statements with chains: who relays whom, what lies within what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.attribution.found import Found, WordRange
from dragoman.attribution.lexicon import Lexicon
from dragoman.attribution.quotes import within_quotes
from dragoman.record import (
    ActorMention,
    Cast,
    Report,
    Sentence,
    Span,
    Statement,
    StatementForm,
    Tree,
    claim_id,
    span_of,
)

CharRange = tuple[int, int]
# "He added that …" goes on in the medium of the statement before it, if the same actor speaks.
CONTINUES = frozenset({"add", "continue", "go", "conclude"})


class Placed(msgspec.Struct, frozen=True):
    """A finding with character ranges and actors. ``member`` numbers the statements of a group's members."""

    found: Found
    source: str | None
    source_range: CharRange | None
    cue_range: CharRange | None
    pieces: tuple[CharRange, ...]
    addressee: tuple[str, ...]
    medium: str | None
    relay: tuple[str, ...] = ()
    member: int = 0


def merge(by_model: Iterable[Found], by_tree: Iterable[Found]) -> list[Found]:
    """One finding per cue: the model's spans where both found it, the tree's relay and addressees added.

    The tree's content wins where the model is unsure (score under one half), has none, or stops short of a trailing
    tag's sentence; its source where it is the cue's own subject and the model's does not hold it.
    """
    merged: list[Found] = list(by_model)
    for rule in by_tree:
        twin = next((at for at, one in enumerate(merged) if _same_cue(one, rule)), None)
        if twin is None or _other_speaker(merged[twin], rule):
            merged.append(rule)
        else:
            merged[twin] = _joined(merged[twin], rule)
    return sorted(merged, key=lambda one: one.cue or (0, 0))


def _other_speaker(one: Found, rule: Found) -> bool:
    """Whether the rule found who is quoted and the model who quotes him: two statements with one cue."""
    return rule.relay_head is not None and one.source is not None and _within(rule.relay_head, one.source)


def _joined(one: Found, rule: Found) -> Found:
    by_rule = not one.contents or one.confidence < 0.5 or _trailing_whole(one, rule)
    source_by_rule = one.source is None or (rule.sure_source and not _within(rule.source_head, one.source))
    return msgspec.structs.replace(
        one,
        source=rule.source if source_by_rule and rule.source else one.source,
        source_head=rule.source_head if source_by_rule and rule.source else one.source_head,
        contents=rule.contents if by_rule else one.contents,
        relay_head=rule.relay_head if rule.relay_head is not None else one.relay_head,
        addressees=one.addressees or rule.addressees,
        medium=one.medium or rule.medium,
        confidence=min(0.99, max(one.confidence, rule.confidence) + 0.1),
    )


def _within(head: int | None, words: WordRange) -> bool:
    return head is not None and words[0] <= head < words[1]


def _trailing_whole(one: Found, rule: Found) -> bool:
    """Whether the cue closes the sentence and the tree's content holds the model's and more.

    The model's spans are one layer deep, so that in "X wish to do so, the agency reported" the agency's content is cut
    down to that of X.
    """
    if rule.cue is None or not rule.contents or not one.contents:
        return False
    closes = all(last <= rule.cue[0] for _, last in rule.contents)
    holds = rule.contents[0][0] <= one.contents[0][0] and one.contents[-1][1] <= rule.contents[-1][1]
    return closes and holds and rule.contents != one.contents


def _same_cue(one: Found, other: Found) -> bool:
    return one.cue is not None and other.cue is not None and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]


class Placer:
    """Puts characters and actors to findings."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], cast: Cast, lexicon: Lexicon) -> None:
        self.report = report
        self.sentences = {sentence.index: sentence for sentence in sentences}
        self.lexicon = lexicon
        self.outlets = {actor.id for actor in cast.actors if actor.kind == "outlet"}
        self.mentions: dict[int, list[ActorMention]] = {}
        for mention in cast.mentions:
            self.mentions.setdefault(mention.sentence, []).append(mention)

    def place(self, found: Found, before: Placed | None) -> list[Placed]:
        """The finding with characters and actors: one per member where a group speaks ("the two leaders")."""
        sources = self.actors_at(found.sentence, found.source_head, found.source) or (None,)
        return [self._place(found, before, source, member) for member, source in enumerate(sources)]

    def _place(self, found: Found, before: Placed | None, source: str | None, member: int) -> Placed:
        sentence = self.sentences[found.sentence]
        pieces = tuple(self._characters(sentence, piece) for piece in found.contents)
        medium = found.medium or self._source_medium(found) or self._carried_medium(found, source, before)
        addressee = self._addressee(found, source)
        return Placed(
            found=found,
            source=source,
            source_range=self._characters(sentence, found.source) if found.source else None,
            cue_range=self._characters(sentence, found.cue) if found.cue else None,
            pieces=pieces,
            addressee=addressee,
            medium=medium,
            relay=self._relay(found, source, addressee, before),
            member=member,
        )

    def _characters(self, sentence: Sentence, words: WordRange) -> CharRange:
        return sentence.starts[words[0]], sentence.ends[words[1] - 1]

    def _addressee(self, found: Found, source: str | None) -> tuple[str, ...]:
        heads = (self.actor_at(found.sentence, head, None) for head in found.addressees)
        return tuple(dict.fromkeys(one for one in heads if one and one != source))

    def _relay(
        self, found: Found, source: str | None, addressee: tuple[str, ...], before: Placed | None
    ) -> tuple[str, ...]:
        """Who passes it on in the same clause: who quotes or carries it, an outlet that was told."""
        relay = [one for one in (self.actor_at(found.sentence, found.relay_head, None),) if one]
        relay += [one for one in addressee if one in self.outlets and one not in relay]
        if not relay and before is not None and self._goes_on(found, source, before):
            relay += before.relay
        return tuple(one for one in relay if one != source)

    def _goes_on(self, found: Found, source: str | None, before: Placed) -> bool:
        """Whether "he added that …" continues the statement before it, in the same paragraph."""
        if source is None or before.source != source or found.cue_head is None:
            return False
        sentence = self.sentences[found.sentence]
        same_paragraph = sentence.paragraph == self.sentences[before.found.sentence].paragraph
        return same_paragraph and sentence.lemmas[found.cue_head].lower() in CONTINUES

    def _source_medium(self, found: Found) -> str | None:
        """The medium that stands as the source itself: "according to a statement released by the Pentagon"."""
        if found.source_head is None:
            return None
        return self.lexicon.medium(self.sentences[found.sentence].lemmas[found.source_head])

    def _carried_medium(self, found: Found, source: str | None, before: Placed | None) -> str | None:
        return before.medium if before is not None and self._goes_on(found, source, before) else None

    def actor_at(self, sentence: int, head: int | None, words: WordRange | None) -> str | None:
        """The one actor mentioned at a head word or within the words; of a group the first."""
        found = self.actors_at(sentence, head, words)
        return found[0] if found else None

    def actors_at(self, sentence: int, head: int | None, words: WordRange | None) -> tuple[str, ...]:
        """The actors mentioned at a head word, else by the longest mention within the words."""
        mentions = self.mentions.get(sentence, [])
        exact = [one for one in mentions if head is not None and one.first <= head < one.last and one.actors]
        if exact:
            # The mention whose own head this is, before one that merely spans it.
            return min(exact, key=lambda one: (one.head != head, one.last - one.first)).actors
        if words is None:
            return ()
        inside = [one for one in mentions if words[0] <= one.first and one.last <= words[1] and one.actors]
        return max(inside, key=lambda one: one.last - one.first).actors if inside else ()


def relays_told_later(
    placed: list[Placed], sentences: Sequence[Sentence], placer: Placer, lexicon: Lexicon
) -> list[Placed]:
    """Attach a relay that the next sentence tells: "The politician's words were broadcast by the state-run …".

    It is put to the statements of the sentence before, or of those whose source the possessive names.
    """
    result = list(placed)
    for sentence in sentences:
        told = _told_relay(sentence, lexicon)
        if told is None:
            continue
        relay_head, holder = told
        relay = placer.actor_at(sentence.index, relay_head, None)
        speaker = placer.actor_at(sentence.index, holder, None) if holder is not None else None
        if relay is None:
            continue
        before = [at for at, one in enumerate(result) if one.found.sentence == sentence.index - 1]
        own = [at for at in before if speaker is None or result[at].source == speaker]
        if not own and len({result[at].source for at in before}) == 1:
            own = before  # the possessive was not resolved to the one who speaks there
        for at in own:
            one = result[at]
            if relay not in one.relay and one.source != relay:
                result[at] = msgspec.structs.replace(one, relay=(*one.relay, relay))
    return result


def _told_relay(sentence: Sentence, lexicon: Lexicon) -> tuple[int, int | None] | None:
    """The head words of the relay and of the possessor in "X's words were carried by Y", "Y carried X's remarks"."""
    tree = Tree(sentence)
    for verb in range(len(tree)):
        cue = lexicon.verb(tree.lemma(verb)) if sentence.upos[verb] == "VERB" else None
        if cue is None or cue.kind != "report":
            continue
        passive = tree.passive(verb)
        what = tree.kid(verb, "nsubj") if passive else tree.kid(verb, "obj")
        who = tree.agent(verb) if passive else tree.kid(verb, "nsubj")
        if what is None or who is None:
            continue
        if lexicon.noun(tree.lemma(what)) or lexicon.medium(tree.lemma(what)):
            return who, tree.kid(what, "nmod:poss")
    return None


def nest(placed: list[Placed]) -> list[int | None]:
    """For each statement the index of the innermost other one that holds it in its content.

    One holds another if the other's cue lies in its content, and its own cue not in the other's content unless its
    content is longer (a trailing tag's content is the whole sentence).
    """
    by_sentence: dict[int, list[int]] = {}
    for at, one in enumerate(placed):
        by_sentence.setdefault(one.found.sentence, []).append(at)
    return [_holder(placed, at, by_sentence[one.found.sentence]) for at, one in enumerate(placed)]


def _holder(placed: list[Placed], at: int, near: list[int]) -> int | None:
    one = placed[at]
    mark = one.cue_range or (one.pieces[0] if one.pieces else None)
    if mark is None:
        return None
    best: tuple[int, int] | None = None
    for other_at in near:
        other = placed[other_at]
        if other_at == at:
            continue
        for start, end in other.pieces:
            if start <= mark[0] and mark[1] <= end and _size(other) > _size(one):
                size = end - start
                if best is None or size < best[0]:
                    best = (size, other_at)
    return best[1] if best else None


def _size(one: Placed) -> int:
    return sum(end - start for start, end in one.pieces)


# What somebody wants, expects or plans, told within his own words, is part of them and no statement beside them.
ATTITUDES = frozenset({"think", "wish", "predict", "promise", "ask"})


def without_echoes(placed: list[Placed]) -> list[Placed]:
    """The findings without attitudes that stand within a statement of the same source, or of a source unknown."""
    holders = nest(placed)
    kept = []
    for at, one in enumerate(placed):
        above = holders[at]
        own_words = above is not None and one.source in {None, placed[above].source}
        by_rule_only = above is not None and one.found.origin == "tree"
        if not (one.found.kind in ATTITUDES and (own_words or by_rule_only)):
            kept.append(one)
    return kept


def statements_of(
    placed: list[Placed], report: Report, quoted: tuple[CharRange, ...], outermost: tuple[str, ...]
) -> tuple[Statement, ...]:
    """The statement records, with ids, chains, forms and spans. ``outermost``: agencies of dateline and credit line."""
    holders = nest(placed)
    ids = [_id(one, report) for one in placed]
    made = []
    for at, one in enumerate(placed):
        relay = list(one.relay)
        above = holders[at]
        while above is not None:
            for step in (placed[above].source, *placed[above].relay):
                if step is not None and step not in relay and step != one.source:
                    relay.append(step)
            above = holders[above]
        relay.extend(agency for agency in outermost if agency not in relay and agency != one.source)
        holder = holders[at]
        made.append(_statement(one, report, quoted, ids[at], ids[holder] if holder is not None else None, tuple(relay)))
    return tuple(made)


def _id(one: Placed, report: Report) -> str:
    mark = one.cue_range or one.pieces[0]
    return claim_id("s", report.id, mark, f"statement:{one.member}", list(one.pieces))


def _statement(
    one: Placed, report: Report, quoted: tuple[CharRange, ...], own: str, within: str | None, relay: tuple[str, ...]
) -> Statement:
    text = report.text
    inside = [part for start, end in one.pieces for part in within_quotes(quoted, start, end)]
    length = sum(end - start for start, end in one.pieces)
    in_quotes = sum(end - start for start, end in inside)
    # A comma or the closing full stop may stand outside the marks: nine tenths in quotes is a direct quotation.
    form: StatementForm = "direct" if inside and in_quotes >= 0.9 * length else "mixed" if inside else "indirect"
    return Statement(
        id=own,
        source=one.source,
        source_span=span_of(text, *one.source_range) if one.source_range else None,
        cue=span_of(text, *one.cue_range) if one.cue_range else None,
        content=tuple(span_of(text, start, end) for start, end in one.pieces),
        quoted=tuple(_shown(text, start, end) for start, end in inside),
        form=form,
        medium=one.medium,
        addressee=one.addressee,
        stance=one.found.stance,  # type: ignore[arg-type]  # the lexicon's stances are checked when it is loaded
        within=within,
        relay=relay,
        confidence=round(min(one.found.confidence, 0.99), 2),
    )


def _shown(text: str, start: int, end: int) -> Span:
    """A quoted span without the blanks and commas at its ends."""
    while end > start + 1 and text[end - 1] in " ,":
        end -= 1
    while start < end - 1 and text[start] == " ":
        start += 1
    return span_of(text, start, end)
