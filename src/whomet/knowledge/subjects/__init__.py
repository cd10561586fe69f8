"""Profiles of well-known subjects, and a bare one for anybody else.

Aliases, handles, companies and dates of the profiles are from general knowledge and were not checked
against a source: an investigation that relies on one should confirm it.
"""

from whomet.knowledge.subjects.profiles import bundled_subjects, load_subject

__all__ = ["bundled_subjects", "load_subject"]
