"""What each party contributes to the shared budget of a year."""
