"""Where: toponyms of a report, told apart by context, with coordinates, country, and claimants where disputed."""

from dragoman.places.find import find_places, read_spots
from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.resolve import km_between
from dragoman.places.spot import Spot

__all__ = ["Entry", "Gazetteer", "Spot", "find_places", "km_between", "read_spots"]
