"""A list of commitments as a file has it: every line in full, and what of it one may change."""
