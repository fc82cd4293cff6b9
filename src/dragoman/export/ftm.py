"""FollowTheMoney statements (CSV): one row for each thing said about an entity, who says it and when it was seen.

Actors become Person, PublicBody, Organization or LegalEntity; an event an Event with its parties ``involved``;
a tie becomes an UnknownLink between its first two parties. ``origin`` is the first agency or outlet; ``first_seen`` and
``last_seen`` are days of publication. Lost: the direction of an event (both sides are ``involved``),
status (it stands in
the summary), chains, offsets, confidence, terms and changes of ties.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from dragoman.export.cells import csv_line
from dragoman.export.coded import Row, sides

COLUMNS: Final = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "lang", "original_value",
    "external", "first_seen", "last_seen", "origin", "id",
)  # fmt: skip
_SCHEMA: Final = {
    "person": "Person", "state": "PublicBody", "government": "PublicBody", "ministry": "PublicBody",
    "parliament": "PublicBody",
    "organisation": "Organization", "igo": "Organization", "ngo": "Organization", "party": "Organization",
    "group": "Organization", "outlet": "Organization", "agency": "Organization", "company": "Company",
}  # fmt: skip
_TYPES: Final = {"name": "name", "country": "country", "wikidataId": "identifier", "date": "date",
                 "summary": "text", "involved": "entity", "location": "string", "sourceUrl": "url", "subject": "entity",
                 "object": "entity", "role": "string", "startDate": "date", "endDate": "date",
                 "id": "checksum"}  # fmt: skip


def to_ftm(
    actors: Iterable[Row], events: Iterable[Row], ties: Iterable[Row], dataset: str = "dragoman"
) -> Iterator[str]:
    """The lines of a statements file, header first."""
    yield csv_line(COLUMNS)
    for entity, schema, row, values in _entities(actors, events, ties):
        said = [(name, str(value)) for name, value in values if value is not None]
        digest = hashlib.sha1("".join(sorted(f"{name}{value}" for name, value in said)).encode()).hexdigest()  # noqa: S324 - FtM's own id
        for prop, value in [("id", digest), *said]:
            key = hashlib.sha1(f"{dataset}.{entity}.{prop}.{value}".encode()).hexdigest()  # noqa: S324 - FtM's own id
            day = (row.get("published") or "")[:10] or None
            yield csv_line(
                (entity, entity, prop, _TYPES[prop], schema, value, dataset, None, None, None, day, day,
                 row.get("origin"), key)
            )  # fmt: skip


def _entities(
    actors: Iterable[Row], events: Iterable[Row], ties: Iterable[Row]
) -> Iterator[tuple[str, str, Row, list[tuple[str, object]]]]:
    named: dict[str, str] = {}
    for row in actors:
        entity = f"dragoman-{row['id']}"
        named.setdefault(row["name"], entity)
        country = row["state"].lower() if row["state"] else None
        yield entity, _SCHEMA.get(row["kind"], "LegalEntity"), row, [
            ("name", row["name"]), ("country", country), ("wikidataId", row["wikidata"]),
        ]  # fmt: skip
    for row in events:
        who = [one.name for side in ("actor", "recipient") for one in sides(row, side)]
        involved = [("involved", named[name]) for name in dict.fromkeys(who) if name in named]
        title = f"{row['type']} ({row['status']}): {row['trigger']}"
        yield f"dragoman-{row['id']}", "Event", row, [
            ("name", title), ("date", row["day"]), ("summary", row["evidence"]), ("location", row["place"]),
            ("country", row["country"].lower() if row["country"] else None), ("sourceUrl", row["url"]), *involved,
        ]  # fmt: skip
    for row in ties:
        parties = [named[name] for name in (row["parties"] or "").split(";") if name in named]
        if len(parties) > 1:
            yield f"dragoman-{row['id']}", "UnknownLink", row, [
                ("subject", parties[0]), ("object", parties[1]), ("role", f"{row['kind']} ({row['change']})"),
                ("startDate", row["since"]), ("endDate", row["until"]), ("sourceUrl", row["url"]),
            ]  # fmt: skip
