"""How commitments stood at the last adopted regional report, beside how they stand since."""
