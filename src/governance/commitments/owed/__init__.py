"""What one organisation owes, of all agreements together."""
