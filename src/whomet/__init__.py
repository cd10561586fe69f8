"""whomet: who met whom, when, about what, and how we know."""

from importlib.metadata import version

__version__ = version("whomet")
