"""Readings for people and notebooks, stored events in the columns that others' scripts read: one module a format."""

from dragoman.export.dyad_month import to_dyad_months
from dragoman.export.ftm import to_ftm
from dragoman.export.gdelt import to_gdelt_events, to_gdelt_mentions
from dragoman.export.graphml import to_graphml
from dragoman.export.html import to_html
from dragoman.export.icews import to_icews
from dragoman.export.people import to_text
from dragoman.export.phoenix import to_phoenix
from dragoman.export.plain import to_rows_csv, to_rows_jsonl, write_parquet
from dragoman.export.polecat import to_polecat
from dragoman.export.table import TABLES, rows, to_csv

__all__ = [
    "TABLES",
    "rows",
    "to_csv",
    "to_dyad_months",
    "to_ftm",
    "to_gdelt_events",
    "to_gdelt_mentions",
    "to_graphml",
    "to_html",
    "to_icews",
    "to_phoenix",
    "to_polecat",
    "to_rows_csv",
    "to_rows_jsonl",
    "to_text",
    "write_parquet",
]
