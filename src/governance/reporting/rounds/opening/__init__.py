"""Pages on which a round is opened, and removed again while it is untouched."""
