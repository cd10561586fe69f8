"""Countries, demonyms, cities, regions, seats of power and venues, and the scanner that finds them."""

from whomet.knowledge.places.scanner import Found
from whomet.knowledge.places.table import Place, PlaceKind, Places, load_places

__all__ = ["Found", "Place", "PlaceKind", "Places", "load_places"]
