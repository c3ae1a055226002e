"""Destroying the bytes of a file that holds what must not be kept; that it was there stays."""
