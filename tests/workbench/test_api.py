import pytest

pytest.importorskip("starlette", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")
pytest.importorskip("jinja2", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")


from dragoman.store import open_store
from dragoman.workbench.api import ROUTES, cursor_of
from dragoman.workbench.openapi import PATHS
from tests.workbench.samples import readings


def test_the_document_names_every_route(client):
    document = client.get("/api/v1/openapi.json").json()

    assert set(document["paths"]) == {route.path for route in ROUTES} == set(PATHS)
    assert document["openapi"].startswith("3.1")


def test_the_document_resolves(client):
    def references(value):
        if isinstance(value, dict):
            yield from [value["$ref"]] if "$ref" in value else []
            for one in value.values():
                yield from references(one)
        elif isinstance(value, list):
            for one in value:
                yield from references(one)

    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]

    assert {one.rpartition("/")[2] for one in references(document)} <= set(schemas)


def test_a_report_is_the_record_itself(client):
    reading = readings()[0]

    assert client.get(f"/api/v1/reports/{reading.report.id}").json() == reading.to_dict()


@pytest.mark.parametrize("kind", ["reports", "events", "statements", "ties", "actors"])
def test_cursors_walk_a_list_once(client, kind):
    every = client.get(f"/api/v1/{kind}?limit=500").json()["items"]
    walked, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/v1/{kind}?limit=1&cursor={cursor}").json()
        walked += page["items"]
        cursor = page["next"]

    assert walked == every
    assert every


def test_filters_narrow(client):
    found = client.get("/api/v1/events?type=assault&involving=RUR").json()["items"]

    assert {row["type"] for row in found} == {"ASSAULT"}


def test_an_event_by_its_own_id_or_a_mentions(client, folder):
    with open_store(folder) as store:
        coding = store.codings(type="ASSAULT").first()
    by_event = client.get(f"/api/v1/events/{coding['event']}").json()

    assert by_event == client.get(f"/api/v1/events/{coding['id']}").json()
    assert len(by_event["mentions"]) == 2


def test_ties_on_a_day(client):
    found = client.get("/api/v1/standings?on=2021-07-20&actor=RUR&other=GRA").json()

    assert [one["status"] for one in found["items"]] == ["in force"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/nope", 404),
        ("/api/v1/events?cursor=!!", 400),
        ("/api/v1/events?limit=0", 400),
        ("/api/v1/events/x", 400),
        ("/api/v1/events?limit=9999999999", 400),
        ("/api/v1/events?confidence=2", 400),
        ("/api/v1/standings", 400),
        ("/api/v1/events?other=GRA", 400),
        ("/api/v1/dossier?actor=XXX", 404),
        ("/api/v1/search", 400),
        ("/api/v1/events?since=nan", 400),
        ("/api/v1/events/e0000000000000000", 404),
        (f"/api/v1/events?cursor={cursor_of(5)}%00", 400),
    ],
)
def test_errors_have_one_shape(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer.json()["error"]["status"] == status
    assert set(answer.json()["error"]) == {"status", "title", "detail"}


def test_odd_words_are_no_crash(client):
    for words in ('"', "NOT", "a AND (", "NEAR(", "*", "-", "col:x", "\x00", "x" * 300, "é OR ñ", "{a b}", "^x"):
        for address in ("/api/v1/search", "/search"):
            assert client.get(address, params={"q": words}).status_code in {200, 400}, words
