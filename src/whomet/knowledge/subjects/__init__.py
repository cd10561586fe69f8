"""Profiles of well-known subjects, and a bare one for anybody else."""

from whomet.knowledge.subjects.profiles import bundled_subjects, load_subject

__all__ = ["bundled_subjects", "load_subject"]
