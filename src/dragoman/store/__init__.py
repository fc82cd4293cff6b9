"""A store: one folder with an SQLite file for what changes, and Parquet shards for analysis at size.

    with open_store("my-store", create=True) as store:
        store.add(reading, reader="0.1.0")                       # new, copy, known or reread
        store.events(actor="CHN", recipient="PRK").to_pandas()   # each event once, with its independent sources
        store.event(event_id)["mentions"]                        # what each report says about it, side by side
        store.dossier("CHN", "PRK", since="2021")
        store.reviews.correct(claim_id, "change", by="me", changes={"type": "THREATEN"})

The machine's record is kept as it was read; the flat tables are an index made from it and from what people corrected.
"""

from dragoman.store.database import StoreError
from dragoman.store.dossier import Dossier
from dragoman.store.results import Rows
from dragoman.store.select import Filter
from dragoman.store.standing import Standing, standings
from dragoman.store.store import Store, open_store

__all__ = ["Dossier", "Filter", "Rows", "Standing", "Store", "StoreError", "open_store", "standings"]
