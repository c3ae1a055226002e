"""Telling whoever must review that it is time, once for each day on which a review is due."""
