"""From phrases to the cast: each sentence twice, first who is named or described, then who is referred to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.actors.candidates import Denoted, Finder
from dragoman.actors.discourse import Discourse, Seen
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.registry import Registry
from dragoman.knowledge import Knowledge
from dragoman.record import ActorMention, Cast, Form, Mention, Report, Sentence, Tree

Link = tuple[tuple[str, ...], Form, str]  # actors, form, why


_OF_STATES = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
_FORCES = frozenset({"MIL", "COP"})
_HEADS = frozenset({"head-of-state", "head-of-government", "minister"})


class Casting:
    """Builds the cast of one report."""

    def __init__(self, report: Report, knowledge: Knowledge, lexicon: Lexicon, on: date | None) -> None:
        self.report = report
        self.finder = Finder(report.text, knowledge, lexicon, on)
        self.registry = Registry(report, knowledge, on)
        self.discourse = Discourse()
        self.mentions: list[ActorMention] = []

    def cast(self, sentences: Sequence[Sentence]) -> Cast:
        """The cast of the whole report."""
        self.finder.survey(sentences)
        for sentence in sentences:
            if sentence.heads:
                self._sentence(sentence)
        origin = (
            self.report.dateline.agency if self.report.dateline else None,
            *self.report.credit,
            self.report.outlet.actor if self.report.outlet else None,
        )
        unmentioned = {one for one in origin if one and self.registry.known(one)}
        by_actor: dict[str, list[Mention]] = {}
        for one in self.mentions:
            text = self.report.text[one.start : one.end]
            for actor in one.actors:
                by_actor.setdefault(actor, []).append(Mention(one.start, one.end, text, one.form))
        ordered = sorted(self.mentions, key=lambda one: (one.sentence, one.first, -one.last))
        return Cast(self.registry.finished(by_actor, unmentioned), tuple(ordered))

    def _sentence(self, sentence: Sentence) -> None:
        tree = Tree(sentence)
        found = self.finder.find(sentence)
        made: dict[int, ActorMention] = {}
        waiting: list[Denoted] = []
        for denoted in found:
            link = self._direct(sentence, denoted, made, tree)
            if link is None:
                waiting.append(denoted)
            else:
                self._note(sentence, tree, denoted, link, made)
        # Pronouns first: "his office" needs to know who "he" is.
        for denoted in sorted(waiting, key=lambda one: one.pronoun is None):
            link = self._reference(sentence, tree, denoted, made)
            if link is not None:
                self._note(sentence, tree, denoted, link, made)

    def _note(
        self, sentence: Sentence, tree: Tree, denoted: Denoted, link: Link, made: dict[int, ActorMention]
    ) -> None:
        actors, form, why = link
        phrase = denoted.phrase
        mention = ActorMention(
            sentence=sentence.index,
            first=phrase.first,
            last=phrase.last,
            head=phrase.head,
            start=sentence.starts[phrase.first],
            end=sentence.ends[phrase.last - 1],
            form=form,
            actors=actors,
            why=why,
        )
        self.mentions.append(mention)
        made[phrase.head] = mention
        kind = self.registry.kind(actors[0]) if actors else "group"
        state = self.registry.state(actors[0]) if len(actors) == 1 else None
        coordinated = tree.rel(phrase.head, "conj") or bool(tree.kids(phrase.head, "conj"))
        main = phrase.head == _main_subject(tree)
        self.discourse.add(Seen(mention, kind, state, _is_subject(tree, phrase.head), coordinated, main))
        self.discourse.seen.sort(key=lambda one: (one.mention.sentence, one.mention.first))

    # named and described

    def _direct(self, sentence: Sentence, denoted: Denoted, made: dict[int, ActorMention], tree: Tree) -> Link | None:
        span = (sentence.starts[denoted.phrase.first], sentence.ends[denoted.phrase.last - 1])
        if denoted.entry is not None:
            key = self.registry.known(denoted.entry)
            return ((key,), denoted.form, "named in the tables") if key else None
        if denoted.person is not None:
            if denoted.role is not None and not denoted.states and self._domestic(sentence, denoted):
                home = self.discourse.home(sentence.index)
                denoted = msgspec.structs.replace(denoted, states=(home,) if home else ())
            return (self.registry.person(denoted, span),), "name", "a person's name"
        if denoted.organisation is not None:
            return (self.registry.organisation(denoted, span),), "name", "an organisation's name"
        if denoted.role is None or denoted.pronoun or denoted.pair:
            return None
        states = denoted.states or self._holder_states(denoted, made)
        if not states and (denoted.generic or self._domestic(sentence, denoted) or self._waits(sentence, denoted)):
            return None
        return self._described(denoted, span, states)

    def _described(
        self, denoted: Denoted, span: tuple[int, int], states: tuple[str, ...], *, sure: bool = True
    ) -> Link:
        name = self.report.text[span[0] : span[1]].replace("\n", " ")
        actors = self.registry.described(denoted, name, span, states, holders=sure)
        form: Form = "group" if len(actors) > 1 else "nominal"
        return actors, form, "described by role" + (f" and state {'/'.join(states)}" if states else "")

    def _holder_states(self, denoted: Denoted, made: dict[int, ActorMention]) -> tuple[str, ...]:
        """The state of who the phrase belongs to: "Pyongyang's troops", "the government of Chad"."""
        holder = made.get(denoted.phrase.holder) if denoted.phrase.holder is not None else None
        states = [self.registry.state(actor) for actor in holder.actors] if holder else []
        return tuple(state for state in states if state)

    def _waits(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether a description must be resolved as a reference: "his government", "the president"."""
        holder = denoted.phrase.holder
        if holder is not None and sentence.upos[holder] == "PRON":
            return True
        singular = denoted.role is not None and denoted.role.kind == "person" and denoted.role.number == "singular"
        return singular and _definite(sentence, denoted)

    # references

    def _reference(
        self, sentence: Sentence, tree: Tree, denoted: Denoted, made: dict[int, ActorMention]
    ) -> Link | None:
        index, first = sentence.index, denoted.phrase.first
        if denoted.pronoun is not None:
            return self._pronoun(sentence, tree, denoted)
        if denoted.pair in {"first", "second"}:
            both = self.discourse.pair(index, first, self._no_person)
            actor = both[0 if denoted.pair == "first" else 1] if both else None
            return ((actor,), "pronoun", f"the {denoted.pair} of the last two actors") if actor else None
        span = (sentence.starts[first], sentence.ends[denoted.phrase.last - 1])
        states = self._holder_states(denoted, made)
        if states and denoted.role is not None:
            return self._described(denoted, span, states)
        if denoted.generic == "counterpart":
            return self._counterpart(sentence, denoted, made)
        found = self._generic(sentence, denoted)
        if found is not None:
            return found
        if denoted.role is not None:
            home = self.discourse.home(index) if self._domestic(sentence, denoted) else None
            return self._described(denoted, span, (home,) if home else (), sure=False)
        if denoted.unnamed or (denoted.generic and denoted.plural and denoted.pair is None):
            name = self.report.text[span[0] : span[1]].replace("\n", " ")
            plain = msgspec.structs.replace(denoted, sectors=denoted.sectors)
            return self.registry.described(plain, name, span, denoted.states), "nominal", "described, not named"
        return None

    def _domestic(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether a description without a state means the state that the passage is about: "the government"."""
        role = denoted.role
        if role is None or denoted.generic or not role.sectors or role.sectors[0] not in _OF_STATES:
            return False
        return role.kind == "body" or role.sectors[0] in _FORCES or role.level in _HEADS or _definite(sentence, denoted)

    def _pronoun(self, sentence: Sentence, tree: Tree, denoted: Denoted) -> Link | None:
        index, first = sentence.index, denoted.phrase.first
        if denoted.generic == "person":
            found = self.discourse.person(index, first, _main_subject(tree))
            return ((found[0],), "pronoun", found[1]) if found else None
        if denoted.generic == "body":
            body = self.discourse.body(index, first)
            return ((body[0],), "pronoun", body[1]) if body else None
        group = self.discourse.group(index, first)
        return (group[0], "pronoun", group[1]) if group else None

    def _generic(self, sentence: Sentence, denoted: Denoted) -> Link | None:
        """Such as "the two nations", "both sides", "the country", "the politician"."""
        index, first = sentence.index, denoted.phrase.first
        fits = {"state": self._state_of, "party": self._no_person}.get(denoted.generic or "", self._person_of)
        is_person = denoted.role is not None and denoted.role.kind == "person" and not denoted.plural
        if denoted.generic is None and not is_person:
            return None
        if denoted.pair == "both" and denoted.generic and _definite(sentence, denoted):
            both = self.discourse.pair(index, first, fits)
            if both is None and denoted.generic == "party":
                both = self.discourse.pair(index, first, self._any)
            keys = tuple(self.registry.known(key) or key for key in both) if both else ()
            return (keys, "group", "the last two mentioned") if keys else None
        if denoted.plural or not _definite(sentence, denoted):
            return None
        last = self.discourse.last(index, first, fits)
        key = (self.registry.known(last) or last) if last else None
        return ((key,), "nominal", "the last of its kind mentioned") if key else None

    def _counterpart(self, sentence: Sentence, denoted: Denoted, made: dict[int, ActorMention]) -> Link | None:
        """Such as "his colleague": of the last two persons the one who is not "he"."""
        holder = denoted.phrase.holder
        own = made[holder].actors[0] if holder in made and made[holder].actors else None
        both = self.discourse.pair(sentence.index, denoted.phrase.first, self._person_of)
        if both is None or own not in both:
            return None
        other = both[0] if both[1] == own else both[1]
        return (other,), "nominal", "the other of the last two persons"

    def _state_of(self, one: Seen) -> str | None:
        return one.state

    def _person_of(self, one: Seen) -> str | None:
        return one.mention.actors[0] if one.kind == "person" and len(one.mention.actors) == 1 else None

    def _no_person(self, one: Seen) -> str | None:
        return one.mention.actors[0] if one.kind != "person" and len(one.mention.actors) == 1 else None

    def _any(self, one: Seen) -> str | None:
        return one.mention.actors[0] if len(one.mention.actors) == 1 else None


def _is_subject(tree: Tree, head: int) -> bool:
    """Whether a word is, or is coordinated with, a subject."""
    at = head
    for _ in range(len(tree)):
        if tree.rel(at, "nsubj"):
            return True
        if not tree.rel(at, "conj") or tree.sentence.heads[at] < 0:
            return False
        at = tree.sentence.heads[at]
    return False


def _main_subject(tree: Tree) -> int | None:
    root = next((word for word, head in enumerate(tree.sentence.heads) if head < 0), None)
    return tree.kid(root, "nsubj") if root is not None else None


def _definite(sentence: Sentence, denoted: Denoted) -> bool:
    """Whether "the", "this" or "both" stands before or opens the phrase."""
    first = denoted.phrase.first
    around = sentence.words[max(0, first - 1) : first + 1]
    feats = sentence.feats[max(0, first - 1) : first + 1]
    marks = [feat for word, feat in zip(around, feats, strict=False) if word.isalpha()]
    return any("Definite=Def" in feat or "PronType=Dem" in feat for feat in marks)
