"""Boundaries that are handed in on a page or by a machine: looked at first, then drawn."""
