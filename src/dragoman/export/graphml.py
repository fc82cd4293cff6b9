"""GraphML: a directed graph of who acts on whom, for Gephi, Cytoscape and networkx.

A node is a state or another known actor, an edge all counted events from one to another, with the counts by quad class,
the Goldstein sum and the first and last month. Lost: everything about single events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from dragoman.export.coded import Row

_COUNTS: Final = ("events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
_KEYS: Final = (
    ("label", "node", "string"),
    *((name, "edge", "int") for name in _COUNTS),
    ("goldstein_sum", "edge", "double"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
)


def to_graphml(months: Iterable[Row], names: Mapping[str, str] | None = None) -> Iterator[str]:
    """The lines of a GraphML file, from dyad-month rows. ``names`` gives nodes their labels."""
    edges: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for row in months:
        if row["events"]:
            _count(edges[row["actor"], row["recipient"]], row)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for name, place, kind in _KEYS:
        yield f'  <key id="{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node in sorted({one for pair in edges for one in pair}):
        label = escape((names or {}).get(node, node))
        yield f'    <node id={quoteattr(node)}><data key="label">{label}</data></node>\n'
    for (actor, recipient), edge in sorted(edges.items()):
        data = "".join(f'<data key="{name}">{value}</data>' for name, value in edge.items())
        yield f"    <edge source={quoteattr(actor)} target={quoteattr(recipient)}>{data}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _count(edge: dict[str, Any], row: Row) -> None:
    for name in _COUNTS:
        edge[name] = edge.get(name, 0) + row[name]
    edge["goldstein_sum"] = round(edge.get("goldstein_sum", 0.0) + (row["goldstein_sum"] or 0.0), 3)
    edge["first"] = min(edge.get("first", row["month"]), row["month"])
    edge["last"] = max(edge.get("last", row["month"]), row["month"])
