"""A line as a file that comes back meets it, and what the file changes of it."""
