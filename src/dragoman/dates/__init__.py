"""When: time expressions of news, read against the report's day.

``find_times`` serves the reader; ``Cascade().read(text, day)`` reads bare text.
"""

from dragoman.dates.cascade import Cascade
from dragoman.dates.find import find_times, reference_day
from dragoman.dates.value import Expression, Value

__all__ = ["Cascade", "Expression", "Value", "find_times", "reference_day"]
