"""The centre of the house: the frozen records that every room takes and gives, their ids and their JSON Schema.

Standard library and msgspec only; no input or output.
"""

from dragoman.record.actor import Actor, ActorMention, Cast, Form, Mention
from dragoman.record.event import Counts, Event, Place, PlaceMention, Precision, Status, Time, TimeMention
from dragoman.record.ids import actor_id, claim_id, normalise, publication_id, report_id
from dragoman.record.reading import SCHEMA, Reading
from dragoman.record.report import Dateline, Outlet, Report
from dragoman.record.scene import Scene
from dragoman.record.schema import json_schema
from dragoman.record.sentence import Quotation, Sentence, Trigger, WordSpan
from dragoman.record.span import Span, span_of
from dragoman.record.statement import Stance, Statement, StatementForm, chain, innermost
from dragoman.record.tie import Change, Party, Role, Term, Tie
from dragoman.record.tree import Tree

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorMention",
    "Cast",
    "Change",
    "Counts",
    "Dateline",
    "Event",
    "Form",
    "Mention",
    "Outlet",
    "Party",
    "Place",
    "PlaceMention",
    "Precision",
    "Quotation",
    "Reading",
    "Report",
    "Role",
    "Scene",
    "Sentence",
    "Span",
    "Stance",
    "Statement",
    "StatementForm",
    "Status",
    "Term",
    "Tie",
    "Time",
    "TimeMention",
    "Tree",
    "Trigger",
    "WordSpan",
    "actor_id",
    "chain",
    "claim_id",
    "innermost",
    "json_schema",
    "normalise",
    "publication_id",
    "report_id",
    "span_of",
]
