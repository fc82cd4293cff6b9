import json

import pytest

pytest.importorskip("starlette", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")
pytest.importorskip("jinja2", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")


from dragoman.store import open_store


def waiting(folder):
    with open_store(folder) as store:
        return {row["id"]: row for row in store.codings(rejected=True)}


def send(client, token, **form):
    return client.post("/review", data={"csrf": token, "by": "Rudolf", **form}, follow_redirects=False).status_code


def test_the_least_certain_comes_first(client):
    text = client.get("/review").text

    assert text.index("→ ASSAULT →") < text.index("→ AID →")


def test_accept_change_and_undo(client, folder, token):
    one, other, *_ = waiting(folder)

    assert send(client, token, action=f"accept:{one}") == 303
    assert send(client, token, action=f"change:{other}", **{f"status-{other}": "alleged"}) == 303
    assert waiting(folder)[one]["review"] == "accepted"
    assert (waiting(folder)[other]["review"], waiting(folder)[other]["status"]) == ("changed", "alleged")
    assert send(client, token, action="undo:1") == 303
    assert waiting(folder)[one]["review"] is None


def test_bulk_is_all_or_nothing(client, folder, token):
    ids = list(waiting(folder))

    assert send(client, token, action="reject:", claim=[ids[0], "e0000000000000000"]) == 400
    assert all(row["review"] is None for row in waiting(folder).values())
    assert send(client, token, action="reject:", claim=ids[:2]) == 303
    assert [waiting(folder)[one]["review"] for one in ids[:2]] == ["rejected", "rejected"]


def test_a_form_that_makes_no_sense_changes_nothing(client, folder, token):
    one = next(iter(waiting(folder)))
    for form in (
        {"action": f"change:{one}"},
        {"action": "accept:"},
        {"action": "burn"},
        {"action": "undo:x"},
        {},
        {"action": f"change:{one}", f"type-{one}": "NOPE"},
        {"action": "undo:999999"},
    ):
        assert send(client, token, **form) == 400
    assert all(row["review"] is None for row in waiting(folder).values())


def test_decisions_are_gold(client, folder, token):
    one = next(iter(waiting(folder)))
    send(client, token, action=f"accept:{one}", note="plain")
    rows = [json.loads(line) for line in client.get("/download/gold.jsonl").text.splitlines()]

    assert [(row["claim"], row["verdict"], row["by"], row["note"]) for row in rows] == [
        (one, "accept", "Rudolf", "plain")
    ]
