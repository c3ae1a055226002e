"""A proposal put into the text of a draft."""
