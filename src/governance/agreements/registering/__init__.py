"""Agreements that were signed elsewhere, registered with their file as the evidence."""
