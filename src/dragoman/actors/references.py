"""What a pronoun or description refers to, each answer with what it rests on; None where that is unsure."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.actors.denoted import Denoted
from dragoman.actors.discourse import Discourse, Key, Seen
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.offices import Offices
from dragoman.actors.registry import Registry
from dragoman.actors.syntax import is_definite, is_dummy, main_subject
from dragoman.record import ActorMention, Form, Sentence, Tree

Link = tuple[tuple[str, ...], Form, str]  # actors, form, why
Made = Mapping[int, ActorMention]

_POWERS = frozenset({"state", "territory", "government", "igo", "armed group", "company", "ngo", "party"})
_STATELY = frozenset({"state", "territory", "government"})


class Referrer:
    """Resolves references against what has been mentioned."""

    def __init__(self, discourse: Discourse, registry: Registry, lexicon: Lexicon) -> None:
        self.discourse = discourse
        self.registry = registry
        self.lexicon = lexicon
        self.offices = Offices(registry.knowledge, registry.on)

    # pronouns

    def pronoun(self, sentence: Sentence, tree: Tree, denoted: Denoted, made: Made) -> Link | None:
        """Such as "he", "its", "they"."""
        index, first = sentence.index, denoted.phrase.first
        if denoted.generic == "person":
            rival = _rival(tree, denoted.phrase.head)
            gender = self.lexicon.pronoun_genders.get(denoted.pronoun or "")

            def not_meant(one: Seen) -> bool:
                other = gender is not None and one.gender is not None and one.gender != gender
                return other or (one.mention.sentence == index and one.mention.head == rival)

            return _link(self.discourse.person(index, first, main_subject(tree), not_meant))
        if denoted.generic == "body":
            return self._body(sentence, tree, denoted, made)
        found = self.discourse.group(index, first)
        if found is None and tree.rel(denoted.phrase.head, "nmod:poss"):
            found = self.discourse.couple(index, first)
        return _link(found)

    def _body(self, sentence: Sentence, tree: Tree, denoted: Denoted, made: Made) -> Link | None:
        index, head = sentence.index, denoted.phrase.head
        if is_dummy(tree, head, self.lexicon.impersonal):
            return None
        owned = tree.rel(head, "nmod:poss")
        if owned:
            joined = _joined(sentence, head, made)
            if joined is not None and self.registry.kind(joined) != "person":
                return (joined,), "pronoun", "joined to what it owns"
        verb = sentence.heads[head]
        weak = not owned and (tree.passive(verb) or not _has_object(tree, verb)) and self._rivalled(index)
        found = self.discourse.body(index, denoted.phrase.first, near=weak)
        if found is not None or not owned:
            return _link(found)
        groups = [one for one in self.discourse.before(index, denoted.phrase.first, 0) if one.subject and one.states]
        if groups and groups[-1].kind == "group" and len(groups[-1].states) == 1:
            return (self.registry.sure(groups[-1].states[0]),), "pronoun", "state of the subject"
        return None

    def _rivalled(self, sentence: int) -> bool:
        """Whether something else than the subject may be meant: the clause before has more than its subject."""
        past = [one for one in self.discourse.of(sentence - 1) if one.main]
        return not past or not past[-1].alone

    # former and latter

    def pair(self, sentence: Sentence, denoted: Denoted) -> Link | None:
        """The former or the latter of the last two."""
        at = (sentence.index, denoted.phrase.first)
        which = 0 if denoted.pair == "first" else 1
        for key in (self._powers, self._by_state, self._persons):
            both = self.discourse.members(*at, key, 2)
            if both is not None:
                actor = self._latest(both[which], *at) if key == self._by_state else both[which]
                return (actor,), "pronoun", f"the {denoted.pair} of the last two actors"
        return None

    def _latest(self, state: str, sentence: int, before: int) -> str:
        """The state or government last mentioned of a state."""
        pool = self.discourse.before(sentence, before, 3)
        found = [one.single for one in pool if one.kind in _STATELY and one.states == (state,) and one.single]
        return found[-1] if found else self.registry.sure(state)

    # descriptions

    def described(self, sentence: Sentence, tree: Tree, denoted: Denoted, made: Made) -> Link | None:
        """Such as "the two nations", "the country", "his counterpart", "the politician", "the militant group"."""
        if denoted.generic in {"counterpart", "predecessor", "successor"}:
            return self._by_office(sentence, denoted, made)
        holder = made.get(denoted.phrase.holder) if denoted.phrase.holder is not None else None
        if denoted.generic == "state" and holder is not None and denoted.role_is_state:
            states = self.registry.states(holder.actors)
            if states and (len(states) > 1 or not denoted.plural) and self._owns_itself(sentence, denoted):
                return self._states(states, "of whom it belongs to")
        owned = denoted.phrase.holder is not None and sentence.upos[denoted.phrase.holder] in {"NOUN", "PROPN"}
        definite = owned or is_definite(sentence, denoted.phrase, self.lexicon.definite)
        if not definite or holder is not None or (owned and not denoted.count):
            return None
        if denoted.plural or denoted.count:
            return self._several(sentence, denoted)
        if denoted.generic == "state":
            return self._state(sentence, tree, denoted)
        if denoted.generic == "body":
            return self._organisation(sentence, denoted)
        return self._person(sentence, denoted)

    def _owns_itself(self, sentence: Sentence, denoted: Denoted) -> bool:
        """Whether "his country" is meant, and not "his neighbour": nothing but the owner says which."""
        return denoted.fits is None and sentence.upos[denoted.phrase.first] == "PRON"

    def _states(self, states: tuple[str, ...], why: str) -> Link:
        form: Form = "group" if len(states) > 1 else "nominal"
        return tuple(self.registry.sure(state) for state in states), form, why

    def _several(self, sentence: Sentence, denoted: Denoted) -> Link | None:
        index, first = sentence.index, denoted.phrase.first
        if denoted.generic == "body":
            return self._organisation(sentence, denoted)
        count = denoted.count or (2 if denoted.generic in {"state", "party"} else None)
        if count is None or (denoted.former and denoted.generic not in {"state", "party"}):
            return None
        person = denoted.role is not None and denoted.role.kind == "person"
        keys = (self._by_state,) if denoted.generic == "state" else (self._powers, self._by_state, self._persons)
        if denoted.generic == "person" or (person and denoted.generic is None):
            keys = (self._persons,)
        for key in keys:
            found = self.discourse.members(index, first, key, count)
            if found is None or (not denoted.count and len(self._all(index, key)) != count):
                continue
            if denoted.fits is not None and key == self._by_state and not set(found) <= denoted.fits:
                continue
            return tuple(self.registry.sure(one) for one in found), "group", "the last mentioned of that number"
        return None

    def _all(self, sentence: int, key: Key) -> set[str]:
        """Everybody (by ``key``) of this and the last sentence."""
        return {found for one in self.discourse.before(sentence, 0, 1) for found in key(one)}

    def _state(self, sentence: Sentence, tree: Tree, denoted: Denoted) -> Link | None:
        """Such as "the country", "the Andean nation": the last that fits; or the state that a group acts for."""
        index, first = sentence.index, denoted.phrase.first
        pool = self.discourse.before(index, first, 2)
        why = "the last of its kind mentioned"
        if denoted.fits is not None:
            fitting = [one for one in pool if set(one.states) & denoted.fits]
            near = [one for one in fitting if one.mention.sentence == fitting[-1].mention.sentence]
            found = {state for one in near for state in one.states if state in denoted.fits}
            return self._states(tuple(found), why) if len(found) == 1 else None
        subject = [one for one in pool if one.subject and one.mention.sentence == index]
        if subject and subject[-1].kind == "group" and len(subject[-1].states) == 1:
            return self._states(subject[-1].states, "state of the subject")
        direct = [one for one in pool if one.kind in _STATELY and len(one.states) == 1]
        mentioned = direct or [one for one in pool if len(one.states) == 1]
        return self._states(mentioned[-1].states, why) if mentioned and denoted.single_state else None

    def _organisation(self, sentence: Sentence, denoted: Denoted) -> Link | None:
        """Such as "the militant group", "the agency", "the insurgents": the one of its kind mentioned last."""
        pool = self.discourse.before(sentence.index, denoted.phrase.first, 2)
        found = [one for one in pool if one.single and one.kind in denoted.kinds]
        if denoted.states:
            found = [one for one in found if not one.states or one.states[0] in denoted.states]
        if not found or (len({one.single for one in found}) > 1 and not found[-1].main):
            return None
        return found[-1].mention.actors, "nominal", "the last of its kind mentioned"

    def _person(self, sentence: Sentence, denoted: Denoted) -> Link | None:
        """Such as "the politician", "the prime minister", "the former president"."""
        role = denoted.role
        named = denoted.generic == "person" or (denoted.generic is None and role is not None and role.kind == "person")
        if not named or role is None:
            return None
        if denoted.generic is None and (denoted.states or role.number != "singular"):
            return None
        pool = [one for one in self.discourse.before(sentence.index, denoted.phrase.first, 2) if one.is_person]
        if denoted.office and denoted.generic is None:
            fits = [one for one in pool if self.offices.fits(one.single or "", denoted.office, former=denoted.former)]
            if fits:
                same = len({one.single for one in fits}) == 1
                return (fits[-1].mention.actors, "nominal", "who holds the office") if same else None
            pool = [one for one in pool if not self.offices.known(one.single or "")]
        if denoted.former:
            return None
        persons = {one.single for one in pool}
        subjects = [one for one in pool if one.main and one.mention.sentence < sentence.index]
        best = pool if len(persons) == 1 else subjects[-1:]
        return (best[-1].mention.actors, "nominal", "the person spoken of") if best else None

    def _by_office(self, sentence: Sentence, denoted: Denoted, made: Made) -> Link | None:
        """Such as "his Russian counterpart", "his predecessor": who holds, or held before, the same office."""
        holder = denoted.phrase.holder
        owner = made.get(holder) if holder is not None else None
        own = owner.actors[0] if owner is not None and len(owner.actors) == 1 else None
        if own is None:
            return None
        if denoted.generic != "counterpart":
            other = self.offices.neighbour(own, before=denoted.generic == "predecessor")
            key = self.registry.known(other) if other else None
            return ((key,), "nominal", f"the {denoted.generic} in the office") if key else None
        if len(denoted.states) == 1:
            pool = self.discourse.before(sentence.index, denoted.phrase.first, 2)
            there = {one.single for one in pool if one.is_person and one.states == denoted.states} - {own}
            if len(there) == 1:
                return (there.pop() or own,), "nominal", "the person of that state"
            other = self.offices.counterpart(own, denoted.states[0])
            key = self.registry.known(other) if other else None
            return ((key,), "nominal", "holder of the same office there") if key else None
        both = self.discourse.members(sentence.index, denoted.phrase.first, self._persons, 2)
        if denoted.former or both is None or own not in both:
            return None
        return (both[0] if both[1] == own else both[1],), "nominal", "the other of the last two persons"

    # keys

    def _persons(self, one: Seen) -> tuple[str, ...]:
        return tuple(key for key in one.mention.actors if self.registry.kind(key) == "person")

    def _powers(self, one: Seen) -> tuple[str, ...]:
        return tuple(key for key in one.mention.actors if one.kind in _POWERS and not one.plural)

    def _by_state(self, one: Seen) -> tuple[str, ...]:
        return one.states


def _link(found: tuple[tuple[str, ...], str] | None) -> Link | None:
    return (found[0], "pronoun", found[1]) if found else None


def _joined(sentence: Sentence, pronoun: int, made: Made) -> str | None:
    """X in "X and its Y": the one actor whose mention ends right before the conjunction, whatever the tree says."""
    if pronoun < 2 or sentence.upos[pronoun - 1] != "CCONJ":
        return None
    found = [one for one in made.values() if one.last == pronoun - 1 and len(one.actors) == 1]
    return found[0].actors[0] if found else None


def _rival(tree: Tree, head: int) -> int | None:
    """The subject of the verb whose object a pronoun is: "Austin met him" is not about Austin."""
    verb = tree.sentence.heads[head]
    return tree.kid(verb, "nsubj") if verb >= 0 and tree.rel(head, "obj", "iobj") else None


def _has_object(tree: Tree, verb: int) -> bool:
    return verb >= 0 and bool(tree.kids(verb, "obj", "ccomp", "xcomp"))
