"""What kind of organisation a TOOI address is of."""
