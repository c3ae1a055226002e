"""Scans of signed pages, attached to a signature that was recorded."""
