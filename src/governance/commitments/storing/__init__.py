"""Keeping the commitments of a draft as they were handed in."""
