"""How reviews stand: what was completed last, what is due, and who is to do it."""
