"""Finding and telling places, on sentences from literals."""

import pytest

from dragoman.places import Gazetteer, find_places, km_between, read_spots
from dragoman.places.index import key_of
from dragoman.record import ActorMention, Cast, Report
from dragoman.record.sentence import Sentence, WordSpan

GAZETTEER = Gazetteer.load()
NOBODY = Cast((), ())


def words_of(text: str) -> list[str]:
    return [*text.replace(",", " ,").replace("’s", " ’s").removesuffix(".").split(), "."]


def sentence(text: str, entities: tuple[WordSpan, ...] = (), *, index: int = 0, offset: int = 0) -> Sentence:
    starts, at = [], 0
    words = words_of(text)
    for word in words:
        at = text.index(word, at)
        starts.append(at + offset)
        at += len(word)
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    upos = ("X",) * len(words) if entities else ()
    return Sentence(
        index, 0, offset, offset + len(text), tuple(words), tuple(starts), ends, upos=upos, entities=entities
    )


def places(text: str, *entities: WordSpan, cast: Cast = NOBODY) -> list[tuple[str, str | None]]:
    found = find_places(Report("r", text), [sentence(text, entities)], cast, GAZETTEER)
    return [(one.place.span.text, one.place.country) for one in found if one.place.span]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army shelled positions near Donetsk in Ukraine.", [("Donetsk", "UKR"), ("Ukraine", "UKR")]),
        ("He flew to Paris, Texas.", [("Paris", "USA"), ("Texas", "USA")]),
        ("He flew to Paris, France.", [("Paris", "FRA"), ("France", "FRA")]),
        ("Ships crossed the Strait of Hormuz.", [("Strait of Hormuz", None)]),
        ("The jets left Bagram Air Base.", [("Bagram Air Base", "AFG")]),
        ("Theresa London met John Paris.", []),
        ("The Boston Globe reported it.", []),
        ("Reading books is good.", []),
    ],
)
def test_without_a_model(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert places(text) == wanted


def test_disputed_places_have_claimants_and_no_country() -> None:
    assert places("Troops entered Crimea.") == [("Crimea", None)]
    assert set(GAZETTEER.find("Western Sahara")[0].claimants) == {"ESH", "MAR"}
    (entry, *_) = GAZETTEER.find("Spratly Islands")
    assert set(entry.claimants) >= {"CHN", "VNM", "PHL"}


def test_context_moves_a_name() -> None:
    text = "Georgia voted. The sheriff of Atlanta, Georgia and the mayor of Savannah, Georgia agreed."
    first, _, rest = text.partition(" The")
    sentences = [sentence(first), sentence("The" + rest, index=1, offset=len(first) + 1)]
    found = find_places(Report("r", text), sentences, NOBODY, GAZETTEER)
    assert {one.place.country for one in found} == {"USA"}
    found = find_places(Report("r", "x"), [sentence("Georgia and Armenia signed it.")], NOBODY, GAZETTEER)
    assert found[0].place.country == "GEO"


def test_a_capital_that_acts_is_no_place() -> None:
    text = "Beijing rejected the claim in Geneva."
    acting = ActorMention(0, 0, 1, 0, 0, 7, "metonym", ("CHN",), "test")
    assert places(text, cast=Cast((), (acting,))) == [("Geneva", "CHE")]


def test_adjectives_are_no_places() -> None:
    assert places("The Georgian minister left.") == []
    (spot,) = read_spots([sentence("The Georgian minister left.")], GAZETTEER)
    assert spot.adjective


def test_entities_of_the_model() -> None:
    text = "Rebels of Western Kasai fled to Xyzopol with Jordan Smith."
    entities = (
        WordSpan(2, 4, "GPE", 0.95, 3),
        WordSpan(6, 7, "GPE", 0.95, 6),
        WordSpan(8, 10, "PER", 0.95, 9),
    )
    found = find_places(Report("r", text), [sentence(text, entities)], NOBODY, GAZETTEER)
    assert [one.place.span.text for one in found if one.place.span][-1] == "Xyzopol"
    assert found[-1].place.geonames is None
    assert found[-1].place.lat is None


def test_spans_are_those_of_the_report() -> None:
    text = "He flew to Paris, Texas."
    for one in find_places(Report("r", text), [sentence(text)], NOBODY, GAZETTEER):
        span = one.place.span
        assert span is not None
        assert text[span.start : span.end] == span.text
        assert 0 <= one.confidence <= 1


def test_keys() -> None:
    assert key_of("St. Louis") == key_of("Saint Louis")
    assert key_of("Côte d’Ivoire") == key_of("Cote d'Ivoire")
    assert key_of("Port-au-Prince") == "port au prince"


def test_gazetteer_without_towns_knows_countries() -> None:
    small = Gazetteer.load(towns=False)
    assert small.find("France")[0].kind == "country"
    assert small.find("Springfield") == ()


def test_states_and_their_abbreviations() -> None:
    assert GAZETTEER.find("Ky.")[0].name == "Kentucky"
    assert GAZETTEER.find("U.S.")[0].iso2 == "US"


def test_distance() -> None:
    assert km_between((48.85, 2.35), (51.5, -0.13)) == pytest.approx(344, abs=3)


def test_an_index_is_built_once(tmp_path) -> None:
    from dragoman.places.index import build, open_index

    build_calls = []
    path = tmp_path / "towns.idx"
    build(path)
    build_calls.append(path.stat().st_size)
    assert build_calls[0] > 10_000_000
    index = open_index()
    assert index.find(key_of("Paris"))[0].iso2 == "FR"
    assert index.find("no such town") == ()
