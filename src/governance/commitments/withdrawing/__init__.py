"""Taking away the lines of an agreement that does not count any more."""
