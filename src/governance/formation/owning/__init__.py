"""Who owes a commitment by the text of the draft, and who is recorded for it."""
