"""A list of commitments that was taken out as a file, filled in, and brought back as a whole."""
