"""Finding toponyms: from the model's entities where a sentence has them, else by capitals and the words round them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.record.sentence import Sentence

_LONGEST = 5
_PLACE_LABELS = frozenset({"GPE", "LOC"})
_JOINTS = frozenset({"of", "the", "and", "de", "del", "la", "el", "al", "da", "do", "du", "-", "'s", "’s", ".", "in"})
#: Below this a single capitalised word is taken for a place only where a word of place leads to it. LGL: a town of
#: 10^4.7 (50,000 people) with no such word before it is one in 41 % of cases, a larger one in 74 %.
_SURE = 5.3


@dataclass(slots=True)
class Spot:
    """A mention that may name a place: word range (half-open) in a sentence, and what it may mean.

    ``container`` is the name behind it that says where it lies ("Springfield, Illinois"), ``peers`` the names it is
    listed with ("Ohio, New York and Iowa"). ``adjective`` marks demonyms and adjectives ("Georgian"), which are no
    places but tell the country; ``score``: how sure the finding is.
    """

    sentence: Sentence
    first: int
    last: int
    text: str
    entries: tuple[Entry, ...]
    score: float
    adjective: bool = False
    container: Spot | None = None
    peers: list[Spot] = field(default_factory=list)
    chosen: Entry | None = None
    confidence: float = field(default=0.0)


def spots(sentences: Sequence[Sentence], gazetteer: Gazetteer, *, labelled: bool) -> list[Spot]:
    """All mentions of places and their adjectives, in order, not overlapping. ``labelled``: entities can be trusted."""
    people = frozenset() if labelled else _surnames(sentences, gazetteer)
    found: list[Spot] = []
    for sentence in sentences:
        taken = [False] * len(sentence.words)
        here: list[Spot] = []
        if labelled:
            names = _other_names(sentence)
            here.extend(_from_capitals(sentence, gazetteer, taken, people, names))
            here.extend(_from_entities(sentence, gazetteer, taken))
        else:
            here.extend(_from_capitals(sentence, gazetteer, taken, people, None))
        here.sort(key=lambda spot: spot.first)
        _contain(here)
        found.extend(here)
    return found


def _other_names(sentence: Sentence) -> dict[int, str]:
    """The label of each word that stands in the name of a person, an organisation, an event or a weapon."""
    return {
        word: entity.label
        for entity in sentence.entities
        if entity.label not in _PLACE_LABELS
        for word in range(entity.start, entity.end)
    }


def _text(sentence: Sentence, first: int, last: int) -> str:
    """The words as the report has them between two word boundaries, white space as single spaces."""
    parts = [sentence.words[first]]
    for word in range(first + 1, last):
        gap = sentence.starts[word] - sentence.ends[word - 1]
        parts.append((" " if gap else "") + sentence.words[word])
    return "".join(parts)


def _from_entities(sentence: Sentence, gazetteer: Gazetteer, taken: list[bool]) -> Iterator[Spot]:
    for entity in sentence.entities:
        if entity.label in _PLACE_LABELS:
            yield from _from_entity(sentence, gazetteer, taken, (entity.start, entity.end, entity.score))


def _from_entity(
    sentence: Sentence, gazetteer: Gazetteer, taken: list[bool], where: tuple[int, int, float]
) -> Iterator[Spot]:
    """The known name within an entity, longest and then leftmost first; the entity itself where none is known."""
    first, last, score = where
    words = sentence.words
    while first < last and (taken[first] or not words[first][0].isupper()):
        first += 1
    while last > first and (taken[last - 1] or not words[last - 1][0].isupper()):
        last -= 1
    if first >= last or any(taken[first:last]):
        return
    if last < len(words) and words[last] == "." and _text(sentence, first, last + 1) in gazetteer.abbreviations:
        last += 1
    for size in range(last - first, 0, -1):
        for begin in range(first, last - size + 1):
            text = _text(sentence, begin, begin + size)
            entries = gazetteer.find(text)
            adjective = text in gazetteer.adjectives
            if size < last - first and text in gazetteer.words["generic"]:
                continue
            if adjective or (entries and (size == last - first or entries[0].weight >= _PART)):
                taken[begin : begin + size] = [True] * size
                known = (gazetteer.adjectives[text],) if adjective else entries
                yield Spot(sentence, begin, begin + size, text, known, score, adjective=adjective)
                return
    if score >= _UNKNOWN:
        taken[first:last] = [True] * (last - first)
        yield Spot(sentence, first, last, _text(sentence, first, last), (), score)


#: A part of an entity must be a larger place to stand for it ("Western Pennsylvania", not "Rodeo Gainesville").
_PART = 4.0
#: An entity that no table knows is a place where the model is this sure.
_UNKNOWN = 0.9


def _from_capitals(
    sentence: Sentence,
    gazetteer: Gazetteer,
    taken: list[bool],
    people: frozenset[str],
    names: dict[int, str] | None,
) -> Iterator[Spot]:
    """``names`` are labels of words in other names, None where there is no model to give them."""
    words = sentence.words
    first = 0
    while first < len(words):
        spot = _longest(sentence, first, gazetteer, taken) if words[first][0].isupper() and not taken[first] else None
        if spot is not None and names is not None and spot.entries[0].kind == "country":
            spot.score = 0.95
        if spot is not None and (
            _is_place(spot, gazetteer, people) if names is None else _is_known(spot, gazetteer, names)
        ):
            yield spot
            taken[first : spot.last] = [True] * (spot.last - first)
            first = spot.last
        else:
            first += 1


def _longest(sentence: Sentence, first: int, gazetteer: Gazetteer, taken: list[bool]) -> Spot | None:
    words = sentence.words
    for last in range(min(first + _LONGEST, len(words)), first, -1):
        end = words[last - 1]
        if any(taken[first:last]) or not (end[0].isupper() or end == "."):
            continue
        if end == "." and _text(sentence, first, last) not in gazetteer.abbreviations:
            continue  # the full stop ends the sentence
        if any(not (w[0].isupper() or w in _JOINTS) for w in words[first:last]):
            continue
        text = _text(sentence, first, last)
        if text in gazetteer.adjectives:
            return Spot(sentence, first, last, text, (gazetteer.adjectives[text],), 0.9, adjective=True)
        entries = gazetteer.find(text)
        if entries:
            return Spot(sentence, first, last, text, entries, 0.6)
    return None


def _is_known(spot: Spot, gazetteer: Gazetteer, names: dict[int, str]) -> bool:
    """Whether a name that the model did not mark is a place all the same: a country, a region, a sea, an adjective."""
    labels = {names.get(word) for word in range(spot.first, spot.last)} - {None}
    alone = names.get(spot.first - 1) is None and names.get(spot.last) is None
    if spot.adjective:
        return alone or "PER" not in labels
    if alone and spot.entries[0].kind == "country":
        return spot.text not in gazetteer.common
    entry = spot.entries[0]
    strong = entry.kind not in {"town", "region2", "seat"} and entry.weight >= 6
    after = spot.sentence.words[spot.last] if spot.last < len(spot.sentence.words) else ""
    if spot.text in gazetteer.words["generic"]:
        return False
    return strong and not labels and after not in gazetteer.words["tail"] and spot.text.lower() not in gazetteer.common


def _is_place(spot: Spot, gazetteer: Gazetteer, people: frozenset[str]) -> bool:
    words, sets = spot.sentence.words, gazetteer.words
    before = words[spot.first - 1] if spot.first else ""
    after = words[spot.last] if spot.last < len(words) else ""
    strong = spot.entries[0].kind not in {"town", "region2"} and spot.entries[0].weight >= 6
    if spot.adjective:
        return True
    if before in sets["title"] or before in sets["first"] or spot.text in people or spot.text in sets["title"]:
        return False
    if after in sets["tail"] or (spot.text in sets["first"] and not strong) or spot.text in sets["tail"]:
        return False
    return strong or _town_stands(spot, gazetteer, before, after)


def _town_stands(spot: Spot, gazetteer: Gazetteer, before: str, after: str) -> bool:
    """Whether a town's name means the town: by what stands beside it, and by its size."""
    sets = gazetteer.words
    led = before.lower() in sets["place_lead"]
    followed = after.lower() in sets["place_tail"]
    if spot.text.lower() in gazetteer.common and not (led and spot.entries[0].weight >= 4):
        return False
    capital_after = after[:1].isupper() and not gazetteer.find(after)
    capital_before = before[:1].isupper() and spot.first > 1 and not gazetteer.find(before)
    if capital_after or capital_before:
        return False
    comma = after == "," and spot.last + 1 < len(spot.sentence.words)
    if comma:
        container = gazetteer.find(spot.sentence.words[spot.last + 1])
        if container and container[0].kind in {"region1", "country"}:
            return True
    return led or followed or (spot.entries[0].weight >= _SURE and spot.first > 0) or spot.last - spot.first > 1


