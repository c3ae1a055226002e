"""From what was read of a Word file to the passages of a text, so that none of it is lost."""
