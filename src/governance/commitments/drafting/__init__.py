"""Who edits the commitments of a draft now, and which of them."""
