"""Taking a commitment out of a draft."""
