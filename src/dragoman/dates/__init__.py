"""When: time expressions of news, read against the report's day."""

from dragoman.dates.cascade import Cascade
from dragoman.dates.value import Expression, Value

__all__ = ["Cascade", "Expression", "Value"]
