"""Commitments of an agreement that goes on: after an extension, and of who accedes."""
