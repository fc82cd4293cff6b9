"""Which time and which place of the sentence belong to an event."""

from __future__ import annotations

from dragoman.record import Place, PlaceMention, Scene, Sentence, Time, TimeMention, Tree


def _distance(tree: Tree, trigger: int, first: int, last: int) -> int:
    """Steps in the tree from a trigger to the head of a range; large if they meet only at the root."""
    above = [trigger, *tree.ancestors(trigger)]
    best = len(tree) + 1
    for word in range(first, last):
        for steps, node in enumerate([word, *tree.ancestors(word)]):
            if node in above:
                best = min(best, steps + 2 * above.index(node))
                break
    return best


def time_of(
    scene: Scene, sentence: Sentence, tree: Tree, trigger: int, commemorations: frozenset[str] = frozenset()
) -> Time | None:
    """The nearest dated expression in the tree; else the report's day with precision "reported"; else None.

    An anniversary dates what it commemorates, not the event beside it.
    """
    dated = [
        one
        for one in scene.times_in(sentence.index)
        if one.kind in {"date", "duration"}
        and _has_day(one)
        and not any(tree.lemma(word) in commemorations for word in range(one.first, one.last))
    ]
    near = sorted((_distance(tree, trigger, one.first, one.last), one.first, at) for at, one in enumerate(dated))
    # Beyond six steps a time belongs to another clause: on our own readings nine of ten such links were wrong.
    if near and near[0][0] <= 6:
        return dated[near[0][2]].time
    published = scene.report.published
    return Time(published[:10], published[:10], "reported", None) if published else None


def _has_day(one: TimeMention) -> bool:
    return one.time.start is not None or one.time.end is not None


def place_of(scene: Scene, sentence: Sentence, tree: Tree, trigger: int, taken: set[int]) -> Place | None:
    """The nearest toponym in the tree that is no party of the event (``taken``: head words of its parties)."""
    free: list[PlaceMention] = [
        one for one in scene.places_in(sentence.index) if not any(one.first <= word < one.last for word in taken)
    ]
    near = sorted((_distance(tree, trigger, one.first, one.last), one.first, at) for at, one in enumerate(free))
    return free[near[0][2]].place if near and near[0][0] <= 4 else None
