"""Whose the changes between two versions are."""
