"""Putting a registration right that counts already: it becomes a draft again."""
