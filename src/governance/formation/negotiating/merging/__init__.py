"""Proposals of several files put into one text, in their order."""
