"""Stored files: what was signed is kept, byte for byte, with its hash."""
