"""What is committed and spent of the shared budget of a year."""
