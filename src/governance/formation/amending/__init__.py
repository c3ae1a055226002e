"""Amending an agreement in force: a copy that is edited, decided upon, and merged into it."""
