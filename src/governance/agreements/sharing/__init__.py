"""Sharing a draft with the parties in it: until then it is for who keeps it."""
