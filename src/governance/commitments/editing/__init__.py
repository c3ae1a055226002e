"""Editing the commitments of a draft, one at a time."""
