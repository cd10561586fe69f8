"""The report stage: a publication as a static site that opens from the file system."""

from whomet.report.site import build_site

__all__ = ["build_site"]
