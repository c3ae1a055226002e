"""Many commitments are carried out by another."""
