"""Boundaries of municipalities and regions on a map, imported from a file."""
