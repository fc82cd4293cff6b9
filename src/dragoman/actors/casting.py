"""From phrases to the cast: each sentence twice, first who is named or described, then who is referred to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.actors.candidates import Finder
from dragoman.actors.denoted import Denoted
from dragoman.actors.discourse import Discourse, Seen
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.references import Link, Referrer
from dragoman.actors.registry import Registry
from dragoman.actors.syntax import coordination, is_definite, is_main, is_second, is_subject
from dragoman.knowledge import Knowledge
from dragoman.record import ActorMention, Cast, Form, Mention, Report, Sentence, Tree

_OF_STATES = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
_FORCES = frozenset({"MIL", "COP"})
_HEADS = frozenset({"head-of-state", "head-of-government", "minister"})
_OTHERS = frozenset({"counterpart", "predecessor", "successor", "body"})


class Casting:
    """Builds the cast of one report."""

    def __init__(self, report: Report, knowledge: Knowledge, lexicon: Lexicon, on: date | None) -> None:
        self.report = report
        self.lexicon = lexicon
        self.finder = Finder(report.text, knowledge, lexicon, on)
        self.registry = Registry(report, knowledge, on)
        self.discourse = Discourse()
        self.referrer = Referrer(self.discourse, self.registry, lexicon)
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
        made: dict[int, ActorMention] = {}
        waiting: list[Denoted] = []
        for denoted in self.finder.find(sentence):
            link = self._direct(sentence, denoted, made)
            if link is None:
                waiting.append(denoted)
            else:
                self._note(sentence, tree, denoted, link, made)
        # In the order of the text, a pronoun before the phrase it opens: "his office" needs to know who "he" is.
        for denoted in sorted(waiting, key=lambda one: (one.phrase.first, one.pronoun is None)):
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
        made.setdefault(phrase.head, mention)
        many = bool(denoted.role and denoted.role.number == "plural") or denoted.plural
        many = many or "Number=Plur" in sentence.feats[phrase.head]
        words = (*sentence.words[phrase.first : phrase.last], *self.registry.name(actors).split())
        self.discourse.add(
            Seen(
                mention,
                self.registry.kind(actors[0]) if actors else "group",
                self.registry.states(actors),
                is_subject(tree, phrase.head),
                coordination(tree, phrase.head),
                is_main(tree, phrase.head),
                is_second(tree, phrase.head),
                len(actors) > 1 or (many and form == "nominal"),
                not tree.kids(max(0, sentence.heads[phrase.head]), "obj", "ccomp", "xcomp"),
                tree.rel(phrase.head, "nmod:poss"),
                self.lexicon.gender(words),
            )
        )

    # named and described

    def _direct(self, sentence: Sentence, denoted: Denoted, made: dict[int, ActorMention]) -> Link | None:
        span = (sentence.starts[denoted.phrase.first], sentence.ends[denoted.phrase.last - 1])
        if denoted.members:
            return tuple(self.registry.sure(one) for one in denoted.members), "group", "a plural of the name"
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
        if denoted.role is None or denoted.pronoun or denoted.generic in _OTHERS:
            return None
        if denoted.generic and not denoted.states:
            return None
        states = denoted.states or self._holder_states(denoted, made)
        if not states and (self._domestic(sentence, denoted) or self._waits(sentence, denoted)):
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
        return self.registry.states(holder.actors) if holder else ()

    def _waits(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether a description must be resolved as a reference: "his government", "the president", "the two men"."""
        holder = denoted.phrase.holder
        if holder is not None and sentence.upos[holder] == "PRON":
            return True
        role = denoted.role
        counted = role is not None and role.kind == "person" and denoted.count is not None
        singular = role is not None and role.kind in {"person", "group"} and role.number == "singular"
        return (singular or counted) and is_definite(sentence, denoted.phrase, self.lexicon.definite)

    def _is_foreign(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether the words say that others are meant: "foreign forces", "hostile troops", "the regime"."""
        words = sentence.words[denoted.phrase.first : denoted.phrase.last]
        return any(word.lower() in self.lexicon.foreign for word in words)

    # references

    def _reference(
        self, sentence: Sentence, tree: Tree, denoted: Denoted, made: dict[int, ActorMention]
    ) -> Link | None:
        if denoted.pronoun is not None:
            return self.referrer.pronoun(sentence, tree, denoted, made)
        if denoted.pair in {"first", "second"}:
            return self.referrer.pair(sentence, denoted)
        found = self.referrer.described(sentence, tree, denoted, made)
        if found is not None:
            return found
        first = denoted.phrase.first
        span = (sentence.starts[first], sentence.ends[denoted.phrase.last - 1])
        states = denoted.states or self._holder_states(denoted, made)
        if denoted.generic == "state" and not states:
            return self._unnamed(denoted, span) if denoted.plural and not denoted.count else None
        if denoted.role is not None:
            home = self.discourse.home(sentence.index) if self._domestic(sentence, denoted) else None
            guess = (home,) if home else ()
            return self._described(denoted, span, states or guess, sure=bool(states))
        if denoted.unnamed or (denoted.generic and denoted.plural and not denoted.count):
            return self._unnamed(denoted, span)
        return None

    def _unnamed(self, denoted: Denoted, span: tuple[int, int]) -> Link:
        name = self.report.text[span[0] : span[1]].replace("\n", " ")
        actors = self.registry.described(denoted, name, span, denoted.states)
        return actors, "nominal", "described, not named"

    def _domestic(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether a description without a state means the state that the passage is about: "the government"."""
        role = denoted.role
        if role is None or denoted.body or not role.sectors or role.sectors[0] not in _OF_STATES:
            return False
        if (denoted.generic and denoted.generic != "government") or self._is_foreign(sentence, denoted):
            return False
        definite = is_definite(sentence, denoted.phrase, self.lexicon.definite)
        return role.kind == "body" or role.sectors[0] in _FORCES or role.level in _HEADS or definite
