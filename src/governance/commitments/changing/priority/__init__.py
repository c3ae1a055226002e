"""Many commitments get one priority."""
