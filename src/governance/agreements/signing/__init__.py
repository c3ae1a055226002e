"""The decision and the signature of each authority, in that order."""
