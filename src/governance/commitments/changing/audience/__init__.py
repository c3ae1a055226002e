"""How many commitments stand is for others to see."""
