"""The layout of a list of commitments as a file, out and in."""
