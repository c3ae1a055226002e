"""Conditions that stand within a sentence of a text."""
