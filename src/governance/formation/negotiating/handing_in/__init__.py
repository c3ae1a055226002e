"""A file that came back from Word, taken in upon a version."""
