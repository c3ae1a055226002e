"""A commitment in a list, as its reader may know it."""
