"""Stored files: what was signed, adopted or handed in is kept, byte for byte, with its hash.

What comes in from outside is examined and scanned first; what goes out is proved by its hash
and noted in the trail.
"""
