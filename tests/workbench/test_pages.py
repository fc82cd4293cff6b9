import csv
import io
import re
from html.parser import HTMLParser

import pytest

pytest.importorskip("starlette", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")
pytest.importorskip("jinja2", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")


from dragoman.store import open_store
from dragoman.workbench.pages.overview import coming
from tests.workbench.samples import RELAY, readings

VOID = {"meta", "link", "input", "img", "br"}


class Outline(HTMLParser):
    """Checks that elements nest, ids are unique and every field has a label."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.tags, self.faults, self.labelled = [], set(), set(), [], set()
        self.feed(text)
        self.faults += [f"<{one}> is not closed" for one in self.open]

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        if found.get("id") in self.ids:
            self.faults.append(f"id {found['id']} twice")
        self.ids.add(found.get("id")) if "id" in found else None
        self.labelled.add(found.get("for")) if tag == "label" else None
        if tag in {"input", "select"} and found.get("type") not in {"hidden", "submit"}:
            inside = "label" in self.open or found.get("id") in self.labelled
            self.faults += [] if inside else [f"field {found.get('name')} has no label"]
        if any(name.startswith("on") for name in found) or "style" in found:
            self.faults.append(f"inline script or style in <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.fixture
def ids(folder):
    with open_store(folder) as store:
        return {
            "report": readings()[0].report.id,
            "event": store.events(type="ASSAULT").first()["id"],
            "tie": store.ties().first()["id"],
        }


def pages(ids):
    return [
        "/",
        f"/report/{ids['report']}",
        "/dossier?actor=RUR&other=GRA",
        "/dossier?actor=Anna+Vance",
        f"/claim/{ids['event']}",
        "/search?q=grain",
        "/review",
        "/sign-in",
        "/nope",
    ]


def test_every_page_is_sound_small_and_needs_no_script(client, ids):
    for address in pages(ids):
        answer = client.get(address)
        outline = Outline(answer.text)

        assert outline.faults == [], address
        assert {"main", "header", "nav", "footer", "h1", "title"} <= outline.tags, address
        assert len(answer.content) < 200_000
        assert not re.search(r"<script(?! src=\"/static/workbench.js\")", answer.text)
        assert not re.search(r'(?:src|href)="https?://(?!courier\.example)', answer.text)


def test_the_reader_draws_the_chain_and_marks_the_text_whole(client, ids):
    text = client.get(f"/report/{ids['report']}").text
    article = re.search(r'<article class="text".*?>(.*?)</article>', text, re.S)[1]
    chain = re.search(r'<ol class="chain".*?</ol>', text, re.S)[0]

    assert re.sub(r"<[^>]*>", "", article).replace("&#34;", '"') == RELAY
    assert re.findall(r"<b>(.*?)</b>", chain) == ["Anna Vance", "letter", "RNA", "The Courier"]
    assert "90 %" in text


def test_every_link_into_the_panel_has_its_card(client, ids):
    text = client.get(f"/report/{ids['report']}").text
    targets = set(re.findall(r'href="#([cm]-\w+)"', text))

    assert {one for one in targets if one.startswith("c-")} <= set(re.findall(r'id="(c-\w+)"', text))


def test_a_long_report_is_shown_in_parts(client, folder):
    from dragoman.record import Reading
    from tests.workbench.samples import report

    body = "A sentence about nothing.\n" * 2000
    with open_store(folder) as store:
        store.add(Reading(report(body, "The Courier", "2021-07-12")))
    address = f"/report/{report(body, '', '').id}"

    assert "Part 1 of" in client.get(address).text
    assert len(client.get(address).content) < 200_000
    assert client.get(f"{address}?part=999").status_code == 400


def test_the_overview_names_pairs_disputes_and_what_is_coming(client):
    text = client.get("/").text

    assert "GRA – RUR" in text
    assert "Disputed events" in text
    assert "ends unless renewed" in text


def test_ends_and_round_anniversaries_are_coming(folder):
    from datetime import date

    with open_store(folder) as store:
        found = coming(store.standings("2021-07-20"), date(2021, 7, 20))

    assert [(one.day, one.what) for one in found] == [
        ("2021-08-01", "5 years since 2016-08-01"),
        ("2021-09-01", "ends unless renewed"),
    ]


@pytest.mark.parametrize(("day", "status"), [("2021-07-20", "in force"), ("2022-01-01", "expired")])
def test_ties_stand_as_they_did_on_the_chosen_day(client, day, status):
    assert f">{status}</span>" in client.get(f"/dossier?actor=RUR&other=GRA&on={day}").text


def test_what_is_downloaded_is_what_is_shown(client):
    address = "actor=RUR&other=GRA&type=ASSAULT"
    page = client.get(f"/dossier?{address}").text
    rows = list(csv.DictReader(io.StringIO(client.get(f"/download/events.csv?{address}").text)))

    assert [row["id"] for row in rows] == re.findall(r'<td><a href="/claim/(\w+)">ASSAULT<', page)
    assert f"{len(rows)} event" in page
    link = re.search(r'href="(/api/v1/events\?[^"]*)"', page)[1].replace("&amp;", "&")
    assert [row["id"] for row in client.get(link).json()["items"]] == [row["id"] for row in rows]


def test_a_cell_that_starts_a_formula_is_defused(client, folder):
    from tests.workbench.samples import evil

    with open_store(folder) as store:
        store.add(evil("=cmd()"))
    rows = csv.DictReader(io.StringIO(client.get("/download/events.csv?actor=evil:=cmd()").text))

    assert {row["actors"] for row in rows} == {"'=cmd()"}


def test_the_claim_page_parts_those_who_confirm_from_those_who_deny(client, ids):
    text = client.get(f"/claim/{ids['event']}").text

    assert "2 independent sources" in text
    assert text.index("Confirm it") < text.index("Deny it")


def test_a_tie_leads_to_its_place(client, ids):
    answer = client.get(f"/claim/{ids['tie']}", follow_redirects=False)

    assert answer.headers["location"] == f"/report/{ids['report']}#c-{ids['tie']}"


def test_search_marks_the_words(client):
    assert "<mark>grain</mark>" in client.get("/search?q=grain").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dossier", 400),
        ("/dossier?actor=XXX", 404),
        ("/dossier?actor=RUR&on=yesterday", 400),
        ("/report/nothing", 400),
        ("/report/r0000000000000000", 404),
        ("/claim/e0000000000000000", 404),
        ("/search?q=%22", 400),
        ("/dossier?actor=RUR&page=-1", 400),
        ("/dossier?actor=RUR&status=maybe", 400),
        ("/search?q=x&since=2021-99", 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_the_feed_is_sound_xml(client, folder):
    from xml.etree import ElementTree

    from tests.workbench.samples import EVILS, evil

    with open_store(folder) as store:
        store.add_many(evil(payload) for payload in EVILS)
    root = ElementTree.fromstring(client.get("/alerts.atom").content)  # noqa: S314 - our own feed

    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) >= len(EVILS)


def test_a_store_that_went_away_is_no_crash(client, folder):
    (folder / "dragoman.sqlite").unlink()
    answer = client.get("/api/v1")

    assert answer.status_code == 503
    assert str(folder) not in answer.text
