"""The barrier model: which commitments raise which barrier against which exploitation."""
