"""Attempts to prove who one is: counted before they are judged, in the database."""
