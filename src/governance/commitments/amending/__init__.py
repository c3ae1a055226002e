"""What an amendment means for commitments that run: new, changed, lapsed, and for their lines."""
