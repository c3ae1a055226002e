"""People, what they may do for whom, and signing in."""
