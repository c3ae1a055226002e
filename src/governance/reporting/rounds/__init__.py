"""Pages of rounds: who reported, and the regional report that is made of it."""
