"""Hints: vague promises, and language that is hard to read."""
