"""Which numbers are hidden, and what is shown of a number that is."""
