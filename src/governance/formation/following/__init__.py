"""Succession: a later agreement that takes the place of one in force."""
