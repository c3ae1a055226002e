"""Putting an agreement up for decision, and the signatures that seal it."""
