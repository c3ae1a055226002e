"""Two versions of a text beside each other: what was added, left out, changed and moved."""
