"""Opening a round, and removing one of which nothing was made yet."""
