"""Two versions in one Word file: what was left out and what is new, as tracked changes."""
