"""Set the model's roles right where the tree leaves no doubt.

The model scores each pair of trigger and mention alone; so it may give the subject of "Ruto met Abiy" both roles, or
name one of "the EU, Britain and Canada". Where the trigger is a verb, its own subject and object decide:

1. a subject is no recipient, an object no actor (the other way round in the passive), if the other side is filled;
2. an empty side is filled by the subject or object, if that is an actor at all;
3. what is coordinated with a party is one too;
4. who stands on both sides is on the first, unless all do: then the event is mutual.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.record import ActorMention, Tree

Mentions = tuple[ActorMention, ...]


def settle(
    tree: Tree, trigger: int, actors: Mentions, recipients: Mentions, known: Mentions
) -> tuple[Mentions, Mentions]:
    """Actors and recipients after the tree has been asked. ``known`` are all mentions of the sentence."""
    if tree.sentence.heads and tree.sentence.upos[trigger] == "VERB":
        doers, others = _sides(tree, trigger)
        actors, recipients = _fill(actors, doers, known), _fill(recipients, others, known)
        if any(one.head not in doers for one in recipients):
            recipients = tuple(one for one in recipients if one.head not in doers)
        if any(one.head in doers for one in actors):
            actors = tuple(one for one in actors if one.head not in others)
    return _with_partners(tree, actors, known), _with_partners(tree, recipients, known)


def _sides(tree: Tree, verb: int) -> tuple[set[int], set[int]]:
    """The head words of who acts and of who is acted on."""
    subject, objects = tree.subject(verb), tree.kids(verb, "obj", "iobj")
    if tree.passive(verb):
        agent = tree.agent(verb)
        return _cluster(tree, [agent] if agent is not None else []), _cluster(tree, tree.kids(verb, "nsubj"))
    return _cluster(tree, [subject] if subject is not None else []), _cluster(tree, objects)


def _cluster(tree: Tree, heads: Sequence[int]) -> set[int]:
    """Head words with what is coordinated with them."""
    return {*heads, *(child for head in heads for child in tree.kids(head, "conj"))}


def _fill(side: Mentions, heads: set[int], known: Mentions) -> Mentions:
    """An empty side takes the actors at its head words; a filled one stays."""
    return side or tuple(one for one in known if one.head in heads and one.actors)


def _with_partners(tree: Tree, side: Mentions, known: Mentions) -> Mentions:
    """A side with the actors coordinated with its first ones ("the EU, Britain and Canada")."""
    if not tree.sentence.heads:
        return side
    heads = _cluster(tree, [one.head for one in side])
    partners = {one.first: one for one in known if one.head in heads and one.actors}
    partners.update({one.first: one for one in side})
    return tuple(partners[first] for first in sorted(partners))


def ids(side: Mentions) -> tuple[str, ...]:
    """The actor ids of a side, in the order of the text, none twice."""
    return tuple(dict.fromkeys(actor for mention in side for actor in mention.actors))


def parted(actors: tuple[str, ...], recipients: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actor ids on one side only, or the same on both.

    Some of the actors named again as recipients: of several, the event is theirs together (mutual); of one, it has no
    recipient. Others beside them: those alone are recipients.
    """
    others = tuple(one for one in recipients if one not in actors)
    if others or not recipients:
        return actors, others
    return (actors, actors) if len(actors) > 1 else (actors, ())
