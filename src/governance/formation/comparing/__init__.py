"""Two versions of a text beside each other: on a page, as a redline, as a table of changes."""