_LISTING = frozenset({",", "and", "or", "&", "(", ")"})


def _contain(here: list[Spot]) -> None:
    """Set containers ("A, B", B being a region or country of one of A's readings) and peers ("A, B and C")."""
    for left, right in pairwise(here):
        between = left.sentence.words[left.last : right.first]
        if not left.entries or not right.entries or left.adjective or right.adjective or len(between) > 2:
            continue
        beside = len(between) < 2 and between[:1] not in [("and",), ("or",)]
        outer = [e for e in right.entries if e.kind in _OUTER] if beside and set(between) <= _LISTING else []
        if any(inside(inner, e) for inner in left.entries for e in outer):
            left.container = right
        elif between and set(between) <= _LISTING:
            left.peers.append(right)
            right.peers.append(left)


_OUTER = frozenset({"country", "region1", "region2", "disputed", "region", "city"})


def inside(inner: Entry, outer: Entry) -> bool:
    """Whether ``inner`` lies in the region or country ``outer``."""
    if inner == outer or inner.kind == "country":
        return False
    if outer.kind == "country":
        return inner.iso2 == outer.iso2
    if outer.kind == "region1":
        return (inner.iso2, inner.admin1) == (outer.iso2, outer.admin1) and inner.kind != "region1"
    near = abs(inner.lat - outer.lat) < 1.2 and abs(inner.lon - outer.lon) < 1.5
    return near and inner.iso2 == (outer.iso2 or inner.iso2) and inner.kind in {"town", "region2"}


def _surnames(sentences: Iterable[Sentence], gazetteer: Gazetteer) -> frozenset[str]:
    """Last words of names that begin with a first name or a title anywhere in the report."""
    found: set[str] = set()
    leads = gazetteer.words["first"] | gazetteer.words["title"]
    for sentence in sentences:
        words = sentence.words
        for at, word in enumerate(words[:-1]):
            if word not in leads:
                continue
            last = at + 1
            while last < len(words) and words[last][0].isupper() and words[last] not in leads and last - at < 4:
                found.add(words[last])
                last += 1
    return frozenset(found)
