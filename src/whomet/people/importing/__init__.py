"""Importing office-holders from published sources into a file of facts, several sources side by side."""
