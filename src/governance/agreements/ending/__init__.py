"""The end of an agreement, by its rules."""
