"""What a token of a provider must hold to be believed: pure, on claims that were signed."""
