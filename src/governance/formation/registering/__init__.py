"""Registering an agreement that was signed elsewhere: its file, what was read in it, in force."""
