"""A file that is handed in to be taken over, as it was examined."""
