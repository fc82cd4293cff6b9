import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

pytest.importorskip("starlette", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")
pytest.importorskip("jinja2", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")

from dragoman.store import open_store
from dragoman.workbench.security import Limiter, Refusal
from dragoman.workbench.view import outside
from tests.workbench.conftest import BASE, browser, form_token
from tests.workbench.samples import EVILS, evil

TOKEN = "a-long-token-for-tests"  # noqa: S105 - of no real workbench


class Scripts(HTMLParser):
    """Everything in a page that could run: script elements, handlers, active links, elements we never write."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("on") or (
                name in {"href", "src", "action"} and re.match(r"\s*(javascript|data):", value)
            ):
                self.found.append((tag, name, value))
        if tag in {"img", "iframe", "b-evil", "textarea", "style"} or (
            tag == "script" and dict(attrs).get("src") is None
        ):
            self.found.append((tag, attrs))


@pytest.mark.parametrize("payload", EVILS)
def test_nothing_from_a_report_runs_on_any_page(client, folder, payload):
    reading = evil(payload)
    with open_store(folder) as store:
        store.add(reading)
        event = store.events(report=reading.report.id).first()["id"]
        store.reviews.correct(reading.statements[0].id, "accept", by=payload, note=payload)
    for answer in (
        client.get("/"),
        client.get(f"/report/{reading.report.id}"),
        client.get(f"/claim/{event}"),
        client.get("/review"),
        client.get("/dossier", params={"actor": reading.actors[0].id, "other": payload}),
        client.get("/dossier", params={"actor": reading.actors[0].id}),
        client.get("/search", params={"q": f"grain {payload}"}),
        client.get("/search", params={"q": payload, "involving": payload}),
        client.get(f"/{quote(payload)}"),
    ):
        assert answer.status_code < 500
        assert Scripts(answer.text).found == []
        assert "alert(1)</script>" not in answer.text


def test_only_web_addresses_become_links():
    assert outside("https://a.example/x") == "https://a.example/x"
    assert [outside(one) for one in ("javascript:alert(1)", "data:text/html,x", "//a.example", "http://[", None)] == [
        None
    ] * 5


@pytest.mark.parametrize("address", ["/", "/nope", "/api/v1", "/api/v1/nope", "/static/workbench.css", "/alerts.atom"])
def test_every_answer_has_the_headers(client, address):
    headers = client.get(address).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost@evil.example"])
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


def test_loopback_names_are_let_in(client):
    assert [client.get("/", headers={"host": one}).status_code for one in ("localhost:1", "[::1]:8600")] == [200, 200]


def first_claim(folder):
    with open_store(folder) as store:
        return store.codings(review="none").first()["id"]


def test_a_write_needs_our_own_form(client, folder, token):
    form = {"action": f"accept:{first_claim(folder)}", "by": "me"}

    def status(form, **headers):
        return client.post("/review", data=form, headers=headers, follow_redirects=False).status_code

    assert status(form) == 403
    assert status(form | {"csrf": "0" * 64}) == 403
    assert status(form | {"csrf": token}, **{"sec-fetch-site": "cross-site"}) == 403
    assert status(form | {"csrf": token}, **{"sec-fetch-site": "same-site"}) == 403
    assert status(form | {"csrf": token}, origin="https://evil.example") == 403
    assert status(form | {"csrf": token}, origin="null") == 403
    assert status(form | {"csrf": token}, origin=BASE) == 303


def test_a_form_token_is_of_one_session(folder, token):
    with browser(folder) as other:
        other.get("/review")
        assert other.post("/review", data={"action": "accept:", "csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fapp.py",
        "/static/%00",
        "/static//etc/passwd",
    ],
)
def test_no_path_reaches_the_disk(client, address):
    assert client.get(address).status_code in {400, 404}


def test_beyond_loopback_the_token_is_asked_for(folder):
    with browser(folder, "http://desk.example", token=TOKEN, hosts=frozenset({"desk.example"})) as client:
        assert client.get("/", follow_redirects=False).headers["location"] == "/sign-in"
        assert client.get("/api/v1").json()["error"]["status"] == 401
        assert client.get("/api/v1", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/api/v1", headers={"authorization": "Bearer wrong"}).status_code == 401
        wrong = client.post("/sign-in", data={"token": "wrong", "csrf": form_token(client, "/sign-in")})
        assert wrong.status_code == 403
        client.post("/sign-in", data={"token": TOKEN, "csrf": form_token(client, "/sign-in")})
        assert client.get("/api/v1").status_code == 200


def test_guessing_the_token_is_slow(folder):
    with browser(folder, token=TOKEN) as client:
        form = {"token": "guess", "csrf": form_token(client, "/sign-in")}
        codes = {client.post("/sign-in", data=form).status_code for _ in range(15)}

    assert codes == {403, 429}


def test_an_address_that_asks_too_often_waits():
    limiter = Limiter(per_second=1, burst=2)
    limiter.take("a", now=0)
    limiter.take("a", now=0)

    with pytest.raises(Refusal):
        limiter.take("a", now=0)
    limiter.take("b", now=0)
    limiter.take("a", now=1)


def test_what_is_too_large_is_refused(client, token):
    assert client.post("/review", content=b"x" * 70_000).status_code == 413
    assert client.get("/search?q=" + "x" * 9_000).status_code == 414
    assert client.post("/review", content=(b"x" * 1000 for _ in range(70))).status_code in {400, 413}


def test_a_write_by_get_is_none(client, folder):
    assert client.put("/review").status_code == 405
