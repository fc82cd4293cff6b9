"""Readings for people, notebooks and tables: one module a format."""

from dragoman.export.html import to_html
from dragoman.export.people import to_text
from dragoman.export.table import TABLES, rows, to_csv

__all__ = ["TABLES", "rows", "to_csv", "to_html", "to_text"]
