"""What a completed review withdraws."""
